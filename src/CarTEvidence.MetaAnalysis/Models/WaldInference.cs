using System.Globalization;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Normal and t inference from an estimate and its standard error.</summary>
internal static class WaldInference
{
    /// <summary>Interval and test that the effect is 0; <paramref name="degreesOfFreedom"/> is <c>null</c> for the normal.</summary>
    public static TransformedEstimate Of(double value, double standardError, double? degreesOfFreedom, double level)
    {
        if (degreesOfFreedom is <= 0 || !double.IsFinite(standardError))
        {
            return new TransformedEstimate(value, double.IsFinite(standardError) ? standardError : null, null, new TestResult(null, null, null));
        }

        var reach = standardError * Quantile((1 - level) / 2, degreesOfFreedom);
        var interval = new Interval(value - reach, value + reach, level);
        if (standardError == 0)
        {
            return new TransformedEstimate(value, 0, interval, new TestResult(null, degreesOfFreedom, null));
        }

        var statistic = value / standardError;
        var pValue = degreesOfFreedom is { } df ? StudentDistribution.TwoSided(statistic, df) : NormalDistribution.TwoSided(statistic);
        return new TransformedEstimate(value, standardError, interval, new TestResult(statistic, degreesOfFreedom, pValue));
    }

    /// <summary>Prediction interval for the true effect in a new study; <c>null</c> with a note where its degrees of freedom run out.</summary>
    public static Prediction? Predict(double mean, double standardDeviation, int k, int p, PredictionMethod method, double level, Measure measure, List<string> notes)
    {
        method.RequireGeneral();
        double? df = method.IsNormal() ? null : k - p - (method.SpendsOneOnTauSquared() ? 1 : 0);
        if (df is <= 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"A prediction interval on t is not defined for {k} effects: its degrees of freedom run out."));
            return null;
        }

        if (method.OwnStandardErrorNote() is { } note)
        {
            notes.Add(note);
        }

        var reach = standardDeviation * Quantile((1 - level) / 2, df);
        var interval = new Interval(mean - reach, mean + reach, level);
        return new Prediction(interval.Map(measure.ToNatural), interval, method);
    }

    private static double Quantile(double tail, double? degreesOfFreedom) =>
        degreesOfFreedom is { } df ? StudentDistribution.UpperQuantile(tail, df) : NormalDistribution.UpperQuantile(tail);
}
