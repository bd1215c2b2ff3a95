using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using CarTEvidence.Resampling;

namespace CarTEvidence.Benchmarks.Resampling;

/// <summary>How long does a bootstrap replicate of the binomial-normal model take? Baseline: the scalar specification, which gives the same numbers.</summary>
[MemoryDiagnoser]
[HideColumns(Column.Error, Column.StdDev, Column.RatioSD)]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByParams)]
public class BinomialNormalBatchBenchmarks
{
    private const int Replicates = 512;

    private int[] _totals = null!;

    [Params(8, 20, 100)]
    public int Studies { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        var draws = new RandomDraws(seed: 3, replicate: 0);
        _totals = [.. Enumerable.Range(0, Studies).Select(_ => 5 + draws.NextIndex(45))];
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Replicates)]
    public BootstrapReplicates Scalar() => Run(KernelPath.Scalar);

    [Benchmark(OperationsPerInvoke = Replicates)]
    public BootstrapReplicates Vector256() => Run(KernelPath.Vector256);

    [Benchmark(OperationsPerInvoke = Replicates)]
    public BootstrapReplicates Automatic() => Run(KernelPath.Automatic);

    private BootstrapReplicates Run(KernelPath kernel) => Bootstrap.Parametric(
        _totals, 1.2, 0.6, new BootstrapOptions { Replicates = Replicates, Threads = 1, Kernel = kernel, Estimator = PooledEstimator.BinomialNormal, Record = BootstrapRecord.MeanOnly });
}
