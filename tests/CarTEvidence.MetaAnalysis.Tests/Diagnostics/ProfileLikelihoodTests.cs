using CarTEvidence.MetaAnalysis.Tests.Models;

namespace CarTEvidence.MetaAnalysis.Tests.Diagnostics;

public class ProfileLikelihoodTests
{
    /// <summary>Limits are roots to 1e-11 of their size, and the slope of a log-likelihood there is of the order of 1.</summary>
    private const double AtTheLimits = 1e-8;

    /// <summary>What the plain likelihood's line search over the other parameter leaves.</summary>
    private const double LineSearch = 1e-7;

    private static readonly double[] Effect = [0.1, 0.5, 0.2, 0.9, 1.1, 0.4, 1.6];
    private static readonly double[] Variance = [0.04, 0.09, 0.02, 0.05, 0.08, 0.03, 0.1];

    private static GenericData Data => new(Effect.Select((_, i) => $"Study {i}"), Effect, Variance);

    [Theory]
    [InlineData(TauSquaredEstimator.Ml)]
    [InlineData(TauSquaredEstimator.Reml)]
    public void ProfileLikelihood_OfTauSquared_IsTheModelsLikelihoodAndEndsAtItsInterval(TauSquaredEstimator estimator)
    {
        var effect = Pooling.Generic(Data, new GenericOptions { TauSquared = estimator });
        var profile = effect.ProfileLikelihood(ProfiledParameter.TauSquared, 5, 0, 1)!;
        var restricted = estimator == TauSquaredEstimator.Reml;
        Assert.Equal(restricted, profile.Restricted);
        Assert.Equal(effect.Heterogeneity.TauSquared!.Value, profile.Estimate, 1e-8);
        Assert.Equal((restricted ? effect.FitStatistics!.LogLikelihoodReml : effect.FitStatistics!.LogLikelihoodMl)!.Value, profile.Maximum, 1e-10);
        Assert.Equal(effect.TauSquaredIntervalBy(TauSquaredIntervalMethod.ProfileLikelihood)!.TauSquared, profile.Interval);
        Assert.All(profile.Points, point => Assert.Equal(Plain(point.Value, restricted), point.LogLikelihood, 1e-10));
        Assert.Equal([0, 0.25, 0.5, 0.75, 1], profile.Points.Select(p => p.Value));
    }

    [Fact]
    public void ProfileLikelihood_OfTheMean_EndsAtTheProfileLikelihoodInterval()
    {
        var effect = Pooling.Generic(Data, new GenericOptions { Interval = IntervalMethod.ProfileLikelihood });
        var profile = effect.ProfileLikelihood(ProfiledParameter.Mean)!;
        Assert.Equal(effect.Transformed.Value!.Value, profile.Estimate, 1e-10);
        Assert.Equal(effect.Transformed.Interval!.Value.Lower, profile.Interval.Lower, AtTheLimits);
        Assert.Equal(effect.Transformed.Interval!.Value.Upper, profile.Interval.Upper, AtTheLimits);
        Assert.True(profile.Points[0].Value < profile.Interval.Lower && profile.Points[^1].Value > profile.Interval.Upper);
        Assert.All(profile.Points, point => Assert.True(point.LogLikelihood <= profile.Maximum + 1e-10));
        Assert.All(profile.Points, point => Assert.Equal(point.LogLikelihood >= profile.CutOff, point.Value >= profile.Interval.Lower && point.Value <= profile.Interval.Upper));
    }

    /// <summary>The chosen estimator does not change the likelihood of the mean; only profile-likelihood intervals fit tau² by ML.</summary>
    [Fact]
    public void ProfileLikelihood_OfTheMean_IsTheSameForEveryEstimator()
    {
        var reml = Pooling.Generic(Data).ProfileLikelihood(ProfiledParameter.Mean, 7, 0, 1)!;
        var simple = Pooling.Generic(Data, new GenericOptions { TauSquared = TauSquaredEstimator.DerSimonianLaird }).ProfileLikelihood(ProfiledParameter.Mean, 7, 0, 1)!;
        Assert.Equal(reml.Points, simple.Points);
        Assert.False(reml.Restricted);
    }

    [Theory]
    [InlineData("pritz1997")]
    [InlineData("small-near-one")]
    [InlineData("zero-heavy")]
    public void ProfileLikelihood_BinomialNormal_IsThePlainLikelihoodMaximisedOverTheOther(string name)
    {
        var data = new CountReference($"likelihood-proportions-{name}.json").Proportions;
        var effect = Pooling.Proportions(data);
        var variance = effect.ProfileLikelihood(ProfiledParameter.TauSquared, 4, 0.3, 2)!;
        Assert.All(variance.Points, point => Assert.Equal(PlainLikelihood.Profile(data, "tau2Upper", point.Value, PlainLikelihood.Exact), point.LogLikelihood, LineSearch));
        var mean = effect.ProfileLikelihood(ProfiledParameter.Mean, 21)!;
        Assert.Equal(effect.FitStatistics!.LogLikelihoodMl!.Value, mean.Maximum, 1e-8);
        Assert.Equal(effect.Transformed.Interval!.Value.Lower, mean.Interval.Lower, 1e-6);
        Assert.Equal(effect.Transformed.Interval!.Value.Upper, mean.Interval.Upper, 1e-6);
    }

    [Fact]
    public void ProfileLikelihood_OtherLikelihoodModels_EndAtTheirOwnIntervals()
    {
        var arms = new TwoArmData(["A", "B", "C", "D"], [4, 6, 3, 12], [30, 40, 25, 60], [9, 11, 8, 15], [31, 38, 27, 58]);
        PooledEffect[] effects =
        [
            Pooling.TwoArm(arms, new TwoArmOptions { Model = PoolingModel.GlmmCmEl, Measure = Measure.OddsRatio }),
            Pooling.TwoArm(arms, new TwoArmOptions { Model = PoolingModel.GlmmUmFs, Measure = Measure.OddsRatio }),
            Pooling.Rates(new RateData(["A", "B", "C"], [3, 9, 14], [20, 31.5, 22]), new RateOptions { Model = PoolingModel.PoissonNormal }),
        ];
        Assert.All(effects, effect =>
        {
            var profile = effect.ProfileLikelihood(ProfiledParameter.Mean, 9)!;
            Assert.Equal(effect.Transformed.Interval!.Value.Lower, profile.Interval.Lower, 1e-6);
            Assert.Equal(effect.Transformed.Interval!.Value.Upper, profile.Interval.Upper, 1e-6);
            Assert.Equal(effect.TauSquaredIntervals[0].TauSquared.Upper, effect.ProfileLikelihood(ProfiledParameter.TauSquared, 9)!.Interval.Upper, 1e-6);
        });
    }

    [Fact]
    public void ProfileLikelihood_WithoutAMaximum_IsNull()
    {
        Assert.Null(Pooling.Proportions(new ProportionData(["A", "B"], [0, 0], [12, 9])).ProfileLikelihood(ProfiledParameter.Mean));
        Assert.Null(Pooling.Proportions(new ProportionData(["A", "B"], [0, 9], [12, 9])).ProfileLikelihood(ProfiledParameter.TauSquared));
        Assert.Null(Pooling.Proportions(new ProportionData(["A"], [4], [12])).ProfileLikelihood(ProfiledParameter.TauSquared));
        Assert.Null(Pooling.Generic(new GenericData(["A"], [1], [0.1])).ProfileLikelihood(ProfiledParameter.Mean));
    }

    [Fact]
    public void ProfileLikelihood_WhatHasNone_IsRefusedByName()
    {
        var bayes = Pooling.Proportions(new ProportionData(["A", "B"], [3, 4], [12, 9]), new ProportionOptions { Model = ProportionModel.BayesianBinomialNormal });
        Assert.Contains("bayesian-binomial-normal", Assert.Throws<InvalidOperationException>(() => bayes.ProfileLikelihood(ProfiledParameter.Mean)).Message, StringComparison.Ordinal);
        var regression = Pooling.Generic(Data, moderators: Moderators.None.With("year", [1, 2, 3, 4, 5, 6, 7]));
        Assert.Throws<InvalidOperationException>(() => regression.ProfileLikelihood(ProfiledParameter.Mean));
        Assert.Equal(regression.Heterogeneity.TauSquared!.Value, regression.ProfileLikelihood(ProfiledParameter.TauSquared)!.Estimate, 1e-8);
        var counts = Pooling.Proportions(new ProportionData(["A", "B", "C", "D"], [3, 4, 7, 2], [12, 9, 10, 11]), moderators: Moderators.None.With("year", [1, 2, 3, 4]));
        Assert.Throws<InvalidOperationException>(() => counts.ProfileLikelihood(ProfiledParameter.TauSquared));
    }

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(5, 1, 1)]
    [InlineData(5, -1, 1)]
    public void ProfileLikelihood_ImpossibleGrid_IsRefused(int points, double lower, double upper) =>
        Assert.Throws<ArgumentException>(() => Pooling.Generic(Data).ProfileLikelihood(ProfiledParameter.TauSquared, points, lower, upper));

    /// <summary>The log-likelihood of tau² written down: Hardy and Thompson 1996 (full); Patterson and Thompson 1971 (restricted, with log |X′X| = log k as metafor has it).</summary>
    private static double Plain(double tau2, bool restricted)
    {
        var weight = Variance.Sum(v => 1 / (v + tau2));
        var mean = Effect.Zip(Variance, (y, v) => y / (v + tau2)).Sum() / weight;
        var full = -0.5 * Effect.Zip(Variance, (y, v) => Math.Log(2 * Math.PI * (v + tau2)) + (y - mean) * (y - mean) / (v + tau2)).Sum();
        return restricted ? full + 0.5 * Math.Log(2 * Math.PI * Effect.Length / weight) : full;
    }
}
