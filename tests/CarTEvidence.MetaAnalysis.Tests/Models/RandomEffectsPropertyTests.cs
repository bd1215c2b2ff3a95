using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CarTEvidence.MetaAnalysis.Tests.Models;

/// <summary>What must hold for any data.</summary>
public sealed class RandomEffectsPropertyTests
{
    /// <summary>Iterated estimators stop at 1e-12 of tau²; sums in another order round differently.</summary>
    private const double Iterated = 1e-8;

    private static readonly TauSquaredEstimator[] Estimators = Enum.GetValues<TauSquaredEstimator>();

    public static Arbitrary<Studies> ArbitraryStudies()
    {
        var study = from effect in Gen.Choose(-3000, 3000)
                    from exponent in Gen.Choose(-300, 100)
                    select (Effect: effect / 1000.0, Variance: Math.Pow(10, exponent / 100.0));
        return (from count in Gen.Choose(2, 14) from studies in study.ListOf(count) select new Studies([.. studies.Select(s => s.Effect)], [.. studies.Select(s => s.Variance)])).ToArbitrary();
    }

    [Property(Arbitrary = [typeof(RandomEffectsPropertyTests)], MaxTest = 60)]
    public void Fit_AnyOrderOfStudies_IsTheSame(Studies studies)
    {
        int[] turned = [.. Enumerable.Range(0, studies.Effect.Length).Reverse()];
        var other = new Studies([.. turned.Select(i => studies.Effect[i])], [.. turned.Select(i => studies.Variance[i])]);
        foreach (var estimator in Estimators)
        {
            var (a, b) = (Pool(studies, estimator), Pool(other, estimator));
            Near(a.Heterogeneity.TauSquared!.Value, b.Heterogeneity.TauSquared!.Value, Typical(a));
            Near(a.Transformed.Value!.Value, b.Transformed.Value!.Value, a.Transformed.StandardError!.Value);
        }
    }

    [Property(Arbitrary = [typeof(RandomEffectsPropertyTests)], MaxTest = 60)]
    public void Fit_ShiftAndScale_MoveOnlyWhatTheyShould(Studies studies)
    {
        const double shift = 5, scale = 3;
        var other = new Studies([.. studies.Effect.Select(y => shift + scale * y)], [.. studies.Variance.Select(v => scale * scale * v)]);
        foreach (var estimator in Estimators)
        {
            var (a, b) = (Pool(studies, estimator), Pool(other, estimator));
            Near(scale * scale * a.Heterogeneity.TauSquared!.Value, b.Heterogeneity.TauSquared!.Value, scale * scale * Typical(a));
            Near(shift + scale * a.Transformed.Value!.Value, b.Transformed.Value!.Value, a.Transformed.StandardError!.Value);
            Near(scale * a.Transformed.StandardError!.Value, b.Transformed.StandardError!.Value, a.Transformed.StandardError.Value);
            Near(a.Heterogeneity.ISquared!.Value, b.Heterogeneity.ISquared!.Value, 100);
        }
    }

    [Property(Arbitrary = [typeof(RandomEffectsPropertyTests)], MaxTest = 60)]
    public void Fit_EveryStudyTwice_HalvesTheCommonVariance(Studies studies)
    {
        var twice = new Studies([.. studies.Effect, .. studies.Effect], [.. studies.Variance, .. studies.Variance]);
        var (a, b) = (Pool(studies, null), Pool(twice, null));
        Near(a.Transformed.Value!.Value, b.Transformed.Value!.Value, a.Transformed.StandardError!.Value);
        Near(a.Covariance[0][0] / 2, b.Covariance[0][0], b.Covariance[0][0]);
        Near(2 * a.Heterogeneity.CochranQ!.Statistic!.Value, b.Heterogeneity.CochranQ!.Statistic!.Value, 1);
    }

    [Property(Arbitrary = [typeof(RandomEffectsPropertyTests)], MaxTest = 40)]
    public void Fit_Intervals_ContainTheEstimateAndNest(Studies studies)
    {
        foreach (var interval in (IntervalMethod[])[IntervalMethod.Wald, IntervalMethod.T, IntervalMethod.Hksj, IntervalMethod.HksjAdHoc, IntervalMethod.ProfileLikelihood, IntervalMethod.KenwardRoger])
        {
            var narrow = Pool(studies, TauSquaredEstimator.Reml, interval, 0.8);
            var wide = Pool(studies, TauSquaredEstimator.Reml, interval, 0.95);
            var (inner, outer) = (narrow.Transformed.Interval!.Value, wide.Transformed.Interval!.Value);
            var slack = 1e-9 * (1 + narrow.Transformed.StandardError!.Value);
            Assert.True(inner.Lower <= narrow.Transformed.Value + slack && narrow.Transformed.Value <= inner.Upper + slack);
            Assert.True(outer.Lower <= inner.Lower + slack && inner.Upper <= outer.Upper + slack);
            if (wide.Prediction is { } prediction && interval == IntervalMethod.T)
            {
                Assert.True(prediction.Transformed.Lower <= outer.Lower + slack && outer.Upper <= prediction.Transformed.Upper + slack);
            }
        }
    }

    [Property(Arbitrary = [typeof(RandomEffectsPropertyTests)], MaxTest = 100)]
    public void Fit_QBelowItsExpectation_MomentEstimatorsAgreeOnZero(Studies studies)
    {
        var common = Pool(studies, null);
        if (common.Heterogeneity.CochranQ!.Statistic > studies.Effect.Length - 1)
        {
            return;
        }

        foreach (var estimator in (TauSquaredEstimator[])[
            TauSquaredEstimator.DerSimonianLaird, TauSquaredEstimator.HunterSchmidt, TauSquaredEstimator.PauleMandel,
            TauSquaredEstimator.EmpiricalBayes, TauSquaredEstimator.DerSimonianLairdIterated, TauSquaredEstimator.SidikJonkmanIterated])
        {
            var effect = Pool(studies, estimator);
            Assert.Equal(0, effect.Heterogeneity.TauSquared);
            Near(common.Transformed.Value!.Value, effect.Transformed.Value!.Value, common.Transformed.StandardError!.Value);
        }
    }

    [Property(Arbitrary = [typeof(RandomEffectsPropertyTests)], MaxTest = 40)]
    public void Fit_RestrictedLikelihood_IsNowhereHigherOnAFineGrid(Studies studies)
    {
        foreach (var (estimator, restricted) in ((TauSquaredEstimator, bool)[])[(TauSquaredEstimator.Reml, true), (TauSquaredEstimator.Ml, false)])
        {
            var fit = Pool(studies, estimator).Source!.Fit;
            var regression = fit.Regression.Copy();
            double LogLikelihood(double tau2) => restricted ? regression.RestrictedLogLikelihood(regression.At(tau2)) : regression.LogLikelihood(regression.At(tau2));
            var top = LogLikelihood(fit.TauSquared);
            for (var exponent = -8.0; exponent < 3; exponent += 0.05)
            {
                Assert.True(LogLikelihood(Math.Pow(10, exponent)) <= top + 1e-9);
            }
        }
    }

    [Property(Arbitrary = [typeof(RandomEffectsPropertyTests)], MaxTest = 40)]
    public void TauSquaredInterval_QProfile_PutsQAtItsQuantiles(Studies studies)
    {
        var effect = Pool(studies, TauSquaredEstimator.PauleMandel);
        var interval = effect.TauSquaredIntervalBy(TauSquaredIntervalMethod.QProfile)!.TauSquared;
        var regression = effect.Source!.Fit.Regression.Copy();
        double Upper(double tau2) => CarTEvidence.MetaAnalysis.Numerics.ChiSquaredDistribution.Upper(regression.At(tau2).Residual, studies.Effect.Length - 1);
        if (interval.Lower > 0)
        {
            Assert.Equal(0.025, Upper(interval.Lower), 1e-8);
        }

        if (interval.Upper > 0)
        {
            Assert.Equal(0.975, Upper(interval.Upper), 1e-8);
        }
    }

    [Property(MaxTest = 60)]
    public void Proportions_EventsAndNonEventsSwapped_MirrorTheLogit(PositiveInt seed)
    {
        var k = 2 + seed.Get % 7;
        long[] total = [.. Enumerable.Range(0, k).Select(i => 3 + (seed.Get * 7L + i * 13) % 40)];
        long[] events = [.. Enumerable.Range(0, k).Select(i => (seed.Get * 5L + i * 11) % (total[i] + 1))];
        var labels = Enumerable.Range(0, k).Select(i => $"{i}");
        var options = new ProportionOptions { Model = ProportionModel.Random };
        var a = Pooling.Proportions(new ProportionData(labels, events, total), options);
        var b = Pooling.Proportions(new ProportionData(labels, events.Select((x, i) => total[i] - x), total), options);
        Near(a.Transformed.Value!.Value, -b.Transformed.Value!.Value, a.Transformed.StandardError!.Value);
        Near(a.Pooled.Interval!.Value.Lower, 1 - b.Pooled.Interval!.Value.Upper, 1);
        Near(a.Heterogeneity.TauSquared!.Value, b.Heterogeneity.TauSquared!.Value, Typical(a));
    }

    private static PooledEffect Pool(Studies studies, TauSquaredEstimator? estimator, IntervalMethod interval = IntervalMethod.Wald, double level = 0.95) =>
        Pooling.Generic(
            new GenericData(studies.Effect.Select((_, i) => $"{i}"), studies.Effect, studies.Variance),
            new GenericOptions
            {
                Model = estimator is null ? PoolingModel.Common : PoolingModel.Random,
                TauSquared = estimator ?? TauSquaredEstimator.Reml,
                Interval = interval,
                Level = level,
            });

    private static double Typical(PooledEffect effect) => effect.Source!.Fit.TypicalVariance!.Value;

    private static void Near(double expected, double actual, double scale) =>
        Assert.True(
            Math.Abs(actual - expected) <= Iterated * Math.Max(Math.Abs(expected), scale), FormattableString.Invariant($"expected {expected:R}, was {actual:R}"));

    public sealed record Studies(double[] Effect, double[] Variance)
    {
        public override string ToString() => $"y = {string.Join(", ", Effect)}; v = {string.Join(", ", Variance)}";
    }
}
