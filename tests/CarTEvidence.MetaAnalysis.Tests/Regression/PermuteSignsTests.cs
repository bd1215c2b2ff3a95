using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis.Tests.Regression;

public sealed class PermuteSignsTests
{
    // The same fit of the same numbers: rounding alone.
    private const double Rounding = 1e-10;

    // Statistics that agree to this are equal (as in metafor).
    private const double Tie = 1.4901161193847656e-8;

    private static readonly string[] Study = ["a", "b", "c", "d", "e", "f"];
    private static readonly double[] Effect = [0.2, -0.4, 1.3, 0.8, -0.1, 0.6];
    private static readonly double[] Variance = [0.1, 0.3, 0.2, 0.15, 0.05, 0.4];

    public static TheoryData<TauSquaredEstimator, IntervalMethod, double> Choices
    {
        get
        {
            var choices = new TheoryData<TauSquaredEstimator, IntervalMethod, double>();
            foreach (var estimator in Enum.GetValues<TauSquaredEstimator>())
            {
                choices.Add(estimator, IntervalMethod.Wald, 0);
                choices.Add(estimator, IntervalMethod.Hksj, -0.3);
            }

            choices.Add(TauSquaredEstimator.Reml, IntervalMethod.T, 0.1);
            choices.Add(TauSquaredEstimator.PauleMandel, IntervalMethod.HksjAdHoc, 0);
            choices.Add(TauSquaredEstimator.Reml, IntervalMethod.KenwardRoger, 0);
            return choices;
        }
    }

    // Every change of signs is data of their own, which the public engine pools.
    [Theory]
    [MemberData(nameof(Choices))]
    public void PermuteSigns_FewStudies_CountsWhatTheEngineGivesForAllSigns(TauSquaredEstimator estimator, IntervalMethod interval, double value)
    {
        var options = new GenericOptions { TauSquared = estimator, Interval = interval };
        var test = Pooling.Generic(new GenericData(Study, Effect, Variance), options).PermuteSigns(value);
        var observed = Statistic([.. Effect.Select(y => y - value)]);
        var extreme = Enumerable.Range(0, 64).Count(signs =>
            Math.Abs(Statistic([.. Effect.Select((y, i) => (y - value) * ((signs >> i & 1) == 0 ? 1 : -1))])) >= Math.Abs(observed) - Tie * Math.Max(1, Math.Abs(observed)));
        Assert.Equal((true, 64L, (long)extreme), (test.IsExact, test.Rearrangements, test.AsExtreme));
        Assert.Equal(observed, test.Statistic, Rounding);
        Assert.Equal(interval == IntervalMethod.Wald ? "z" : "t", test.Symbol);

        double Statistic(double[] y) => Pooling.Generic(new GenericData(Study, y, Variance), options).Coefficients[0].Estimate.Test.Statistic!.Value;
    }

    [Theory]
    [InlineData(PoolingModel.Random)]
    [InlineData(PoolingModel.Common)]
    public void PermuteSigns_MomentEstimatorAndNormalStatistic_CountsWhatTheVectorsCount(PoolingModel model)
    {
        var options = new PermutationOptions { Replicates = 5_000, ExactWhenFew = false, Seed = 3, RandomEffects = model == PoolingModel.Random };
        var engine = Pooling.Generic(new GenericData(Study, Effect, Variance), new GenericOptions { TauSquared = TauSquaredEstimator.DerSimonianLaird, Model = model }).PermuteSigns(0.1, options);
        var vectors = PermutationTest.Mean([.. Effect.Select(y => y - 0.1)], Variance, options);
        Assert.Equal((vectors.AsExtreme, vectors.Rearrangements, vectors.Options), (engine.AsExtreme, engine.Rearrangements, engine.Options));
        Assert.Equal(vectors.Statistic, engine.Statistic, Rounding);
    }

    [Fact]
    public void PermuteSigns_ThreadsAndParts_ChangeNoCount()
    {
        var effect = Pooling.Generic(new GenericData(Study, Effect, Variance), new GenericOptions { TauSquared = TauSquaredEstimator.Reml, Interval = IntervalMethod.Hksj });
        var options = new PermutationOptions { Replicates = 5_000, ExactWhenFew = false, Threads = 1 };
        var whole = effect.PermuteSigns(0, options);
        Assert.Equal(whole.AsExtreme, effect.PermuteSigns(0, options with { Threads = 3 }).AsExtreme);
        var merged = PermutationResult.Merge([.. new[] { 2, 1 }.Select(i => effect.PermuteSigns(0, options with { Range = ReplicateRange.Shard(5_000, i, 2) }))]);
        Assert.Equal((whole.AsExtreme, whole.Statistic, "t"), (merged.AsExtreme, merged.Statistic, merged.Symbol));
    }

    // Two studies of one effect and one variance: signs alike leave no residual and no HKSJ statistic, so the data have none either; unlike signs have 0.
    [Fact]
    public void PermuteSigns_WhatHasNoStatistic_IsRefusedOrCountsAsExtreme()
    {
        var hksj = new GenericOptions { Interval = IntervalMethod.Hksj };
        Assert.Throws<ArgumentException>(() => Pooling.Generic(new GenericData(["a", "b"], [1, 1], [0.1, 0.1]), hksj).PermuteSigns());
        var test = Pooling.Generic(new GenericData(["a", "b"], [1, -1], [0.1, 0.1]), hksj).PermuteSigns();
        Assert.Equal((4L, 4L, 1.0), (test.Rearrangements, test.AsExtreme, test.PValue));
    }

    [Fact]
    public void PermuteSigns_BadRequests_AreRefused()
    {
        var data = new GenericData(Study, Effect, Variance);
        Assert.Throws<ArgumentOutOfRangeException>("value", () => Pooling.Generic(data).PermuteSigns(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("studies", () => Pooling.Generic(new GenericData(["a"], [1], [0.1])).PermuteSigns());
        Assert.Contains("Permute tests", Assert.Throws<InvalidOperationException>(() => Pooling.Generic(data, moderators: Moderators.None.With("n", [1, 2, 3, 4, 5, 7])).PermuteSigns()).Message, StringComparison.Ordinal);
        foreach (var interval in new[] { IntervalMethod.ProfileLikelihood, IntervalMethod.Bootstrap })
        {
            Assert.Contains("has no statistic", Assert.Throws<InvalidOperationException>(() => Pooling.Generic(data, new GenericOptions { Interval = interval }).PermuteSigns()).Message, StringComparison.Ordinal);
        }

        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(() => Pooling.Generic(data).PermuteSigns(0, cancellation: stopped.Token));
    }
}
