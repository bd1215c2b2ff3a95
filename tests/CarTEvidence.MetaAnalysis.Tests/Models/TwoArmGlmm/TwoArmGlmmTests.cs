using CarTEvidence.MetaAnalysis.Models;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Models.TwoArmGlmm;

public class TwoArmGlmmTests
{
    // glmer ends its search 3e-4 below Laplace's maximum in the first data set.
    private const double SearchStop = 1e-3;

    // A limit is searched to 1e-9 of its size, where the log-likelihood falls by about one a unit.
    private const double SearchedLimit = 1e-7;

    // metafor fits random study effects by Laplace's approximation: 2.3 % of tau² in the second data set.
    private const double LaplaceError = 0.03;

    [Theory]
    [InlineData("collins1985a", "UM.FS")]
    [InlineData("collins1985a", "CM.AL")]
    [InlineData("collins1985a", "CM.EL")]
    [InlineData("bcg", "CM.AL")]
    public void Fit_PlainLikelihood_IsNoLowerThanAtMetaforsEstimates(string name, string model)
    {
        var reference = new CountReference($"two-arm-{name}.json");
        var expected = reference.At("glmm").EnumerateArray().Single(e => e.GetProperty("model").GetString() == model);
        var fit = Fit(reference.TwoArms, Model(model));
        var ours = PlainTwoArm.LogLikelihood(reference.TwoArms, model, fit.Transformed.Value!.Value, fit.Heterogeneity.Tau!.Value);
        var theirs = PlainTwoArm.LogLikelihood(
            reference.TwoArms, model, expected.GetProperty("estimate").GetDouble(), Math.Sqrt(expected.GetProperty("tau2").GetDouble()));
        Assert.True(ours >= theirs - 1e-9, FormattableString.Invariant($"{ours} against {theirs}"));
        Assert.Equal(ours, fit.FitStatistics!.LogLikelihoodMl!.Value, 1e-6);
    }

    [Theory]
    [InlineData(PoolingModel.GlmmCmEl)]
    [InlineData(PoolingModel.GlmmUmFs)]
    public void Fit_ArmsSwapped_TurnsTheOddsRatioOver(PoolingModel model)
    {
        var data = new CountReference("two-arm-collins1985a.json").TwoArms;
        var one = Fit(data, model);
        var other = Fit(
            new TwoArmData(data.Study, data.EventsControl.ToArray(), data.TotalControl.ToArray(), data.EventsTreated.ToArray(), data.TotalTreated.ToArray()), model);
        Assert.Equal(one.Transformed.Value!.Value, -other.Transformed.Value!.Value, 1e-8);
        Assert.Equal(one.Transformed.Interval!.Value.Lower, -other.Transformed.Interval!.Value.Upper, 1e-7);
        Assert.Equal(one.Heterogeneity.TauSquared!.Value, other.Heterogeneity.TauSquared!.Value, 1e-8);
    }

    [Theory]
    [InlineData(PoolingModel.GlmmCmEl)]
    [InlineData(PoolingModel.GlmmCmAl)]
    [InlineData(PoolingModel.GlmmUmFs)]
    public void Fit_NoTreatedEvents_IsZeroWithAnExactUpperLimit(PoolingModel model)
    {
        var fit = Fit(new TwoArmData(["A", "B"], [0, 0], [10, 12], [3, 4], [11, 9]), model);
        Assert.Equal(0, fit.Pooled.Value);
        Assert.Equal(0, fit.Pooled.Interval!.Value.Lower);
        Assert.InRange(fit.Pooled.Interval!.Value.Upper, 0.01, 1);
        Assert.Equal(0, fit.Heterogeneity.TauSquared);
        Assert.Contains(fit.Notes, note => note.Contains("not identifiable", StringComparison.Ordinal));
    }

    [Fact]
    public void Fit_NoTreatedEventsInOneStudy_HasFishersExactLimit()
    {
        // One table: the limit inverts P(X = 0) = C(11, 3) / Σ C(10, x) C(11, 3 − x) ψ^x at 2.5 %.
        var fit = Fit(new TwoArmData(["A"], [0], [10], [3], [11]), PoolingModel.GlmmCmEl);
        var psi = fit.Pooled.Interval!.Value.Upper;
        Assert.Equal(0.025, 165 / (165 + 550 * psi + 495 * psi * psi + 120 * psi * psi * psi), 1e-8);
    }

    [Theory]
    [InlineData(PoolingModel.GlmmCmEl)]
    [InlineData(PoolingModel.GlmmCmAl)]
    [InlineData(PoolingModel.GlmmUmFs)]
    public void Fit_NothingHappenedAnywhere_IsNotDefined(PoolingModel model)
    {
        var fit = Fit(new TwoArmData(["A", "B"], [0, 0], [10, 12], [0, 0], [11, 9]), model);
        Assert.Null(fit.Pooled.Value);
        Assert.Contains(fit.Notes, note => note.Contains("not defined", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(PoolingModel.GlmmCmEl)]
    [InlineData(PoolingModel.GlmmUmFs)]
    public void Fit_OneStudy_IsItsOwnOddsRatio(PoolingModel model)
    {
        var fit = Fit(new TwoArmData(["A"], [4], [10], [3], [11]), model);
        if (model == PoolingModel.GlmmUmFs)
        {
            Assert.Equal(Math.Log(4 * 8 / (6 * 3.0)), fit.Transformed.Value!.Value, 1e-8);
            Assert.Equal(Math.Sqrt(1 / 4.0 + 1 / 6.0 + 1 / 3.0 + 1 / 8.0), fit.Transformed.StandardError!.Value, 1e-8);
        }

        Assert.Null(fit.Heterogeneity.TauSquared);
        Assert.True(fit.Pooled.Interval!.Value.Contains(fit.Pooled.Value!.Value));
    }

    [Fact]
    public void Fit_ProfileInterval_FallsByTheQuantile()
    {
        var data = new CountReference("two-arm-bcg.json").TwoArms;
        var fit = Fit(data, PoolingModel.GlmmCmAl);
        foreach (var limit in (ReadOnlySpan<double>)[fit.Transformed.Interval!.Value.Lower, fit.Transformed.Interval!.Value.Upper])
        {
            var best = Maximisation.Brent(tau => PlainTwoArm.LogLikelihood(data, "CM.AL", limit, tau), 0.1, 2).Value;
            Assert.Equal(3.841458820694124, 2 * (fit.FitStatistics!.LogLikelihoodMl!.Value - best), 1e-5);
        }
    }

    [Theory]
    [InlineData("bcg")]
    [InlineData("collins1985a")]
    public void RandomStudies_Reference_IsNearMetaforsLaplaceApproximation(string name)
    {
        var reference = new CountReference($"two-arm-{name}.json");
        var expected = reference.At("glmm").EnumerateArray().Single(e => e.GetProperty("model").GetString() == "UM.RS");
        var fit = Fit(reference.TwoArms, PoolingModel.GlmmUmRs, IntervalMethod.Wald);

        // The whole integral against one point: the estimates move by less than a tenth of their standard errors.
        Assert.Equal(expected.GetProperty("estimate").GetDouble(), fit.Transformed.Value!.Value, 0.1 * fit.Transformed.StandardError!.Value);
        Assert.Equal(1, fit.Transformed.StandardError.Value / expected.GetProperty("se").GetDouble(), LaplaceError);
        Assert.Equal(1, fit.Heterogeneity.TauSquared!.Value / expected.GetProperty("tau2").GetDouble(), LaplaceError);

        // The tests of homogeneity likewise.
        Assert.Equal(1, fit.Heterogeneity.LikelihoodRatio!.Statistic!.Value / expected.GetProperty("QLRT").GetDouble(), LaplaceError);
        Assert.Equal(1, fit.Heterogeneity.CochranQ!.Statistic!.Value / expected.GetProperty("QWald").GetDouble(), LaplaceError);

        // metafor's log-likelihood is Laplace's at its estimates, and by that measure ours are worse: the difference is the approximation.
        var tables = Enumerable.Range(0, reference.TwoArms.Count).Select(i => Table.Of(reference.TwoArms, i)).Where(t => t.A + t.C > 0).ToArray();
        double Best(double theta, double tau2) => Maximisation.Brent(
            alpha => Maximisation.Brent(sigma => PlainTwoArm.Laplace(tables, alpha, sigma, theta, Math.Sqrt(tau2)), 0.2, 3, 1e-6).Value, -6, 2, 1e-6).Value;
        var theirs = Best(expected.GetProperty("estimate").GetDouble(), expected.GetProperty("tau2").GetDouble());
        Assert.Equal(expected.GetProperty("logLik").GetDouble(), theirs, SearchStop);
        Assert.True(Best(fit.Transformed.Value.Value, fit.Heterogeneity.TauSquared.Value) < theirs);
    }

    [Fact]
    public void RandomStudies_EqualTables_AreHomogeneous()
    {
        // Equal odds ratios would not do: with normal study effects the saturated model fits different controls better.
        var fit = Fit(new TwoArmData(["a", "b", "c"], [6, 6, 6], [10, 10, 10], [3, 3, 3], [9, 9, 9]), PoolingModel.GlmmUmRs);
        Assert.Equal(0, fit.Heterogeneity.LikelihoodRatio!.Statistic!.Value, 1e-8);
        Assert.Equal(0, fit.Heterogeneity.CochranQ!.Statistic!.Value, 1e-8);
        Assert.Equal(2, fit.Heterogeneity.CochranQ.DegreesOfFreedom);
    }

    [Fact]
    public void RandomStudies_StudyWithoutEventsInOneArm_CountsInTheLikelihoodRatioAlone()
    {
        var fit = Fit(new TwoArmData(["a", "b", "c"], [6, 12, 0], [10, 20, 30], [3, 6, 12], [9, 18, 21]), PoolingModel.GlmmUmRs);
        Assert.InRange(fit.Heterogeneity.CochranQ!.Statistic!.Value, 0, 1e-6);
        Assert.InRange(fit.Heterogeneity.LikelihoodRatio!.PValue!.Value, 1e-12, 1e-3);
    }

    [Theory]
    [InlineData(PoolingModel.GlmmUmFs)]
    [InlineData(PoolingModel.GlmmUmRs)]
    [InlineData(PoolingModel.GlmmCmEl)]
    [InlineData(PoolingModel.GlmmCmAl)]
    public void Fit_StudiesAtBothEnds_HasNoTauSquaredButAMajority(PoolingModel model)
    {
        long[] ten = [.. Enumerable.Repeat(10L, 12)];
        long[] treated = [0, .. Enumerable.Repeat(10L, 11)];
        var fit = Fit(new TwoArmData(Enumerable.Range(0, 12).Select(i => $"{i}"), treated, ten, [.. treated.Select(e => 10 - e)], ten), model);
        Assert.Null(fit.Heterogeneity.TauSquared);
        Assert.Equal(double.PositiveInfinity, fit.Pooled.Value);
        Assert.Equal(double.PositiveInfinity, fit.Pooled.Interval!.Value.Upper);
        Assert.True(fit.TauSquaredIntervals[0].TauSquared.Lower > 1);

        // Eleven trials of twelve, whatever the model.
        Assert.Equal(11 * Math.Log(11 / 12.0) + Math.Log(1 / 12.0), fit.FitStatistics!.LogLikelihoodMl!.Value, 1e-12);
        Assert.Contains(fit.Notes, note => note.Contains("keeps rising", StringComparison.Ordinal));

        // At the lower limit the profile has fallen by the quantile, below which no tau reaches.
        var limit = fit.Transformed.Interval!.Value.Lower;
        Assert.True(limit > 0);
        if (model == PoolingModel.GlmmCmAl)
        {
            var data = new TwoArmData(Enumerable.Range(0, 12).Select(i => $"{i}"), treated, ten, [.. treated.Select(e => 10 - e)], ten);
            var best = Maximisation.Brent(tau => PlainTwoArm.LogLikelihood(data, "CM.AL", limit, tau), 1, 60).Value;
            Assert.Equal(3.841458820694124, 2 * (fit.FitStatistics.LogLikelihoodMl!.Value - best), SearchedLimit);
        }
    }

    private static PoolingModel Model(string code) => code switch
    {
        "UM.FS" => PoolingModel.GlmmUmFs,
        "CM.EL" => PoolingModel.GlmmCmEl,
        _ => PoolingModel.GlmmCmAl,
    };

    private static PooledEffect Fit(TwoArmData data, PoolingModel model, IntervalMethod? interval = null) =>
        Pooling.TwoArm(data, new TwoArmOptions { Model = model, Interval = interval });
}
