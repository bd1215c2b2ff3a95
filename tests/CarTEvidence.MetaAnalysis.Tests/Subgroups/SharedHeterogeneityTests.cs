using CarTEvidence.MetaAnalysis.Numerics;
using CarTEvidence.MetaAnalysis.Tests.Models;

namespace CarTEvidence.MetaAnalysis.Tests.Subgroups;

/// <summary>Subgroups with one tau² in the likelihood models, against a joint likelihood written down and maximised without any of the model's code.</summary>
public sealed class SharedHeterogeneityTests
{
    // The plain likelihood is maximised by nested line searches; the profile equation is checked in units of the log-likelihood.
    private const double LogLikelihood = 1e-7;
    private const double HalfChiSquared = 1.9207294103470623;

    private static readonly ProportionData Proportions = new(
        ["a", "b", "c", "d", "e", "f", "g"], [9, 17, 2, 3, 8, 9, 1], [10, 20, 6, 10, 21, 11, 9]);

    private static readonly Grouping ByTarget = new("target", ["x", "x", "x", "y", "y", "y", "y"]) { TauSquared = SubgroupTauSquared.Common };

    [Fact]
    public void BinomialNormal_CommonTau_IsTheJointMaximum()
    {
        var effect = Pooling.Proportions(Proportions, grouping: ByTarget);
        var (first, second) = (effect.Subgroups[0].Effect, effect.Subgroups[1].Effect);
        Assert.Equal(first.Heterogeneity.TauSquared, second.Heterogeneity.TauSquared);
        var tau = Math.Sqrt(first.Heterogeneity.TauSquared!.Value);
        Assert.InRange(tau, 0.3, 3);
        var joint = Joint(tau);
        Near.Equal(Maximum(), joint, LogLikelihood);
        Near.Equal(Maximum(), first.FitStatistics!.LogLikelihoodMl, LogLikelihood);
        Near.Equal(joint, At("x", first.Transformed.Value!.Value, tau) + At("y", second.Transformed.Value!.Value, tau), LogLikelihood);
        Near.Equal(
            2 * (Maximum() - Maximisation.Brent(t => MaximumOverMean(Proportions, t), 1e-3, 4).Value), effect.SubgroupTest!.Statistic, 1e-6);
    }

    [Fact]
    public void BinomialNormal_CommonTau_LimitsAreThoseOfTheJointProfile()
    {
        var effect = Pooling.Proportions(Proportions, grouping: ByTarget);
        foreach (var (level, own) in effect.Subgroups)
        {
            var other = level == "x" ? "y" : "x";
            foreach (var limit in (double[])[own.Transformed.Interval!.Value.Lower, own.Transformed.Interval!.Value.Upper])
            {
                var profile = Maximisation.Brent(tau => At(level, limit, tau) + MaximumOverMean(Group(other), tau), 1e-3, 6).Value;
                Assert.Equal(HalfChiSquared, Maximum() - profile, 1e-6);
            }

            var upper = Math.Sqrt(own.TauSquaredIntervals[0].TauSquared.Upper);
            Assert.Equal(HalfChiSquared, Maximum() - Joint(upper), 1e-6);
        }
    }

    [Fact]
    public void BinomialNormal_GroupWithAllEvents_TakesPartAtItsBoundary()
    {
        var data = new ProportionData(["a", "b", "c", "d", "e"], [12, 15, 6, 7, 18], [12, 15, 20, 10, 20]);
        var effect = Pooling.Proportions(data, grouping: new Grouping("g", ["all", "all", "some", "some", "some"]) { TauSquared = SubgroupTauSquared.Common });
        var (all, some) = (effect.Subgroups[0].Effect, effect.Subgroups[1].Effect);
        Assert.Equal(1, all.Pooled.Value);
        Assert.Equal(some.Heterogeneity.TauSquared!.Value, all.Heterogeneity.TauSquared!.Value);
        Assert.True(all.Heterogeneity.TauSquared > 0);
        Assert.Equal(double.PositiveInfinity, all.Transformed.Interval!.Value.Upper);

        // The limit: the joint profile likelihood has fallen to 2.5 %.
        var limit = all.Transformed.Interval.Value.Lower;
        var (own, other) = (data.Select([0, 1]), data.Select([2, 3, 4]));
        var top = Maximisation.Brent(tau => MaximumOverMean(other, tau), 1e-3, 6).Value;
        var profile = Maximisation.Brent(tau => PlainLikelihood.Exact(own, limit, tau) + MaximumOverMean(other, tau), 1e-3, 6).Value;
        Assert.Equal(Math.Log(0.025), profile - top, 1e-6);

        // Heterogeneity can only make the exact limit wider.
        var exact = ProportionInterval.Compute(27, 27, StudyIntervalMethod.ClopperPearson, 0.95).Lower;
        Assert.InRange(all.Pooled.Interval!.Value.Lower, 0, exact);
        Assert.InRange(all.Marginal!.Interval!.Value.Lower, 0, exact);
    }

    [Fact]
    public void BinomialNormal_GroupWithAllEventsAmongEqualStudies_HasTheExactLimit()
    {
        // The other subgroup's studies agree, and the limit of this one is where tau² = 0 is still best.
        var data = new ProportionData(["a", "b", "c", "d", "e"], [27, 40, 40, 40, 40], [27, 80, 80, 80, 80]);
        var effect = Pooling.Proportions(data, grouping: new Grouping("g", ["all", "some", "some", "some", "some"]) { TauSquared = SubgroupTauSquared.Common });
        var exact = ProportionInterval.Compute(27, 27, StudyIntervalMethod.ClopperPearson, 0.95).Lower;
        Assert.Equal(0, effect.Subgroups[0].Effect.Heterogeneity.TauSquared);
        Near.Equal(exact, effect.Subgroups[0].Effect.Marginal!.Interval!.Value.Lower, 1e-8);
    }

    [Theory]
    [InlineData(new long[] { 0, 3, 1, 0 }, new long[] { 3, 3, 1, 1 })]
    [InlineData(new long[] { 1, 1, 1, 0 }, new long[] { 1, 1, 1, 1 })]
    [InlineData(new long[] { 5, 4, 3, 2 }, new long[] { 5, 4, 3, 2 })]
    [InlineData(new long[] { 0, 0, 7, 6 }, new long[] { 9, 8, 7, 6 })]
    [InlineData(new long[] { 0, 0, 3, 6 }, new long[] { 9, 8, 7, 6 })]
    public void BinomialNormal_ExtremeSubgroups_HaveAnswers(long[] events, long[] total)
    {
        var data = new ProportionData(["a", "b", "c", "d"], events, total);
        foreach (var values in (string[][])[["x", "x", "y", "y"], ["x", "y", "y", "z"], ["x", "x", "x", "x"], ["x", "y", "z", "w"]])
        {
            var effect = Pooling.Proportions(data, grouping: new Grouping("g", values) { TauSquared = SubgroupTauSquared.Common });
            Assert.All(effect.Subgroups, s => Assert.InRange(s.Effect.Leading.Value!.Value, 0, 1));
            Assert.All(effect.Subgroups, s => Assert.False(double.IsNaN(s.Effect.Pooled.Interval!.Value.Lower) || double.IsNaN(s.Effect.Pooled.Interval.Value.Upper)));
        }
    }

    [Fact]
    public void PoissonNormal_CommonTau_IsTheJointMaximumWithItsProfile()
    {
        var data = new RateData(["a", "b", "c", "d", "e", "f"], [9, 30, 2, 3, 21, 8], [100, 120, 90, 200, 210, 300]);
        var effect = Pooling.Rates(
            data, new RateOptions { Model = PoolingModel.PoissonNormal }, new Grouping("g", ["x", "x", "x", "y", "y", "y"]) { TauSquared = SubgroupTauSquared.Common });
        var (x, y) = (data.Select([0, 1, 2]), data.Select([3, 4, 5]));
        var top = Maximisation.Brent(tau => MaximumOverMean(x, tau) + MaximumOverMean(y, tau), 1e-2, 3).Value;
        Near.Equal(top, effect.Subgroups[0].Effect.FitStatistics!.LogLikelihoodMl, LogLikelihood);
        foreach (var limit in (double[])[effect.Subgroups[0].Effect.Transformed.Interval!.Value.Lower, effect.Subgroups[0].Effect.Transformed.Interval!.Value.Upper])
        {
            var profile = Maximisation.Brent(tau => PlainPoisson(x, limit, tau) + MaximumOverMean(y, tau), 1e-2, 4).Value;
            Assert.Equal(HalfChiSquared, top - profile, 1e-6);
        }

        var whole = Maximisation.Brent(tau => MaximumOverMean(data, tau), 1e-2, 3).Value;
        Near.Equal(2 * (top - whole), effect.SubgroupTest!.Statistic, 1e-6);
    }

    [Fact]
    public void PoissonNormal_GroupWithoutEvents_HasAnUpperLimit()
    {
        var data = new RateData(["a", "b", "c", "d"], [0, 0, 3, 21], [100, 120, 90, 200]);
        var effect = Pooling.Rates(
            data, new RateOptions { Model = PoolingModel.PoissonNormal }, new Grouping("g", ["none", "none", "some", "some"]) { TauSquared = SubgroupTauSquared.Common });
        var none = effect.Subgroups[0].Effect;
        Assert.Equal(0, none.Pooled.Value);
        Assert.InRange(none.Pooled.Interval!.Value.Upper, RateInterval.Compute(0, 220, 0.95).Upper - 1e-9, 1);
        Assert.InRange(effect.SubgroupTest!.PValue!.Value, 1e-12, 1e-2);
    }

    private static ProportionData Group(string level) =>
        Proportions.Select([.. Enumerable.Range(0, Proportions.Count).Where(i => ByTarget.Values[i] == level)]);

    private static double At(string level, double mu, double tau) => PlainLikelihood.Exact(Group(level), mu, tau);

    private static double Joint(double tau) => MaximumOverMean(Group("x"), tau) + MaximumOverMean(Group("y"), tau);

    private static double Maximum() => Maximisation.Brent(Joint, 1e-3, 4).Value;

    private static double MaximumOverMean(ProportionData data, double tau) => Maximisation.Brent(mu => PlainLikelihood.Exact(data, mu, tau), -15, 15).Value;

    private static double MaximumOverMean(RateData data, double tau) => Maximisation.Brent(mu => PlainPoisson(data, mu, tau), -15, 5).Value;

    /// <summary>The Poisson-normal log-likelihood by the trapezoidal rule over ±9 standard deviations.</summary>
    private static double PlainPoisson(RateData data, double mu, double tau)
    {
        const double step = 0.05;
        var value = 0.0;
        for (var i = 0; i < data.Count; i++)
        {
            var (x, time) = (data.Events[i], data.Time[i]);
            var sum = 0.0;
            for (var j = -180; j <= 180; j++)
            {
                var u = j * step;
                var expected = time * Math.Exp(mu + tau * u);
                sum += Math.Exp(x * Math.Log(expected) - expected - MathNet.Numerics.SpecialFunctions.GammaLn(x + 1) - 0.5 * u * u);
            }

            value += Math.Log(sum * step / Math.Sqrt(2 * Math.PI));
        }

        return value;
    }
}
