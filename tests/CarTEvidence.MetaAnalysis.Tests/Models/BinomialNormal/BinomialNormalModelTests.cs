using CarTEvidence.MetaAnalysis.Models;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Models.BinomialNormal;

public class BinomialNormalModelTests
{
    // Iterated quantities that must agree exactly in theory.
    private const double Iterated = 1e-8;

    private static readonly long[] Events = [5, 15, 8, 12, 3, 10, 6, 7];
    private static readonly long[] Totals = [5, 15, 8, 13, 3, 12, 6, 9];

    [Fact]
    public void Fit_OneEventInThirteenStudies_LetsTheAverageLead()
    {
        // 1 event in 103 patients: tau² explodes, the typical study vanishes, the average stays at one per cent.
        var fit = Fit([0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0], [5, 15, 8, 2, 3, 24, 14, 7, 10, 4, 5, 3, 3]);
        Assert.True(fit.Converged);
        Assert.True(fit.Heterogeneity.TauSquared > 9);
        Assert.True(fit.Pooled.Value < 0.002);
        Assert.InRange(fit.Marginal!.Value!.Value, 0.005, 0.05);
        Assert.True(fit.MarginalLeads);
        Assert.Same(fit.Marginal, fit.Leading);
        Assert.Contains(fit.Notes, note => note.Contains("average over studies", StringComparison.Ordinal) && note.Contains("leads", StringComparison.Ordinal));
        AssertOrdered(fit);
    }

    [Theory]
    [InlineData(new long[] { 4, 0, 7, 3, 0 }, new long[] { 4, 6, 7, 3, 5 }, 0.6)]
    [InlineData(new long[] { 0, 0, 7, 3, 0 }, new long[] { 4, 6, 7, 3, 5 }, 0.4)]
    [InlineData(new long[] { 4, 0 }, new long[] { 4, 6 }, 0.5)]
    public void Fit_EachStudyAllOrNone_ReportsTheShareOfStudies(long[] events, long[] totals, double share)
    {
        var fit = Fit(events, totals);
        Assert.Null(fit.Heterogeneity.TauSquared);
        Assert.Equal(share, fit.Marginal!.Value!.Value, 1e-15);
        Assert.True(fit.MarginalLeads);
        Assert.Equal(double.PositiveInfinity, fit.TauSquaredIntervals[0].TauSquared.Upper);
        Assert.True(fit.TauSquaredIntervals[0].TauSquared.Lower > 0);

        // The likelihood ratio of a binomial share of k studies.
        double k = events.Length;
        double Fall(double p) => 2 * k * (share * Math.Log(share / p) + (1 - share) * Math.Log((1 - share) / (1 - p)));
        Assert.Equal(3.841458820694124, Fall(fit.Marginal.Interval!.Value.Lower), Iterated);
        Assert.Equal(3.841458820694124, Fall(fit.Marginal.Interval!.Value.Upper), Iterated);
        Assert.Contains(fit.Notes, note => note.Contains("no finite estimate", StringComparison.Ordinal));
        AssertOrdered(fit);
    }

    [Fact]
    public void Fit_LargeStudiesEachAllOrNone_HaveALimitTowardsTheMinority()
    {
        long[] totals = [.. Enumerable.Repeat(20L, 10)];
        var fit = Fit([20, 20, 20, 20, 20, 20, 20, 20, 20, 0], totals);
        Assert.Equal(1, fit.Pooled.Value);
        Assert.Equal(1, fit.Pooled.Interval!.Value.Upper);
        Assert.InRange(fit.Pooled.Interval!.Value.Lower, 0.5, 0.9999999);
    }

    [Fact]
    public void Fit_NearlySeparatedStudies_ConvergesAtLargeTau()
    {
        var fit = Fit([10, 0, 12, 0, 9, 1], [10, 11, 12, 8, 9, 9]);
        Assert.True(fit.Converged);
        Assert.True(fit.Heterogeneity.Tau > 3);
        Assert.True(fit.MarginalLeads);
        AssertOrdered(fit);
    }

    [Fact]
    public void Fit_SinglePatients_CannotTellHeterogeneity()
    {
        var fit = Fit([1, 1, 0, 1, 1, 0, 1], [1, 1, 1, 1, 1, 1, 1]);
        Assert.Equal(5.0 / 7, fit.Pooled.Value!.Value, 1e-14);
        Assert.Equal(0, fit.Heterogeneity.TauSquared);
        Assert.Equal(0, fit.TauSquaredIntervals[0].TauSquared.Lower);
        Assert.Equal(double.PositiveInfinity, fit.TauSquaredIntervals[0].TauSquared.Upper);

        // An average of a half, which is not excluded, is reached from any typical study by a large tau: its limits are 0 and 1 exactly.
        Assert.Equal(0, fit.Pooled.Interval!.Value.Lower);
        Assert.Equal(1, fit.Pooled.Interval!.Value.Upper);
        Assert.InRange(fit.Marginal!.Interval!.Value.Lower, 0.3, 0.4);
        Assert.InRange(fit.Marginal!.Interval!.Value.Upper, 0.9, 0.97);
        Assert.True(fit.MarginalLeads);
        Assert.Contains(fit.Notes, note => note.Contains("not identifiable", StringComparison.Ordinal));
    }

    [Fact]
    public void Fit_SinglePatientsFarFromAHalf_BoundTheTypicalStudyOnThatSide()
    {
        var fit = Fit([.. Enumerable.Repeat(1L, 14), 0], [.. Enumerable.Repeat(1L, 15)]);
        Assert.Equal(1, fit.Pooled.Interval!.Value.Upper);
        Assert.Equal(fit.Marginal!.Interval!.Value.Lower, fit.Pooled.Interval!.Value.Lower, Iterated);
    }

    [Fact]
    public void Fit_OneStudy_IsItsExactInterval()
    {
        var fit = Fit([7], [9]);
        var exact = ProportionInterval.Compute(7, 9);
        Assert.Equal(7.0 / 9, fit.Pooled.Value);
        Assert.Equal(exact, fit.Pooled.Interval);
        Assert.Null(fit.Heterogeneity.TauSquared);
        Assert.Null(fit.Prediction);
        Assert.Equal(100, fit.Studies[0].Weight);
        Assert.Contains(fit.Notes, note => note.StartsWith("One study", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0, 1)]
    [InlineData(56, 56)]
    [InlineData(0, 1_000_000_000)]
    public void Fit_OneStudyAtTheBoundary_IsAnswered(long events, long total)
    {
        var fit = Fit([events], [total]);
        Assert.Equal((double)events / total, fit.Pooled.Value);
        AssertOrdered(fit);
    }

    [Fact]
    public void Fit_TwoStudies_CarriesANote()
    {
        Assert.Contains(Fit([3, 11], [10, 14]).Notes, note => note.StartsWith("Two studies", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(new long[] { 1, 0, 2 }, new long[] { 1_000_000_000, 1_000_000_000, 1_000_000_000 })]
    [InlineData(new long[] { 400_000_000, 400_010_000, 399_990_000 }, new long[] { 1_000_000_000, 1_000_000_000, 1_000_000_000 })]
    [InlineData(new long[] { 999_999_999, 1, 500_000_000, 3 }, new long[] { 1_000_000_000, 1_000_000_000, 1_000_000_000, 7 })]
    [InlineData(new long[] { 999_999_999, 0, 1_000_000_000 }, new long[] { 1_000_000_000, 1, 1_000_000_000 })]
    [InlineData(new long[] { 1, 0 }, new long[] { 1_000_000_000, 1 })]
    [InlineData(new long[] { 1, 0 }, new long[] { 2, 1 })]
    [InlineData(new long[] { 1, 1, 1, 1 }, new long[] { 2, 2, 2, 2 })]
    [InlineData(new long[] { 0, 5, 5, 5, 5, 5 }, new long[] { 1, 10, 10, 10, 10, 10 })]
    public void Fit_ExtremeCounts_AnswersWithFiniteOrderedNumbers(long[] events, long[] totals)
    {
        var fit = Fit(events, totals);
        Assert.True(fit.Converged);
        AssertOrdered(fit);
        Assert.True(double.IsFinite(fit.FitStatistics!.LogLikelihoodMl!.Value));
        Assert.True(fit.Heterogeneity.LikelihoodRatio!.Statistic >= 0);
        Assert.All(fit.Studies, study => Assert.True(study.Weight is >= 0 and <= 100));
        Assert.Equal(100, fit.Studies.Sum(study => study.Weight!.Value), 1e-9);
    }

    [Fact]
    public void Fit_StudyOrder_DoesNotMatter()
    {
        var forward = Fit(Events, Totals);
        var backward = Fit([.. Events.Reverse()], [.. Totals.Reverse()]);
        Assert.Equal(forward.Transformed.Value!.Value, backward.Transformed.Value!.Value, Iterated);
        Assert.Equal(forward.Pooled.Interval!.Value.Upper, backward.Pooled.Interval!.Value.Upper, Iterated);
        Assert.Equal(forward.Studies[1].Weight!.Value, backward.Studies[^2].Weight!.Value, 1e-6);
    }

    [Fact]
    public void Fit_EventsAndNonEventsSwapped_MirrorsEverything()
    {
        var one = Fit(Events, Totals);
        var other = Fit([.. Events.Zip(Totals, (x, n) => n - x)], Totals);
        Assert.Equal(one.Transformed.Value!.Value, -other.Transformed.Value!.Value, Iterated);
        Assert.Equal(one.Transformed.Interval!.Value.Lower, -other.Transformed.Interval!.Value.Upper, Iterated);
        Assert.Equal(one.Marginal!.Interval!.Value.Lower, 1 - other.Marginal!.Interval!.Value.Upper, Iterated);
        Assert.Equal(one.Heterogeneity.TauSquared!.Value, other.Heterogeneity.TauSquared!.Value, Iterated);
        Assert.Equal(one.TauSquaredIntervals[0].TauSquared.Upper, other.TauSquaredIntervals[0].TauSquared.Upper, 1e-6);
    }

    [Fact]
    public void Fit_StudiesDoubled_HalvesTheVarianceOfTheMean()
    {
        var once = Fit(Events, Totals);
        var twice = Fit([.. Events, .. Events], [.. Totals, .. Totals]);
        Assert.Equal(once.Transformed.Value!.Value, twice.Transformed.Value!.Value, Iterated);
        Assert.Equal(once.Transformed.StandardError!.Value / Math.Sqrt(2), twice.Transformed.StandardError!.Value, Iterated);
    }

    [Fact]
    public void Fit_HigherLevel_ContainsLowerLevel()
    {
        var narrow = Fit(Events, Totals, ProportionOptions.Default with { Level = 0.8 });
        var wide = Fit(Events, Totals, ProportionOptions.Default with { Level = 0.99 });
        Assert.True(wide.Pooled.Interval!.Value.Lower < narrow.Pooled.Interval!.Value.Lower);
        Assert.True(wide.Pooled.Interval!.Value.Upper > narrow.Pooled.Interval!.Value.Upper);
        Assert.True(wide.Marginal!.Interval!.Value.Lower < narrow.Marginal!.Interval!.Value.Lower);
        Assert.True(wide.TauSquaredIntervals[0].TauSquared.Upper > narrow.TauSquaredIntervals[0].TauSquared.Upper);
        Assert.True(wide.Prediction!.Interval.Lower < narrow.Prediction!.Interval.Lower);
    }

    [Fact]
    public void Fit_HomogeneousStudies_IsThePooledProportion()
    {
        var fit = Fit([10, 20, 30], [40, 80, 120]);
        Assert.Equal(0, fit.Heterogeneity.TauSquared);
        Assert.Null(fit.Heterogeneity.TauSquaredStandardError);
        Assert.Equal(0.25, fit.Pooled.Value!.Value, 1e-14);
        Assert.Equal(1 / Math.Sqrt(240 * 0.25 * 0.75), fit.Transformed.StandardError!.Value, 1e-12);
        Assert.Equal(0.25, fit.Marginal!.Value!.Value, 1e-12);
        Assert.Equal(0, fit.Heterogeneity.ISquared);
        Assert.Equal(1, fit.Heterogeneity.HSquared);
        Assert.False(fit.MarginalLeads);
    }

    [Theory]
    [InlineData(PredictionMethod.T, 7.0)]
    [InlineData(PredictionMethod.HigginsThompsonSpiegelhalter, 6.0)]
    [InlineData(PredictionMethod.Normal, double.PositiveInfinity)]
    public void Fit_Prediction_AddsBothVariances(PredictionMethod method, double df)
    {
        var fit = Fit(Events, Totals, ProportionOptions.Default with { Prediction = method });
        var factor = double.IsInfinity(df) ? NormalDistribution.UpperQuantile(0.025) : StudentDistribution.UpperQuantile(0.025, df);
        var half = factor * Math.Sqrt(fit.Heterogeneity.TauSquared!.Value + Math.Pow(fit.Transformed.StandardError!.Value, 2));
        Assert.Equal(fit.Transformed.Value!.Value + half, fit.Prediction!.Transformed.Upper, 1e-12);
        Assert.Equal(Logistic.Expit(fit.Prediction.Transformed.Lower), fit.Prediction.Interval.Lower, 1e-15);
    }

    [Fact]
    public void Fit_TInterval_UsesStudentQuantilesAndDegreesOfFreedom()
    {
        var fit = Fit(Events, Totals, ProportionOptions.Default with { Interval = IntervalMethod.T });
        var half = StudentDistribution.UpperQuantile(0.025, 7) * fit.Transformed.StandardError!.Value;
        Assert.Equal(fit.Transformed.Value!.Value - half, fit.Transformed.Interval!.Value.Lower, 1e-12);
        Assert.Equal(7, fit.Transformed.Test.DegreesOfFreedom);
        Assert.Equal(IntervalMethod.T, fit.IntervalMethod);
    }

    [Fact]
    public void Fit_IntervalTheModelDoesNotKnow_IsRefusedByName()
    {
        var refused = Assert.Throws<ArgumentException>(() => Fit(Events, Totals, ProportionOptions.Default with { Interval = IntervalMethod.Hksj }));
        Assert.Contains("hksj", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_StudiesWithAZeroCell_HaveNoEffectSizeButAWeight()
    {
        var fit = Fit(Events, Totals);
        Assert.Null(fit.Studies[0].Effect);
        Assert.Null(fit.Studies[0].Variance);
        Assert.True(fit.Studies[0].Weight > 0);
        Assert.Equal(Math.Log(12), fit.Studies[3].Effect!.Value, 1e-14);
        Assert.Equal(13.0 / 12, fit.Studies[3].Variance!.Value, 1e-14);
        Assert.Equal(ProportionInterval.Compute(12, 13), fit.Studies[3].Estimate.Interval);
    }

    private static PooledEffect Fit(long[] events, long[] totals, ProportionOptions? options = null) =>
        BinomialNormalModel.Fit(new ProportionData(events.Select((_, i) => $"S{i + 1}"), events, totals), options ?? ProportionOptions.Default);

    private static void AssertOrdered(PooledEffect fit)
    {
        foreach (var estimate in (ReadOnlySpan<Estimate?>)[fit.Pooled, fit.Marginal])
        {
            var interval = estimate!.Interval!.Value;
            Assert.InRange(interval.Lower, 0, 1);
            Assert.InRange(interval.Upper, interval.Lower, 1);
            if (estimate.Value is { } value)
            {
                Assert.InRange(value, interval.Lower, interval.Upper);
            }
        }

        if (fit.TauSquaredIntervals is [var tau, ..])
        {
            Assert.True(tau.TauSquared.Lower >= 0);
            Assert.True(tau.TauSquared.Lower <= (fit.Heterogeneity.TauSquared ?? double.PositiveInfinity) + 1e-12);
            Assert.True(tau.TauSquared.Upper >= (fit.Heterogeneity.TauSquared ?? 0));
        }
    }
}
