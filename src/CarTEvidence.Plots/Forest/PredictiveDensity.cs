using CarTEvidence.MetaAnalysis;
using MathNet.Numerics.Distributions;

namespace CarTEvidence.Plots.Forest;

/// <summary>The density behind a prediction interval: Student's t or the normal on the scale of the analysis, carried to the natural scale.</summary>
/// <remarks>It is drawn within the interval: beyond it, carried from the logit scale, it may rise without bound towards 0 and 1.</remarks>
internal static class PredictiveDensity
{
    private const int Steps = 240;

    /// <summary>Values on the natural scale within the interval, and heights relative to the highest; empty where the interval is not finite on the scale of the analysis, or for the beta distribution, whose density may be infinite at its ends.</summary>
    internal static IReadOnlyList<(double Value, double Height)> Curve(PooledEffect effect, Prediction prediction)
    {
        var interval = prediction.Transformed;
        if (prediction.Method == PredictionMethod.Beta || !double.IsFinite(interval.Lower) || !double.IsFinite(interval.Upper) || interval.Width <= 0)
        {
            return [];
        }

        if (prediction.Method == PredictionMethod.Posterior)
        {
            return OfPosterior(effect, interval);
        }

        var degrees = prediction.Method switch
        {
            PredictionMethod.Normal => double.PositiveInfinity,
            PredictionMethod.HigginsThompsonSpiegelhalter => effect.StudyCount - Math.Max(1, effect.Coefficients.Count) - 1,
            _ => effect.StudyCount - Math.Max(1, effect.Coefficients.Count),
        };
        if (degrees < 1)
        {
            return [];
        }

        var tail = (1 + interval.Level) / 2;
        var quantile = double.IsPositiveInfinity(degrees) ? Normal.InvCDF(0, 1, tail) : StudentT.InvCDF(0, 1, degrees, tail);
        var (center, scale) = ((interval.Lower + interval.Upper) / 2, interval.Width / 2 / quantile);
        var logarithmic = new EffectText(effect.Measure).IsRatio;
        var points = Enumerable.Range(0, Steps + 1).Select(i => (i * 2.0 / Steps - 1) * quantile).Select(z => Point(effect.Measure, logarithmic, center, scale, z, degrees)).Where(p => double.IsFinite(p.Height)).ToList();
        var highest = points.Select(p => p.Height).DefaultIfEmpty(0).Max();
        return highest > 0 ? [.. points.Select(p => (p.Value, p.Height / highest))] : [];
    }

    private static (double Value, double Height)[] OfPosterior(PooledEffect effect, Interval logit)
    {
        double[] values = [.. Enumerable.Range(0, Steps + 1).Select(i => effect.Measure.ToNatural(logit.Lower + i * logit.Width / Steps)).Where(p => p is > 0 and < 1)];
        var heights = effect.PosteriorDensity(PosteriorQuantity.NewStudy, values);
        var highest = heights.DefaultIfEmpty(0).Max();
        return highest > 0 ? [.. values.Zip(heights, (value, height) => (value, height / highest))] : [];
    }

    /// <summary>The density of the natural value is that of the transformed one over the slope of the way back; on a logarithmic axis it is the transformed one itself.</summary>
    private static (double Value, double Height) Point(Measure measure, bool logarithmic, double center, double scale, double z, double degrees)
    {
        var at = center + scale * z;
        var step = 1e-4 * scale;
        var slope = logarithmic ? 1 : (measure.ToNatural(at + step) - measure.ToNatural(at - step)) / (2 * step);
        var density = double.IsPositiveInfinity(degrees) ? Math.Exp(-z * z / 2) : Math.Pow(1 + z * z / degrees, -(degrees + 1) / 2);
        return (measure.ToNatural(at), density / slope);
    }
}
