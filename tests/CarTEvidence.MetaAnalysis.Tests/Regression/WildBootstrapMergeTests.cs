using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis.Tests.Regression;

public sealed class WildBootstrapMergeTests
{
    private static readonly string[] Study = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m"];
    private static readonly double[] Effect = [0.1, 0.5, 0.2, 0.9, 1.1, 0.4, 1.6, 1.2, 0.3, 0.7, 1.3, 0.8, 0.6];
    private static readonly double[] Variance = [0.04, 0.09, 0.02, 0.05, 0.08, 0.03, 0.1, 0.06, 0.07, 0.05, 0.04, 0.09, 0.06];
    private static readonly double[] Year = [-3, -2, -2, -1, 0, 1, 2, 3, -1, 0, 1, 2, 0];
    private static readonly string[] Centre = ["x", "x", "y", "z", "z", "u", "v", "w", "w", "s", "t", "r", "q"];

    private static readonly WildTestOptions Drawn = new() { Replicates = 400, ExactWhenFew = false, Threads = 1 };

    /// <summary>Where parts end, the number of threads, and the multipliers; parts may be empty, of one replicate, or begin within a block.</summary>
    public static TheoryData<long[], int, WildWeights> Splits => new()
    {
        { [109, 319], 2, WildWeights.Rademacher },
        { [1, 200], 3, WildWeights.Webb },
        { [0, 250, 250, 399], 1, WildWeights.Mammen },
    };

    [Theory]
    [MemberData(nameof(Splits))]
    public void Merge_PartsReadFromFiles_AreOneRunBitForBit(long[] ends, int threads, WildWeights weights)
    {
        var options = Drawn with { Weights = weights, Seed = 5 };
        var effect = Fit(new() { TauSquared = TauSquaredEstimator.DerSimonianLaird, Interval = IntervalMethod.Hksj });
        AssertSame(effect.WildBootstrap(options: options), WildBootstrapRegression.Merge([.. Parts(effect, null, options with { Threads = threads }, ends).Select(Travelled).Reverse()]));
    }

    // Nine studies have 512 signs, and the run asks for more: a part of the signs stands for all of them, and one past the last has nothing.
    [Theory]
    [InlineData(77)]
    [InlineData(300)]
    public void Merge_PartsOfAllSigns_AreOneRunBitForBit(long end)
    {
        var effect = Pooling.Generic(new GenericData(Study[..9], Effect[..9], Variance[..9]), moderators: Moderators.None.With("year", Year[..9]));
        var options = new WildTestOptions { Replicates = 600 };
        var whole = effect.WildBootstrap(options: options);
        Assert.Equal((true, 512L), (whole.Coefficients[0].Test.IsExact, whole.Coefficients[0].Test.Replicates));
        AssertSame(whole, WildBootstrapRegression.Merge([.. Parts(effect, null, options, [end, 550]).Select(Travelled)]));
    }

    [Fact]
    public void Merge_ClustersWithTwoModerators_KeepsTheJointTestAndIntervalsWithoutBounds()
    {
        var effect = Pooling.Generic(new GenericData(Study, Effect, Variance), moderators: Moderators.None.With("year", Year).With("size", Variance.Select(v => 1 / v)));
        var whole = effect.WildBootstrap(Centre, Drawn with { Weights = WildWeights.Webb });
        var merged = WildBootstrapRegression.Merge([.. Parts(effect, Centre, Drawn with { Weights = WildWeights.Webb, Threads = 2 }, [209]).Select(Travelled)]);
        Assert.NotNull(whole.Omnibus);
        AssertSame(whole, merged);

        string[] four = [.. Study.Select((_, i) => $"{i % 4}")];
        var few = effect.WildBootstrap(four);
        Assert.All(few.Coefficients, coefficient => Assert.Null(coefficient.Interval));
        AssertSame(few, WildBootstrapRegression.Merge([.. Parts(effect, four, WildTestOptions.Default, [7]).Select(Travelled)]));
    }

    [Fact]
    public void Merge_ByAndBy_IsMergingAtOnceAndHasNoIntervalBeforeTheEnd()
    {
        var effect = Fit(new() { TauSquared = TauSquaredEstimator.DerSimonianLaird });
        var parts = Parts(effect, null, Drawn, [100, 300]);
        var two = WildBootstrapRegression.Merge([parts[1], parts[0]]);
        Assert.Equal(new ReplicateRange(0, 300), two.Options.Range);
        Assert.Null(two.Coefficients[0].Interval);
        Assert.Contains("A part of 400 replicates (300 from number 0)", Assert.Single(two.Notes), StringComparison.Ordinal);
        AssertSame(WildBootstrapRegression.Merge(parts), WildBootstrapRegression.Merge([parts[2], Travelled(two)]));
    }

    [Fact]
    public void Merge_PartsThatDoNotFit_AreRefused()
    {
        var effect = Fit(new() { TauSquared = TauSquaredEstimator.DerSimonianLaird });
        var parts = Parts(effect, null, Drawn, [200]);
        Refused("nothing to merge");
        Refused("Two parts hold replicate 0", parts[0], parts[0]);
        Refused("not a part of the same run", parts[0], Parts(effect, null, Drawn with { Seed = 2 }, [200])[1]);
        Refused("not a part of the same run", parts[0], Parts(effect, null, Drawn with { Weights = WildWeights.Webb }, [200])[1]);
        Refused("not a part of the same run", parts[0], Parts(effect, Centre, Drawn, [200])[1]);
        Refused("not a part of the same run", parts[0], effect.WildBootstrap(options: Drawn with { Range = new(200, 200) }, withIntervals: false));
        Refused("not a part of the same run", parts[0], Parts(Fit(new() { TauSquared = TauSquaredEstimator.Reml }), null, Drawn, [200])[1]);
        Refused("A part begins at replicate 300 where 200 was expected", parts[0], effect.WildBootstrap(options: Drawn with { Range = new(300, 100) }));

        static void Refused(string message, params WildBootstrapRegression[] mixed) =>
            Assert.Contains(message, Assert.Throws<ArgumentException>("parts", () => WildBootstrapRegression.Merge(mixed)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OtherOrCutFiles_AreRefused()
    {
        using var file = new MemoryStream();
        Fit(new()).WildBootstrap(options: new() { Replicates = 19, ExactWhenFew = false }).Save(file);
        byte[] bytes = file.ToArray();
        for (var length = 0; length < bytes.Length; length += 7)
        {
            Assert.Throws<InvalidDataException>(() => WildBootstrapRegression.Load(new MemoryStream(bytes, 0, length)));
        }

        bytes[4] = 9;
        Assert.Contains("version 9", Assert.Throws<InvalidDataException>(() => WildBootstrapRegression.Load(new MemoryStream(bytes))).Message, StringComparison.Ordinal);
        Assert.Contains("instead of 'CTER'", Assert.Throws<InvalidDataException>(() => WildBootstrapRegression.Load(new MemoryStream([1, 2, 3, 4, 5, 6, 7, 8]))).Message, StringComparison.Ordinal);
    }

    private static PooledEffect Fit(GenericOptions options) => Pooling.Generic(new GenericData(Study, Effect, Variance), options, moderators: Moderators.None.With("year", Year));

    private static WildBootstrapRegression[] Parts(PooledEffect effect, string[]? clusters, WildTestOptions options, long[] ends)
    {
        long[] bounds = [0, .. ends, options.Replicates];
        return [.. bounds.Zip(bounds.Skip(1), (first, end) => effect.WildBootstrap(clusters, options with { Range = new(first, end - first) }))];
    }

    private static WildBootstrapRegression Travelled(WildBootstrapRegression part)
    {
        using var file = new MemoryStream();
        part.Save(file);
        file.Position = 0;
        var read = WildBootstrapRegression.Load(file);
        Assert.Equal(file.Length, file.Position);
        return read;
    }

    private static void AssertSame(WildBootstrapRegression one, WildBootstrapRegression merged)
    {
        Assert.Null(merged.Options.Range);
        Assert.Equal(Facts(one), Facts(merged));
        Assert.Equal(one.Notes, merged.Notes);
        Assert.Equal(one.Coefficients.Select(c => (c.Name, c.Estimate, c.StandardError, c.Interval, FactsOfTest(c.Test))), merged.Coefficients.Select(c => (c.Name, c.Estimate, c.StandardError, c.Interval, FactsOfTest(c.Test))));

        static (int, bool, double, object?) Facts(WildBootstrapRegression result) => (result.ClusterCount, result.IsClustered, result.Level, result.Omnibus is { } omnibus ? FactsOf(omnibus) : null);
        static object FactsOf(WildTest test) => FactsOfTest(test);
        static (double, long, long, bool) FactsOfTest(WildTest test) => (test.Statistic, test.Replicates, test.AsExtreme, test.IsExact);
    }
}
