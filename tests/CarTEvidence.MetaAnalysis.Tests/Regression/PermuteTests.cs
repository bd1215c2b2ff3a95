using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis.Tests.Regression;

public sealed class PermuteTests
{
    // The same fit of the same numbers: rounding alone.
    private const double Rounding = 1e-10;

    // Statistics that agree to this are equal (as in metafor).
    private const double Tie = 1.4901161193847656e-8;

    private static readonly string[] Study = ["a", "b", "c", "d", "e", "f"];
    private static readonly double[] Effect = [0.2, -0.4, 1.3, 0.8, -0.1, 0.6];
    private static readonly double[] Variance = [0.1, 0.3, 0.2, 0.15, 0.05, 0.4];
    private static readonly double[] Year = [2018, 2019, 2021, 2022, 2019, 2024];
    private static readonly string[] Target = ["BCMA", "BCMA", "CD19", "CD19", "BCMA", "BCMA"];

    public static TheoryData<TauSquaredEstimator, IntervalMethod> Choices
    {
        get
        {
            var choices = new TheoryData<TauSquaredEstimator, IntervalMethod>();
            foreach (var estimator in Enum.GetValues<TauSquaredEstimator>())
            {
                choices.Add(estimator, IntervalMethod.Wald);
                choices.Add(estimator, IntervalMethod.Hksj);
            }

            choices.Add(TauSquaredEstimator.Reml, IntervalMethod.T);
            choices.Add(TauSquaredEstimator.Reml, IntervalMethod.HksjAdHoc);
            choices.Add(TauSquaredEstimator.Reml, IntervalMethod.KenwardRoger);
            return choices;
        }
    }

    [Theory]
    [MemberData(nameof(Choices))]
    public void Permute_EveryEstimatorAndInterval_ObservesTheStatisticsOfTheRegression(TauSquaredEstimator estimator, IntervalMethod interval)
    {
        var effect = Fit(Year, Target, estimator, interval);
        var test = effect.Permute(new() { Replicates = 20, ExactWhenFew = false });
        Assert.Equal(effect.Omnibus!.Statistic!.Value, test.Omnibus.Statistic, Rounding * effect.Omnibus.Statistic.Value);
        foreach (var (coefficient, permuted) in effect.Coefficients.Skip(1).Zip(test.Coefficients, (a, b) => (a, b)))
        {
            Assert.Equal(coefficient.Estimate.Test.Statistic!.Value, permuted.Statistic, Rounding);
        }

        var isNormal = interval == IntervalMethod.Wald;
        Assert.Equal(isNormal ? ("QM", "z") : ("F", "t"), (test.Omnibus.Symbol, test.Coefficients[0].Symbol));
    }

    [Theory]
    [InlineData(TauSquaredEstimator.Reml, IntervalMethod.Hksj)]
    [InlineData(TauSquaredEstimator.SidikJonkman, IntervalMethod.Wald)]
    [InlineData(TauSquaredEstimator.PauleMandel, IntervalMethod.HksjAdHoc)]
    public void Permute_FewStudies_CountsWhatRegressionsOfEveryOrderGive(TauSquaredEstimator estimator, IntervalMethod interval)
    {
        var test = Fit(Year, Target, estimator, interval).Permute();
        Assert.True(test.Omnibus.IsExact);
        // Two studies have equal moderators: half of the 720 orders are the other half.
        Assert.Equal(360, test.Omnibus.Rearrangements);
        var observed = Statistics(Fit(Year, Target, estimator, interval));
        var extreme = new long[3];
        foreach (var order in Orders(6))
        {
            var statistics = Statistics(Fit([.. order.Select(i => Year[i])], [.. order.Select(i => Target[i])], estimator, interval));
            for (var j = 0; j < 3; j++)
            {
                extreme[j] += Math.Abs(statistics[j]) >= Math.Abs(observed[j]) - Tie * Math.Max(1, Math.Abs(observed[j])) ? 1 : 0;
            }
        }

        Assert.Equal(extreme.Select(e => e / 2), [test.Omnibus.AsExtreme, .. test.Coefficients.Select(c => c.AsExtreme)]);
    }

    [Theory]
    [InlineData(PoolingModel.Random)]
    [InlineData(PoolingModel.Common)]
    public void Permute_MomentEstimatorAndNormalStatistics_CountsWhatTheVectorsCount(PoolingModel model)
    {
        var options = new PermutationOptions { Replicates = 5_000, ExactWhenFew = false, Seed = 3, RandomEffects = model == PoolingModel.Random };
        var effect = Fit(Year, Target, TauSquaredEstimator.DerSimonianLaird, IntervalMethod.Wald, model);
        var engine = effect.Permute(options);
        var vectors = PermutationTest.Regression(Effect, Variance, [Year, [.. Target.Select(t => t == "CD19" ? 1.0 : 0)]], options);
        Assert.Equal(vectors.Omnibus.AsExtreme, engine.Omnibus.AsExtreme);
        Assert.Equal(vectors.Coefficients.Select(c => c.AsExtreme), engine.Coefficients.Select(c => c.AsExtreme));
        Assert.Equal(vectors.Omnibus.Options, engine.Omnibus.Options);
    }

    [Fact]
    public void Permute_ThreadsAndParts_ChangeNoCount()
    {
        var effect = Fit(Year, Target, TauSquaredEstimator.Reml, IntervalMethod.Hksj);
        var options = new PermutationOptions { Replicates = 9_000, ExactWhenFew = false, Threads = 1 };
        var whole = effect.Permute(options);
        Assert.Equal(whole.Coefficients.Select(c => c.AsExtreme), effect.Permute(options with { Threads = 2 }).Coefficients.Select(c => c.AsExtreme));
        var parts = new[] { 1, 2, 3 }.Select(i =>
        {
            using var file = new MemoryStream();
            effect.Permute(options with { Range = ReplicateRange.Shard(9_000, i, 3) }).Save(file);
            file.Position = 0;
            return RegressionPermutation.Load(file);
        });
        var merged = RegressionPermutation.Merge([.. parts]);
        Assert.Equal((whole.Omnibus.AsExtreme, "F", "t"), (merged.Omnibus.AsExtreme, merged.Omnibus.Symbol, merged.Coefficients[1].Symbol));
    }

    [Fact]
    public void Permute_NothingToPermute_Refuses()
    {
        var data = new GenericData(Study, Effect, Variance);
        Assert.Contains("no moderators", Assert.Throws<InvalidOperationException>(() => Pooling.Generic(data).Permute()).Message, StringComparison.Ordinal);
        var profile = Pooling.Generic(data, new GenericOptions { Interval = IntervalMethod.ProfileLikelihood }, moderators: Moderators.None.With("year", Year));
        Assert.Contains("no standard errors", Assert.Throws<InvalidOperationException>(() => profile.Permute()).Message, StringComparison.Ordinal);
    }

    // Orders in which the residual sum of squares is 0 have no HKSJ statistic; they speak against the moderators.
    [Fact]
    public void Permute_OrdersWithoutAStatistic_CountAsExtreme()
    {
        var data = new GenericData(["a", "b", "c", "d"], [1, 1, 2, 2.5], [0.1, 0.1, 0.1, 0.1]);
        double[] half = [0, 1, 0, 1];
        var test = Pooling.Generic(data, new GenericOptions { Interval = IntervalMethod.Hksj }, moderators: Moderators.None.With("half", half)).Permute();
        Assert.Equal(6, test.Omnibus.Rearrangements);
        var flat = Pooling.Generic(new GenericData(["a", "b", "c", "d"], [1, 1, 2, 2], [0.1, 0.1, 0.1, 0.1]), new GenericOptions { Interval = IntervalMethod.Hksj }, moderators: Moderators.None.With("half", half)).Permute();
        Assert.Equal(1, flat.Omnibus.PValue);
    }

    private static PooledEffect Fit(double[] year, string[] target, TauSquaredEstimator estimator, IntervalMethod interval, PoolingModel model = PoolingModel.Random) => Pooling.Generic(
        new GenericData(Study, Effect, Variance),
        new GenericOptions { TauSquared = estimator, Interval = interval, Model = model },
        moderators: Moderators.None.With("year", year).With("target", target, "BCMA"));

    private static double[] Statistics(PooledEffect effect) => [effect.Omnibus!.Statistic!.Value, .. effect.Coefficients.Skip(1).Select(c => c.Estimate.Test.Statistic!.Value)];

    private static IEnumerable<int[]> Orders(int n) => n == 0
        ? [[]]
        : Orders(n - 1).SelectMany(order => Enumerable.Range(0, n).Select(at => (int[])[.. order[..at], n - 1, .. order[at..]]));
}
