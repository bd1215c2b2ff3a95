using CarTEvidence.MetaAnalysis.Models;

namespace CarTEvidence.MetaAnalysis.Tests.Models.BayesianBinomialNormal;

/// <summary>The Bayesian model against what R's bayesmeta prints: a normal effect with a known error is the limit of a study with very many patients.</summary>
public sealed class PublishedBayesianTests
{
    // Effects and errors are given to four digits, which moves the posterior by up to a few units of the fourth.
    private const double Given = 3e-4;

    // A logit this many times as small as the effect is so near 0 that hundreds of millions of patients make a normal likelihood of it.
    private const double Shrink = 2000;

    /// <summary>
    /// Psilocybin for depression, Hedges' g of twelve trials; mean ~ N(0, 1), tau ~ half-normal(0.5). Source: SYPRES, "Reproducibility Guide: Meta-analysis on Psilocybin for Depression",
    /// output of bayesmeta: tau median 0.2990692, mean 0.3127251; mean of the effects median −0.8714675, mean −0.8763131, standard deviation 0.1426918, shortest interval −1.1694173 to −0.5981181.
    /// </summary>
    [Fact]
    public void Fit_NormalEffectsAsLargeStudies_IsWhatBayesmetaPrints()
    {
        double[] effect = [-1.4215, -2.4807, -0.7092, -1.2731, -1.7297, -0.3347, -0.8700, -0.3806, -0.1417, -0.7940, -0.8275, -0.9384];
        double[] lower = [-2.2271, -3.5637, -1.0308, -1.8827, -2.7230, -1.0987, -1.2941, -1.0314, -0.8599, -1.5967, -1.5562, -1.5120];
        double[] upper = [-0.6160, -1.3976, -0.3876, -0.6635, -0.7365, 0.4294, -0.4459, 0.2701, 0.5765, 0.0086, -0.0988, -0.3648];
        List<long> events = [], totals = [];
        for (var i = 0; i < effect.Length; i++)
        {
            var error = (upper[i] - lower[i]) / (2 * 1.959964) / Shrink;
            var p = 1 / (1 + Math.Exp(-effect[i] / Shrink));
            totals.Add((long)(1 / (error * error * p * (1 - p))));
            events.Add((long)Math.Round(totals[i] * p));
        }

        var fit = BayesianBinomialNormalModel.Fit(
            new ProportionData(effect.Select((_, i) => $"{i}"), events, totals),
            ProportionOptions.Default with { Priors = new() { Mean = new NormalPrior(0, 1 / Shrink), Tau = new HalfNormalPrior(0.5 / Shrink) } });
        var posterior = fit.Posterior!;
        Assert.Equal(0.2990692, posterior.TauMedian * Shrink, Given);
        Assert.Equal(0.3127251, posterior.TauMean!.Value * Shrink, Given);
        Assert.Equal(-0.8714675, fit.Transformed.Value!.Value * Shrink, Given);
        Assert.Equal(-0.8763131, posterior.MuMean * Shrink, Given);
        Assert.Equal(0.1426918, posterior.MuStandardDeviation * Shrink, Given);
        Assert.Equal(-1.1694173, Effect(posterior.Shortest.Lower), Given);
        Assert.Equal(-0.5981181, Effect(posterior.Shortest.Upper), Given);

        static double Effect(double proportion) => Shrink * Math.Log(proportion / (1 - proportion));
    }
}
