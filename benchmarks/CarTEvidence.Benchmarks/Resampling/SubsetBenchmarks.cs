using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using CarTEvidence.Resampling;

namespace CarTEvidence.Benchmarks.Resampling;

/// <summary>How long do all subsets of 18 studies take, listed and streamed? Baseline: the scalar specification.</summary>
[MemoryDiagnoser]
[HideColumns(Column.Error, Column.StdDev, Column.RatioSD)]
public class SubsetBenchmarks
{
    private const int Studies = 18;

    private readonly double[] _effects = new double[Studies], _variances = new double[Studies];

    [GlobalSetup]
    public void Draw()
    {
        var draws = new RandomDraws(seed: 2, replicate: 0);
        for (int i = 0; i < Studies; i++)
        {
            _variances[i] = 0.1 + draws.NextUniform();
            _effects[i] = draws.NextNormal(1, Math.Sqrt(0.5 + _variances[i]));
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = 1 << Studies)]
    public SubsetEstimates ListScalar() => AllSubsets.Estimates(_effects, _variances, new SubsetOptions { Threads = 1, Kernel = KernelPath.Scalar });

    [Benchmark(OperationsPerInvoke = 1 << Studies)]
    public SubsetEstimates List() => AllSubsets.Estimates(_effects, _variances, new SubsetOptions { Threads = 1 });

    [Benchmark(OperationsPerInvoke = 1 << Studies)]
    public SubsetCloud Cloud() => AllSubsets.Cloud(_effects, _variances, new SubsetOptions { Threads = 1 });
}
