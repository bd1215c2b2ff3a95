using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <content>A new study: its proportion is beta-distributed, its events among n patients beta-binomial, both at the estimates.</content>
/// <remarks>The parameters are taken as known, as in the prediction intervals of the other likelihood models that have tau² as estimated; with few studies the interval is too narrow.</remarks>
internal static partial class BetaBinomialModel
{
    private static void AddPredictionNote(List<string> notes) =>
        notes.Add("The prediction is that of the beta distribution at the estimates; it ignores that mean and correlation are estimated, and is too narrow with few studies.");

    /// <summary>Quantiles of the beta distribution; the estimate itself where the studies do not differ.</summary>
    private static Prediction Predict(double mu, double tau, double level)
    {
        var (p, q) = Logistic.Both(mu);
        if (tau == 0)
        {
            return new Prediction(new Interval(p, p, level), new Interval(mu, mu, level), PredictionMethod.Beta);
        }

        var (a, b) = (p / (tau * tau), q / (tau * tau));
        var tail = 0.5 * (1 - level);
        var low = BetaDistribution.LowerQuantile(tail, a, b);

        // The upper quantile is the lower one of the mirror image: neither a proportion near 1 nor its complement loses digits.
        var high = BetaDistribution.LowerQuantile(tail, b, a);
        return new Prediction(
            new Interval(low.X, high.Y, level), new Interval(Math.Log(low.X) - Math.Log(low.Y), Math.Log(high.Y) - Math.Log(high.X), level), PredictionMethod.Beta);
    }

    /// <summary>With a correlation of 1 a new study is all or none.</summary>
    private static Prediction AllOrNonePrediction(double level) =>
        new(new Interval(0, 1, level), new Interval(double.NegativeInfinity, double.PositiveInfinity, level), PredictionMethod.Beta);

    private static double[] Counts(double mu, double tau, int? patients) => patients is not { } n
        ? []
        : [.. Enumerable.Range(0, n + 1).Select(x =>
            Math.Exp(new BetaBinomialLikelihood(new DistinctStudies(new ProportionData(["new"], [x], [n]))).Evaluate(mu, tau).Value))];
}
