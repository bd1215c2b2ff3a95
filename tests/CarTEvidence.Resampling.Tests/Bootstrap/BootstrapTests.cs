using CarTEvidence.Resampling.Tests.Kernels;

namespace CarTEvidence.Resampling.Tests.Bootstrap;

public sealed class BootstrapTests
{
    private static readonly (double[] Effects, double[] Variances) Data = PooledKernelsTests.Data("ordinary", 20);

    private static BootstrapReplicates Run(BootstrapOptions options) => Resampling.Bootstrap.Studies(Data.Effects, Data.Variances, options);

    [Fact]
    public void Studies_OneTwoOrThreeThreads_GiveTheSameBits()
    {
        var options = new BootstrapOptions { Replicates = 20_011, Seed = 5, Estimator = PooledEstimator.Reml, Record = BootstrapRecord.All, Threads = 1 };
        BootstrapReplicates one = Run(options);
        foreach (int threads in (int[])[2, 3])
        {
            BootstrapReplicates many = Run(options with { Threads = threads });
            Assert.Equal(one.Means, many.Means);
            Assert.Equal(one.TauSquared!, many.TauSquared!);
            Assert.Equal(one.StandardErrors!, many.StandardErrors!);
            Assert.Equal(one.HksjStandardErrors!, many.HksjStandardErrors!);
        }
    }

    [Fact]
    public void Studies_AnyShards_AreThePartsOfTheWhole()
    {
        var options = new BootstrapOptions { Replicates = 30_001, Seed = 6 };
        double[] whole = Run(options).Means;
        foreach (int shards in (int[])[2, 3, 8])
        {
            var parts = Enumerable.Range(1, shards).SelectMany(i => Run(options with { Range = ReplicateRange.Shard(30_001, i, shards) }).Means);
            Assert.Equal(whole, parts);
        }

        Assert.Equal(whole[77..205], Run(options with { Range = new ReplicateRange(77, 128) }).Means);
    }

    [Fact]
    public void Studies_EveryPath_GivesTheSameBits()
    {
        var options = new BootstrapOptions { Replicates = 5000, Record = BootstrapRecord.All };
        BootstrapReplicates scalar = Run(options with { Kernel = KernelPath.Scalar });
        foreach (KernelPath path in Dispatcher.Available)
        {
            BootstrapReplicates other = Run(options with { Kernel = path });
            Assert.Equal(scalar.Means, other.Means);
            Assert.Equal(scalar.HksjStandardErrors!, other.HksjStandardErrors!);
        }
    }

    [Theory]
    [InlineData("ordinary", 8)]
    [InlineData("mixed scales", 5)]
    [InlineData("at the boundary", 8)]
    [InlineData("ordinary", 129)]
    public void Studies_LikelihoodFitsGatheredFromManyBatches_AreThoseOfABatchFittedAtOnce(string kind, int k)
    {
        // Describing the fits needs the studies of a batch together, so that batch is fitted at once.
        (double[] y, double[] v) = PooledKernelsTests.Data(kind, k);
        foreach (PooledEstimator estimator in (PooledEstimator[])[PooledEstimator.Reml, PooledEstimator.MaximumLikelihood])
        {
            foreach (KernelPath path in Dispatcher.Available)
            {
                var options = new BootstrapOptions { Replicates = 4331, Estimator = estimator, Kernel = path, Record = BootstrapRecord.All };
                BootstrapReplicates atOnce = Resampling.Bootstrap.Studies(y, v, options);
                BootstrapReplicates gathered = Resampling.Bootstrap.Studies(y, v, options with { Record = BootstrapRecord.TauSquared | BootstrapRecord.StandardError });
                Assert.Equal(atOnce.Means, gathered.Means);
                Assert.Equal(atOnce.TauSquared!, gathered.TauSquared!);
                Assert.Equal(atOnce.StandardErrors!, gathered.StandardErrors!);
            }
        }
    }

    [Fact]
    public void Studies_Observed_IsTheFitOfTheData()
    {
        (double mean, double tau, _, _) = PlainFits.Fit(PooledEstimator.DerSimonianLaird, Data.Effects, Data.Variances);
        PooledFit observed = Run(new BootstrapOptions { Replicates = 1 }).Observed;
        Assert.Equal(mean, observed.Mean, 1e-12);
        Assert.Equal(tau, observed.TauSquared, 1e-12);
    }

    [Fact]
    public void Studies_Cancelled_StopsWithinATenthOfASecond()
    {
        // The best of three: on a busy machine a thread may have to wait longer than that for its turn.
        Assert.InRange(Enumerable.Range(0, 3).Min(_ => MillisecondsToStop()), 0, 100);
    }

    private static double MillisecondsToStop()
    {
        using var cancellation = new CancellationTokenSource();
        var clock = new System.Diagnostics.Stopwatch();
        var progress = new FirstReport(() =>
        {
            clock.Start();
            cancellation.Cancel();
        });
        var options = new BootstrapOptions { Replicates = 20_000_000, Record = BootstrapRecord.MeanOnly, Threads = 2 };
        Assert.Throws<OperationCanceledException>(() => Resampling.Bootstrap.Studies(Data.Effects, Data.Variances, options, progress, cancellation.Token));
        return clock.Elapsed.TotalMilliseconds;
    }

    [Fact]
    public void Studies_BadInput_IsRefusedByNameAndValue()
    {
        Assert.Contains("-1", Assert.Throws<ArgumentException>("variances", () => Resampling.Bootstrap.Studies([1, 2], [1, -1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("effects", () => Resampling.Bootstrap.Studies([1, double.NaN], [1, 1]));
        Assert.Throws<ArgumentException>("variances", () => Resampling.Bootstrap.Studies([1, 2], [1]));
        Assert.Throws<ArgumentException>("effects", () => Resampling.Bootstrap.Studies([1], [1]));
        Assert.Throws<ArgumentOutOfRangeException>("Range", () => Run(new BootstrapOptions { Replicates = 5, Range = new ReplicateRange(3, 3) }));
    }

    private sealed class FirstReport(Action act) : IProgress<double>
    {
        private Action? _act = act;

        public void Report(double value) => Interlocked.Exchange(ref _act, null)?.Invoke();
    }
}
