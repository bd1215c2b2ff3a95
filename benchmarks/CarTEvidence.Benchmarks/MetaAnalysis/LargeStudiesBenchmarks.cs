using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.MetaAnalysis.Models;
using CarTEvidence.Resampling;

namespace CarTEvidence.Benchmarks.MetaAnalysis;

/// <summary>
/// What do studies of up to a million patients cost the binomial-normal model, no two of them alike? Baseline: the likelihood with its derivatives, study by study;
/// beside it informative studies eight at a time, and the fit with all its profile-likelihood intervals.
/// </summary>
[MemoryDiagnoser]
[HideColumns(Column.Error, Column.StdDev, Column.RatioSD)]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByParams)]
public class LargeStudiesBenchmarks
{
    private const double Mu = 0.5;
    private const double Tau = 0.8;
    private const int FewestPatients = 1_000;
    private const int MostPatients = 1_000_000;

    private ProportionData _data = null!;
    private InterceptLikelihood<BinomialLikelihood, BinomialBranch> _oneByOne = null!;
    private BinomialNormalLikelihood _together = null!;

    [Params(1_000, 100_000)]
    public int Studies { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        var draws = new RandomDraws(seed: 1, replicate: 0);
        var total = new long[Studies];
        var events = new long[Studies];
        for (var i = 0; i < Studies; i++)
        {
            var proportion = 1 / (1 + Math.Exp(-draws.NextNormal(Mu, Tau)));
            total[i] = FewestPatients + draws.NextIndex(MostPatients - FewestPatients);
            events[i] = draws.NextBinomial((int)total[i], proportion);
        }

        _data = new ProportionData(Enumerable.Range(1, Studies).Select(i => $"study {i}"), events, total);
        var distinct = new DistinctStudies(_data);
        _oneByOne = new([.. distinct.Pairs.Select(p => new BinomialLikelihood(p.Events, p.Total))], distinct.Counts);
        _together = new BinomialNormalLikelihood(distinct);
    }

    [Benchmark(Baseline = true)]
    public double LikelihoodOneByOne() => _oneByOne.Evaluate(Mu, Tau).Value;

    [Benchmark]
    public double LikelihoodEightAtATime() => _together.Evaluate(Mu, Tau).Value;

    [Benchmark]
    public PooledEffect FitWithProfileIntervals() => Pooling.Proportions(_data);
}
