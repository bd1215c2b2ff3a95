using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.MetaAnalysis.Models;
using CarTEvidence.Resampling;

namespace CarTEvidence.Benchmarks.MetaAnalysis;

/// <summary>
/// What does a binomial-normal fit with all its profile-likelihood intervals cost? Baseline: the log-likelihood once, written plainly in scalar code to the same
/// accuracy, without derivatives; beside it the engine's likelihood once, with first and second derivatives.
/// </summary>
[MemoryDiagnoser]
[HideColumns(Column.Error, Column.StdDev, Column.RatioSD)]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByParams)]
public class BinomialNormalBenchmarks
{
    private const double Mu = 1;
    private const double Tau = 0.7;

    private ProportionData _data = null!;
    private InterceptLikelihood<BinomialLikelihood, BinomialBranch> _likelihood = null!;

    [Params(8, 20, 100, 1_000)]
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
            total[i] = 5 + draws.NextIndex(45);
            events[i] = draws.NextBinomial((int)total[i], proportion);
        }

        _data = new ProportionData(Enumerable.Range(1, Studies).Select(i => $"study {i}"), events, total);
        var distinct = new DistinctStudies(_data);
        _likelihood = new([.. distinct.Pairs.Select(p => new BinomialLikelihood(p.Events, p.Total))], distinct.Counts);
    }

    [Benchmark(Baseline = true)]
    public double PlainLikelihood()
    {
        var sum = 0.0;
        for (var i = 0; i < _data.Count; i++)
        {
            sum += Plain(_data.Events[i], _data.Total[i]);
        }

        return sum;
    }

    [Benchmark]
    public double LikelihoodWithDerivatives() => _likelihood.Evaluate(Mu, Tau).Value;

    [Benchmark]
    public PooledEffect FitWithProfileIntervals() => Pooling.Proportions(_data);

    [Benchmark]
    public PooledEffect FitWithWaldIntervals() => Pooling.Proportions(_data, new() { Interval = IntervalMethod.Wald });

    /// <summary>The trapezoidal rule around the mode, a fifth of the narrowest width apart, until nothing is left to add.</summary>
    private static double Plain(double events, double total)
    {
        static double Log(double events, double total, double u)
        {
            var eta = Mu + Tau * u;
            return events * eta - total * Math.Log(1 + Math.Exp(eta)) - 0.5 * u * u;
        }

        double mode = 0, width = 1;
        for (var i = 0; i < 20; i++)
        {
            var p = 1 / (1 + Math.Exp(-Mu - Tau * mode));
            var curvature = 1 + Tau * Tau * total * p * (1 - p);
            width = 1 / Math.Sqrt(curvature);
            mode += (Tau * (events - total * p) - mode) / curvature;
        }

        var top = Log(events, total, mode);
        var step = 0.2 * Math.Min(width, 1 / Tau);
        var sum = 1.0;
        for (var side = -1; side <= 1; side += 2)
        {
            for (var j = 1; ; j++)
            {
                var log = Log(events, total, mode + side * j * step) - top;
                if (log < -38)
                {
                    break;
                }

                sum += Math.Exp(log);
            }
        }

        return top + Math.Log(sum * step / Math.Sqrt(2 * Math.PI));
    }
}
