using CarTEvidence.MetaAnalysis.Models;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Models.BetaBinomial;

public class BetaBinomialModelTests
{
    [Fact]
    public void Fit_ProfileLimits_SolveTheProfileEquation()
    {
        var reference = new CountReference("proportions-pritz1997.json");
        var fit = Fit(reference.Proportions);
        var likelihood = new BetaBinomialLikelihood(new DistinctStudies(reference.Proportions));
        var maximum = fit.FitStatistics!.LogLikelihoodMl!.Value;
        var mean = fit.Transformed.Interval!.Value;
        foreach (var limit in (ReadOnlySpan<double>)[mean.Lower, mean.Upper])
        {
            Assert.Equal(3.841458820694124, 2 * (maximum - Maximisation.Brent(tau => likelihood.Evaluate(limit, tau).Value, 0, 3).Value), 1e-7);
        }

        var rho = fit.IntraclassCorrelation!.Interval!.Value;
        foreach (var limit in (ReadOnlySpan<double>)[rho.Lower, rho.Upper])
        {
            var tau = Math.Sqrt(limit / (1 - limit));
            Assert.Equal(3.841458820694124, 2 * (maximum - Maximisation.Brent(mu => likelihood.Evaluate(mu, tau).Value, -3, 5).Value), 1e-7);
        }
    }

    [Theory]
    [InlineData(0.3, 0.2, 5L)]
    [InlineData(1e-4, 0.01, 128L)]
    [InlineData(0.9, 1e-6, 129L)]
    [InlineData(0.3, 0.2, 3000L)]
    [InlineData(1e-3, 5, 20000L)]
    public void RisingSums_LongSums_EqualTermByTerm(double m, double t, long count)
    {
        double log = 0, first = 0, second = 0, mixed = 0;
        for (var j = count - 1; j >= 0; j--)
        {
            var y = m + j * t;
            log += Math.Log(y);
            first += 1 / y;
            second += (double)j * j / (y * y);
            mixed += j / (y * y);
        }

        var table = RisingSums.Table(count);
        RisingSums.Fill(m, t, table);
        var sums = RisingSums.Of(m, t, count, table);
        Assert.Equal(1, sums.Log / log, 1e-11);
        Assert.Equal(1, sums.M / first, 1e-11);
        Assert.Equal(second, -sums.TT, 1e-9 * Math.Max(1, second));
        Assert.Equal(mixed, -sums.MT, 1e-9 * Math.Max(1, mixed));
    }

    [Fact]
    public void Fit_HomogeneousStudies_IsThePooledProportion()
    {
        var fit = Fit(Data([10, 20, 30], [40, 80, 120]));
        Assert.Equal(0.25, fit.Pooled.Value!.Value, 1e-12);
        Assert.Equal(0, fit.IntraclassCorrelation!.Value);
        Assert.Equal(fit.Pooled, fit.Marginal);
    }

    [Theory]
    [InlineData(new long[] { 5, 3, 8 }, new long[] { 5, 3, 8 })]
    [InlineData(new long[] { 0, 0 }, new long[] { 5, 3 })]
    [InlineData(new long[] { 4, 0, 7 }, new long[] { 4, 6, 7 })]
    [InlineData(new long[] { 1, 0, 1 }, new long[] { 1, 1, 1 })]
    [InlineData(new long[] { 2 }, new long[] { 7 })]
    [InlineData(new long[] { 1, 500_000_000, 3 }, new long[] { 1_000_000_000, 1_000_000_000, 7 })]
    public void Fit_Extremes_AreAnsweredInOrder(long[] events, long[] totals)
    {
        var fit = Fit(Data(events, totals));
        var interval = fit.Pooled.Interval!.Value;
        Assert.InRange(fit.Pooled.Value!.Value, interval.Lower, interval.Upper);
        Assert.InRange(interval.Lower, 0, 1);
        Assert.InRange(interval.Upper, 0, 1);
        Assert.True(fit.Converged);
    }

    private static PooledEffect Fit(ProportionData data) => Pooling.Proportions(data, ProportionOptions.Default with { Model = ProportionModel.BetaBinomial });

    private static ProportionData Data(long[] events, long[] totals) => new(events.Select((_, i) => $"S{i + 1}"), events, totals);

    [Fact]
    public void Prediction_IsTheBetaDistributionAtTheEstimates()
    {
        var data = new ProportionData(["a", "b", "c", "d"], [9, 3, 14, 5], [10, 12, 20, 16]);
        var fit = Pooling.Proportions(data, new ProportionOptions { Model = ProportionModel.BetaBinomial, PredictivePatients = 12 });
        var precision = 1 / fit.IntraclassCorrelation!.Value!.Value - 1;
        var (a, b) = (fit.Pooled.Value!.Value * precision, (1 - fit.Pooled.Value!.Value) * precision);
        Assert.Equal(PredictionMethod.Beta, fit.Prediction!.Method);
        Assert.Equal(0.025, MathNet.Numerics.Distributions.Beta.CDF(a, b, fit.Prediction.Interval.Lower), 1e-9);
        Assert.Equal(0.975, MathNet.Numerics.Distributions.Beta.CDF(a, b, fit.Prediction.Interval.Upper), 1e-9);

        // Counts are beta-binomial: C(n, x) B(a + x, b + n − x) / B(a, b).
        static double LogBeta(double p, double q) => MathNet.Numerics.SpecialFunctions.BetaLn(p, q);
        Assert.Equal(13, fit.PredictiveCounts.Count);
        for (var x = 0; x <= 12; x++)
        {
            var expected = Math.Exp(MathNet.Numerics.SpecialFunctions.BinomialLn(12, x) + LogBeta(a + x, b + 12 - x) - LogBeta(a, b));
            Assert.Equal(expected, fit.PredictiveCounts[x], 1e-10);
        }
    }

    [Fact]
    public void Prediction_EqualStudies_IsTheEstimate()
    {
        var fit = Pooling.Proportions(new ProportionData(["a", "b"], [5, 10], [20, 40]), new ProportionOptions { Model = ProportionModel.BetaBinomial, PredictivePatients = 2 });
        Assert.Equal(0.25, fit.Prediction!.Interval.Lower, 1e-9);
        Assert.Equal(0.25, fit.Prediction.Interval.Upper, 1e-9);
        Assert.Equal(0.0625, fit.PredictiveCounts[2], 1e-9);
    }

    [Theory]
    [InlineData(new long[] { 0, 0 })]
    [InlineData(new long[] { 20, 40 })]
    [InlineData(new long[] { 7 })]
    public void PredictivePatients_CorrelationNotIdentified_SaysWhyThereAreNone(long[] events)
    {
        var data = new ProportionData(events.Select((_, i) => $"{i}"), events, new long[] { 20, 40 }.Take(events.Length));
        var options = new ProportionOptions { Model = ProportionModel.BetaBinomial, PredictivePatients = 12 };
        var fit = Pooling.Proportions(data, options);
        Assert.Empty(fit.PredictiveCounts);
        Assert.Contains(fit.Notes, note => note.StartsWith("The events among 12 new patients are not predicted", StringComparison.Ordinal));
        Assert.DoesNotContain(Pooling.Proportions(data, options with { PredictivePatients = null }).Notes, note => note.Contains("not predicted", StringComparison.Ordinal));
    }

    [Fact]
    public void PredictivePatients_SubgroupAtAnEndWithASharedCorrelation_SaysWhyThereAreNone()
    {
        var data = new ProportionData(["a", "b", "c", "d", "e"], [0, 0, 5, 12, 6], [8, 9, 10, 22, 30]);
        var fit = Pooling.Proportions(
            data,
            new ProportionOptions { Model = ProportionModel.BetaBinomial, PredictivePatients = 12 },
            new Grouping("g", ["x", "x", "y", "y", "y"]) { TauSquared = SubgroupTauSquared.Common });
        Assert.Contains(fit.Subgroups[0].Effect.Notes, note => note.Contains("not predicted", StringComparison.Ordinal));
        Assert.Equal(13, fit.Subgroups[1].Effect.PredictiveCounts.Count);
    }

    [Fact]
    public void Prediction_OfAnotherModel_IsRefused() => Assert.Throws<ArgumentException>(() =>
        Pooling.Proportions(new ProportionData(["a", "b"], [5, 10], [20, 40]), new ProportionOptions { Prediction = PredictionMethod.Beta }));
}
