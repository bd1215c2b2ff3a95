using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Resampling;

namespace CarTEvidence.Benchmarks.MetaAnalysis;

/// <summary>What does a selection model cost, by the function of the p-value that it has? Baseline: one step.</summary>
[MemoryDiagnoser]
[HideColumns(Column.Error, Column.StdDev, Column.RatioSD)]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByParams)]
public class SelectionModelBenchmarks
{
    private FunnelData _data = null!;

    [Params(20, 1_000)]
    public int Studies { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        var draws = new RandomDraws(seed: 1, replicate: 0);
        var variance = new double[Studies];
        var effect = new double[Studies];
        for (var i = 0; i < Studies; i++)
        {
            variance[i] = 0.02 + 0.003 * draws.NextIndex(100);
            effect[i] = draws.NextNormal(0.3, Math.Sqrt(0.09 + variance[i]));
        }

        _data = new FunnelData(effect, variance);
    }

    [Benchmark(Baseline = true)]
    public SelectionModel Step() => Fit(SelectionFunction.Step);

    [Benchmark]
    public SelectionModel Beta() => Fit(SelectionFunction.Beta);

    [Benchmark]
    public SelectionModel NegativeExponential() => Fit(SelectionFunction.NegativeExponential);

    [Benchmark]
    public SelectionModel Logistic() => Fit(SelectionFunction.Logistic);

    private SelectionModel Fit(SelectionFunction function) => SmallStudyEffects.SelectionModel(_data, new() { Function = function });
}
