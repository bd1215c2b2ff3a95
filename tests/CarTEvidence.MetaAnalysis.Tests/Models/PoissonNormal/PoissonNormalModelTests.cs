using CarTEvidence.MetaAnalysis.Models;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Models.PoissonNormal;

public class PoissonNormalModelTests
{
    private const double QuadratureAccuracy = 1e-9;

    /// <summary>Rates twenty-seven orders apart once took Newton's method billions of steps of one length.</summary>
    [Theory]
    [InlineData(1_000_000_000, 1e-6, 1e9, 1e12)]
    [InlineData(1_000_000_000, 1e-6, 1e3, 1e6)]
    [InlineData(100_000, 1e-3, 1e3, 1e6)]
    public void Fit_RatesManyOrdersApart_Answers(long events, double time, double second, double third)
    {
        var fit = Pooling.Rates(new RateData(["a", "b", "c"], [events, 3, 0], [time, second, third]), new RateOptions { Model = PoolingModel.PoissonNormal });
        Assert.True(fit.Converged);
        Assert.InRange(fit.Transformed.Value!.Value, Math.Log(1 / third), Math.Log(events / time));
        Assert.InRange(fit.Transformed.Value!.Value, fit.Transformed.Interval!.Value.Lower, fit.Transformed.Interval!.Value.Upper);
    }

    [Fact]
    public void Fit_Nielweise_AgreesWithFortyOneNodes()
    {
        // Direct maximisation over 41 adaptive Gauss–Hermite nodes, searches stopped at 1e-6 in tau.
        var fit = Pooling.Rates(new CountReference("rates-nielweise2008-arm1.json").Rates, new RateOptions { Model = PoolingModel.PoissonNormal });
        Assert.Equal(-6.0583475, fit.Transformed.Value!.Value, 1e-6);
        Assert.Equal(0.6541565, fit.Heterogeneity.TauSquared!.Value, 2e-6);
        Assert.Equal(-24.2731538985, fit.FitStatistics!.LogLikelihoodMl!.Value, 1e-8);
    }

    [Theory]
    [InlineData(0, 5.0, -1, 1)]
    [InlineData(3, 5.0, -1, 0.4)]
    [InlineData(0, 200.0, -3, 4)]
    [InlineData(1, 0.01, 2, 8)]
    [InlineData(12, 3.0, -20, 10)]
    [InlineData(50000, 1e6, -2, 1.5)]
    public void Evaluate_AnyShape_EqualsBruteForce(long events, double time, double mu, double tau)
    {
        var study = new PoissonLikelihood(events, time);
        var mode = 0.0;
        InterceptIntegral.Evaluate<PoissonLikelihood, PoissonBranch>(study, mu, tau, ref mode, QuadratureGrid.Standard, out var at);
        double Log(double u) => study.Value(mu + tau * u) - 0.5 * u * u - 0.5 * Math.Log(2 * Math.PI);
        var top = Log(mode);
        var step = 0.2 * Math.Min(1 / tau, 1 / Math.Sqrt(1 + tau * tau * study.Slope(mu + tau * mode).Information));
        var sum = 1.0;
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            for (var j = 1; Log(mode + side * j * step) - top > -45; j++)
            {
                sum += Math.Exp(Log(mode + side * j * step) - top);
            }
        }

        var expected = top + Math.Log(sum * step);
        Assert.InRange((at.Value - expected) / Math.Max(1, Math.Abs(expected)), -QuadratureAccuracy, QuadratureAccuracy);
    }

    [Fact]
    public void Fit_NoEvents_IsTheExactIntervalOfTheCountsPooled()
    {
        var fit = Pooling.Rates(new RateData(["A", "B"], [0, 0], [10, 30]), new RateOptions { Model = PoolingModel.PoissonNormal });
        Assert.Equal(0, fit.Pooled.Value);
        Assert.Equal(0, fit.Pooled.Interval!.Value.Lower);
        Assert.Equal(-Math.Log(0.025) / 40, fit.Pooled.Interval!.Value.Upper, 1e-12);
        Assert.Equal(0, fit.Heterogeneity.TauSquared);
        Assert.Contains(fit.Notes, note => note.Contains("not identifiable", StringComparison.Ordinal));
    }

    [Fact]
    public void Fit_OneStudy_IsItsExactInterval()
    {
        var fit = Pooling.Rates(new RateData(["A"], [4], [10]), new RateOptions { Model = PoolingModel.PoissonNormal });
        Assert.Equal(0.4, fit.Pooled.Value!.Value, 1e-15);
        Assert.Equal(RateInterval.Compute(4, 10), fit.Pooled.Interval);
    }

    [Fact]
    public void Fit_ProfileInterval_ContainsTheEstimateAndFallsByTheQuantile()
    {
        var reference = new CountReference("rates-nielweise2008-arm1.json");
        var fit = Pooling.Rates(reference.Rates, new RateOptions { Model = PoolingModel.PoissonNormal });
        var interval = fit.Transformed.Interval!.Value;
        Assert.True(interval.Contains(fit.Transformed.Value!.Value));
        var likelihood = new InterceptLikelihood<PoissonLikelihood, PoissonBranch>(
            [.. Enumerable.Range(0, reference.Rates.Count).Select(i => new PoissonLikelihood(reference.Rates.Events[i], reference.Rates.Time[i]))],
            [.. Enumerable.Repeat(1.0, reference.Rates.Count)]);
        foreach (var limit in (ReadOnlySpan<double>)[interval.Lower, interval.Upper])
        {
            var best = Maximisation.Brent(tau => likelihood.Evaluate(limit, tau).Value, 0, 5).Value;
            Assert.Equal(3.841458820694124, 2 * (fit.FitStatistics!.LogLikelihoodMl!.Value - best), 1e-7);
        }
    }

    [Fact]
    public void Fit_TimeInOtherUnits_ScalesTheRate()
    {
        var reference = new CountReference("rates-nielweise2008-arm1.json").Rates;
        var days = Pooling.Rates(reference, new RateOptions { Model = PoolingModel.PoissonNormal });
        var years = Pooling.Rates(
            new RateData(reference.Study, reference.Events.ToArray(), reference.Time.ToArray().Select(t => t / 365.25)), new RateOptions { Model = PoolingModel.PoissonNormal });
        Assert.Equal(days.Pooled.Value!.Value * 365.25, years.Pooled.Value!.Value, 1e-8);
        Assert.Equal(days.Heterogeneity.TauSquared!.Value, years.Heterogeneity.TauSquared!.Value, 1e-8);
    }
}
