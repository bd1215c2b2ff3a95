using CarTEvidence.Resampling.Tests.Bootstrap;

namespace CarTEvidence.Resampling.Tests.Intervals;

public sealed class BootstrapSketchTests
{
    private static readonly BootstrapRequest[] Everything =
    [
        .. from statistic in Enum.GetValues<BootstrapStatistic>()
           from method in Enum.GetValues<BootstrapIntervalMethod>()
           from level in new[] { 0.5, 0.95 }
           select new BootstrapRequest(method, level, statistic),
    ];

    public static TheoryData<string> Kinds => [.. ResampleKinds.Names];

    /// <summary>What an interval says, or why there is none.</summary>
    private static string Said(Func<BootstrapInterval> interval)
    {
        try
        {
            BootstrapInterval made = interval();
            return $"{BitConverter.DoubleToUInt64Bits(made.Lower)} {BitConverter.DoubleToUInt64Bits(made.Upper)} {made.Replicates}";
        }
        catch (InvalidOperationException none)
        {
            return none.Message;
        }
    }

    private static string[] Said(BootstrapSketch sketch) => [.. sketch.Requests.Select(request => $"{request}: {Said(() => sketch.Interval(request))}")];

    private static string[] Said(BootstrapReplicates all, BootstrapRequest[] requests) => [.. requests.Select(request => $"{request}: {Said(() => all.Interval(request.Method, request.Level, request.Statistic))}")];

    private static BootstrapSketch ThroughFile(BootstrapSketch part)
    {
        using var file = new MemoryStream();
        part.Save(file);
        file.Position = 0;
        return BootstrapSketch.Load(file);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Sketch_EveryKindAndInterval_IsBitForBitThatOfAllReplicates(string kind)
    {
        foreach (PooledEstimator estimator in (PooledEstimator[])[PooledEstimator.DerSimonianLaird, PooledEstimator.CommonEffect, PooledEstimator.Reml])
        {
            var options = new BootstrapOptions { Replicates = 20_000, Seed = 3, Estimator = estimator, Record = BootstrapRecord.All };
            Assert.Equal(Said(ResampleKinds.Plan(kind, options).Run(), Everything), Said(ResampleKinds.Plan(kind, options).Sketch(Everything)));
        }
    }

    // Fewer than a pilot, and fewer than a quantile needs; one pilot; and so many that a pilot has a pilot, brackets from 1,024 replicates being of any use.
    [Theory]
    [InlineData(10, 1 << 16)]
    [InlineData(4097, 1 << 16)]
    [InlineData(90_001, 1 << 12)]
    [InlineData(140_003, 1 << 16)]
    [InlineData(1_100_000, 1 << 10)]
    public void Sketch_AnyNumberOfReplicates_GivesTheOrderStatisticsOfTheFullSort(int replicates, int pilot)
    {
        double[] y = [0.4, 1.1, 2.3, -0.6, 1.3, 0.9, 0.2, 3.1, 0.7], v = [0.8, 0.3, 0.9, 1.1, 0.1, 0.05, 0.6, 0.4, 0.2];
        var options = new BootstrapOptions { Replicates = replicates, Record = BootstrapRecord.All };
        BootstrapRequest[] requests = [.. Everything.Where(request => request is { Level: 0.95, Statistic: BootstrapStatistic.Mean or BootstrapStatistic.TauSquared })];
        BootstrapReplicates all = Resampling.Bootstrap.Studies(y, v, options);
        BootstrapPlan plan = BootstrapPlan.Studies(y, v, options);
        BootstrapSketch sketch = plan.WithFirstPilot(pilot).Sketch(requests);
        Assert.Equal(Said(all, requests), Said(sketch));
        if (replicates > 1000)
        {
            double[] sorted = [.. all.Means.Order()];
            double rank = ((replicates + 1) * 0.025) - 1;
            double expected = sorted[(int)rank] + ((rank - (int)rank) * (sorted[(int)rank + 1] - sorted[(int)rank]));
            Assert.Equal(expected, sketch.Interval(new BootstrapRequest(BootstrapIntervalMethod.Percentile, 0.95, BootstrapStatistic.Mean)).Lower);
        }
    }

    [Fact]
    public void Sketch_PathsThreadsAndShards_ChangeNoBit()
    {
        const int Replicates = 30_003;
        foreach (string kind in (string[])["studies", "clusters", "patients"])
        {
            var options = new BootstrapOptions { Replicates = Replicates, Seed = 9, Kernel = KernelPath.Scalar, Threads = 1 };
            BootstrapSketch Sketch(BootstrapOptions choices) => ResampleKinds.Plan(kind, choices).WithFirstPilot(2048).Sketch(Everything);
            string[] expected = Said(Sketch(options));
            foreach (KernelPath path in Dispatcher.Available)
            {
                Assert.Equal(expected, Said(Sketch(options with { Kernel = path, Threads = 3 })));
            }

            foreach (int shards in (int[])[2, 5, 11])
            {
                BootstrapSketch[] parts = [.. Enumerable.Range(1, shards).Reverse().Select(i => ThroughFile(Sketch(options with { Range = ReplicateRange.Shard(Replicates, i, shards) })))];
                BootstrapSketch merged = ThroughFile(BootstrapSketch.Merge(parts));
                Assert.Equal(expected, Said(merged));
                Assert.Equal(Replicates, merged.Range.Count);
            }
        }
    }

    [Fact]
    public void Sketch_ManyReplicates_KeepsFewNumbers()
    {
        BootstrapSketch sketch = ResampleKinds.Plan("normal", new BootstrapOptions { Replicates = 200_000 }).Sketch(Everything);
        // Sixteen standard deviations of a rank among 65,536: 3 % of the values for a quartile, less for the tails, of a dozen distributions; brackets of BCa limits are about twice as wide.
        Assert.InRange(sketch.Kept, 1, 300_000);
    }

    [Fact]
    public void Merge_GapsAndOtherRuns_AreRefused()
    {
        var options = new BootstrapOptions { Replicates = 50_000 };
        BootstrapRequest[] one = [Everything[0]];
        BootstrapSketch Part(int i, string kind = "studies", params BootstrapRequest[] wanted) =>
            ResampleKinds.Plan(kind, options with { Range = ReplicateRange.Shard(50_000, i, 3) }).Sketch(wanted.Length == 0 ? one : wanted);
        Assert.Throws<ArgumentException>("parts", () => BootstrapSketch.Merge([]));
        Assert.Throws<ArgumentException>("parts", () => BootstrapSketch.Merge([Part(1), Part(3)]));
        Assert.Throws<ArgumentException>("parts", () => BootstrapSketch.Merge([Part(1), Part(2, "wild")]));
        Assert.Throws<ArgumentException>("parts", () => BootstrapSketch.Merge([Part(1), Part(2, "studies", Everything[1])]));
        Assert.Throws<ArgumentException>("request", () => Part(1).Interval(Everything[1]));
    }

    [Fact]
    public void Sketch_BadRequests_AreRefused()
    {
        BootstrapPlan plan = ResampleKinds.Plan("studies", new BootstrapOptions { Replicates = 9000 });
        Assert.Throws<ArgumentException>("wanted", () => plan.Sketch([]));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => plan.Sketch([new BootstrapRequest(BootstrapIntervalMethod.Basic, 1, BootstrapStatistic.Mean)]));
        BootstrapPlan broken = ResampleKinds.Plan("studies", new BootstrapOptions { Replicates = 9000, Range = new ReplicateRange(5, 100) });
        Assert.Throws<ArgumentException>("wanted", () => broken.Sketch(Everything));
    }
}
