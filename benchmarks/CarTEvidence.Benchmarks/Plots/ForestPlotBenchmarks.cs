using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;

namespace CarTEvidence.Benchmarks.Plots;

/// <summary>How long does a forest plot take, from the pooled effect to the file's bytes? Baseline: layout and scene alone.</summary>
[MemoryDiagnoser]
[HideColumns(Column.Error, Column.StdDev, Column.RatioSD)]
public class ForestPlotBenchmarks
{
    private PooledEffect _effect = null!;

    [Params(12, 300)]
    public int Studies { get; set; }

    [GlobalSetup]
    public void Pool() => _effect = Pooling.Proportions(
        new ProportionData(Enumerable.Range(1, Studies).Select(i => $"Author {i} 2025"), Enumerable.Range(1, Studies).Select(i => (long)(i % 5)), Enumerable.Range(1, Studies).Select(i => 5L + i % 20)));

    [Benchmark(Baseline = true)]
    public Figure Scene() => _effect.ForestPlot();

    [Benchmark]
    public string Svg() => _effect.ForestPlot().ToSvg();

    [Benchmark]
    public byte[] Pdf() => _effect.ForestPlot().ToPdf();
}
