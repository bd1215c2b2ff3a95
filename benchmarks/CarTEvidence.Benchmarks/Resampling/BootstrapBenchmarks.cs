using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using CarTEvidence.Resampling;

namespace CarTEvidence.Benchmarks.Resampling;

/// <summary>What do vectors bring to a bootstrap of 16,384 replicates? Baseline: the scalar specification, which gives the same numbers.</summary>
[MemoryDiagnoser]
[HideColumns(Column.Error, Column.StdDev, Column.RatioSD)]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByParams)]
public class BootstrapBenchmarks
{
    private const int Replicates = 16_384;

    private double[] _effects = null!, _variances = null!;
    private int[] _totals = null!;

    [Params(8, 20, 100)]
    public int Studies { get; set; }

    [Params(PooledEstimator.DerSimonianLaird, PooledEstimator.Reml)]
    public PooledEstimator Estimator { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        var draws = new RandomDraws(seed: 1, replicate: 0);
        (_effects, _variances, _totals) = (new double[Studies], new double[Studies], new int[Studies]);
        for (int i = 0; i < Studies; i++)
        {
            _variances[i] = 0.1 + draws.NextUniform();
            _effects[i] = draws.NextNormal(1, Math.Sqrt(0.5 + _variances[i]));
            _totals[i] = 5 + draws.NextIndex(45);
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Replicates)]
    public BootstrapReplicates Scalar() => Run(KernelPath.Scalar);

    [Benchmark(OperationsPerInvoke = Replicates)]
    public BootstrapReplicates Vector256() => Run(KernelPath.Vector256);

    [Benchmark(OperationsPerInvoke = Replicates)]
    public BootstrapReplicates Automatic() => Run(KernelPath.Automatic);

    private BootstrapReplicates Run(KernelPath kernel) => Bootstrap.Studies(
        _effects, _variances, new BootstrapOptions { Replicates = Replicates, Threads = 1, Kernel = kernel, Estimator = Estimator, Record = BootstrapRecord.MeanOnly });
}
