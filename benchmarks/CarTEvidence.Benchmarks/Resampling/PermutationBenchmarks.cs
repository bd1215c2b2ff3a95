using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using CarTEvidence.Resampling;

namespace CarTEvidence.Benchmarks.Resampling;

/// <summary>How long does a random order of a moderator take, tie test and regression included? Baseline: the scalar specification.</summary>
[MemoryDiagnoser]
[HideColumns(Column.Error, Column.StdDev, Column.RatioSD)]
public class PermutationBenchmarks
{
    private const int Orders = 16_384;

    private double[] _effects = null!, _variances = null!, _moderator = null!;

    [Params(8, 20, 32)]
    public int Studies { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        var draws = new RandomDraws(seed: 3, replicate: 0);
        (_effects, _variances, _moderator) = (new double[Studies], new double[Studies], new double[Studies]);
        for (int i = 0; i < Studies; i++)
        {
            _variances[i] = 0.1 + draws.NextUniform();
            _effects[i] = draws.NextNormal(1, Math.Sqrt(0.5 + _variances[i]));
            _moderator[i] = draws.NextNormal();
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Orders)]
    public PermutationResult Scalar() => Run(KernelPath.Scalar);

    [Benchmark(OperationsPerInvoke = Orders)]
    public PermutationResult Automatic() => Run(KernelPath.Automatic);

    private PermutationResult Run(KernelPath kernel) => PermutationTest.Slope(
        _effects, _variances, _moderator, new PermutationOptions { Replicates = Orders, ExactWhenFew = false, Threads = 1, Kernel = kernel });
}
