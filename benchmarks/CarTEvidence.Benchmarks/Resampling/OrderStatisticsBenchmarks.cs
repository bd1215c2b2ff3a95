using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using CarTEvidence.Resampling;

namespace CarTEvidence.Benchmarks.Resampling;

/// <summary>How long do the two limits of a percentile interval of a million replicates take? Baseline: the scalar specification; sorting for comparison.</summary>
[MemoryDiagnoser]
[HideColumns(Column.Error, Column.StdDev, Column.RatioSD)]
public class OrderStatisticsBenchmarks
{
    private const int Count = 1_000_000;

    private static readonly long[] Ranks = [Count / 40, Count - (Count / 40)];

    private readonly double[] _values = new double[Count], _copy = new double[Count];

    [GlobalSetup]
    public void Draw()
    {
        var draws = new RandomDraws(seed: 4, replicate: 0);
        for (int i = 0; i < Count; i++)
        {
            _values[i] = draws.NextNormal(1.4, 0.2);
        }
    }

    [Benchmark(Baseline = true)]
    public double[] Scalar() => OrderStatistics.Select(_values, Ranks, KernelPath.Scalar);

    [Benchmark]
    public double[] Automatic() => OrderStatistics.Select(_values, Ranks);

    [Benchmark]
    public double Sort()
    {
        _values.CopyTo(_copy, 0);
        Array.Sort(_copy);
        return _copy[Ranks[0]] + _copy[Ranks[1]];
    }
}
