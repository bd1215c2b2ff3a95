using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Resampling;

namespace CarTEvidence.Benchmarks.MetaAnalysis;

/// <summary>Is a random-effects fit linear in the number of studies, in time and in memory? Baseline: the closed-form estimator on the same data.</summary>
[MemoryDiagnoser]
[HideColumns(Column.Error, Column.StdDev, Column.RatioSD)]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByParams)]
public class RandomEffectsBenchmarks
{
    private ProportionData _data = null!;
    private Moderators _year = Moderators.None;

    [Params(20, 1_000, 1_000_000)]
    public int Studies { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        var draws = new RandomDraws(seed: 1, replicate: 0);
        var total = new long[Studies];
        var events = new long[Studies];
        for (var i = 0; i < Studies; i++)
        {
            var proportion = 1 / (1 + Math.Exp(-draws.NextNormal(mean: 1, standardDeviation: 0.7)));
            total[i] = 5 + draws.NextIndex(45);
            events[i] = draws.NextBinomial((int)total[i], proportion);
        }

        _year = Moderators.None.With("year", Enumerable.Range(0, Studies).Select(i => 2010.0 + i % 17));
        _data = new ProportionData(Enumerable.Range(1, Studies).Select(i => $"study {i}"), events, total);
    }

    [Benchmark(Baseline = true)]
    public PooledEffect DerSimonianLaird() => Fit(TauSquaredEstimator.DerSimonianLaird);

    [Benchmark]
    public PooledEffect Reml() => Fit(TauSquaredEstimator.Reml);

    [Benchmark]
    public PooledEffect RemlRegression() =>
        Pooling.Proportions(_data, new() { Model = ProportionModel.Random, Interval = IntervalMethod.Hksj }, moderators: _year);

    private PooledEffect Fit(TauSquaredEstimator estimator) =>
        Pooling.Proportions(_data, new() { Model = ProportionModel.Random, TauSquared = estimator, Interval = IntervalMethod.Hksj });
}
