using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The log-likelihood at every point of a grid in (μ, tau).</summary>
/// <remarks>
/// Most studies go through <see cref="SmoothedLikelihoods"/>; those with very many patients, or so far from the others that their integrand lies outside its points,
/// are integrated one by one.
/// </remarks>
internal sealed class PosteriorGrid
{
    // Studies that share one computation of the random effect's density: its cost is spread, and their values stay in the processor's cache.
    private const int Block = 64;

    // A study whose random effect is farther out than this, in standard deviations, is integrated by itself; so is one whose likelihood nearly vanishes.
    private const double FarOut = 3;
    private const double Vanishing = -600;

    // Where the density is e^−15 below its top, six digits more or less do not matter.
    private const double Relevant = 15;

    private readonly InterceptLikelihood<BinomialLikelihood, BinomialBranch> _likelihood;
    private readonly DistinctStudies _studies;
    private readonly double[] _counts;
    private readonly (int Index, BinomialLikelihood Study)[] _shared;
    private readonly int[] _alone;
    private readonly PosteriorRegion _region;

    /// <summary>Sorts the studies.</summary>
    public PosteriorGrid(DistinctStudies studies, InterceptLikelihood<BinomialLikelihood, BinomialBranch> likelihood, PosteriorRegion region)
    {
        _likelihood = likelihood;
        _region = region;
        _studies = studies;
        _counts = studies.Counts;
        int[] all = [.. Enumerable.Range(0, studies.Pairs.Length)];
        _alone = [.. all.Where(i => studies.Pairs[i].Total > SmoothedLikelihoods.MostPatients || IsFarOut(i, region))];
        _shared = [.. all.Except(_alone).Select(i => (i, new BinomialLikelihood(studies.Pairs[i].Events, studies.Pairs[i].Total)))];
    }

    /// <summary>Whether a study bounds tau: it has events and non-events.</summary>
    public bool Bounds(int index) => _studies.Pairs[index].Events > 0 && _studies.Pairs[index].Events < _studies.Pairs[index].Total;

    /// <summary>How many studies do.</summary>
    public double BoundingStudies() => Enumerable.Range(0, _counts.Length).Sum(i => Bounds(i) ? _counts[i] : 0);

    /// <summary>Whole panels of the grid of μ in which the density at a tau is not negligible, as a range of indices.</summary>
    public (int From, int To) Span(double tau, double[] mu)
    {
        if (_region.ReachAt(tau) is not var (low, high))
        {
            return (0, 0);
        }

        var from = Array.FindLastIndex(mu, m => m <= low);
        var to = Array.FindIndex(mu, m => m >= high);
        return (Math.Max(0, from) / PanelGrid.Order * PanelGrid.Order, to < 0 ? mu.Length : (to / PanelGrid.Order + 1) * PanelGrid.Order);
    }

    /// <summary>The sum over studies, and the logit of the average proportion E expit(μ + tau Z): one row a tau, one entry a μ.</summary>
    /// <returns>Outside of <see cref="Span"/> the log-likelihood is −∞ and the average is not defined.</returns>
    public (double[][] LogLikelihood, double[][] Average) Evaluate(double[] tau, double[] mu)
    {
        var values = Array.ConvertAll(tau, _ => new double[mu.Length]);
        var averages = Array.ConvertAll(tau, _ => new double[mu.Length]);

        // An event in one patient of a study has the average proportion for its probability: two more studies, whose counts are of no account.
        (int Index, BinomialLikelihood Study)[] all = [(-1, new BinomialLikelihood(1, 1)), (-1, new BinomialLikelihood(0, 1)), .. _shared];
        var first = true;
        foreach (var block in all.Chunk(Block))
        {
            var smoothed = new SmoothedLikelihoods([.. block.Select(s => s.Study)], mu);
            for (var i = 0; i < tau.Length; i++)
            {
                var (from, to) = Span(tau[i], mu);
                if (to > from)
                {
                    Add(block, smoothed.Log(tau[i], from, to), values[i], first ? averages[i] : null, from, to);
                }
            }

            first = false;
        }

        for (var i = 0; i < tau.Length; i++)
        {
            var (from, to) = Span(tau[i], mu);
            values[i].AsSpan(0, from).Fill(double.NegativeInfinity);
            values[i].AsSpan(to).Fill(double.NegativeInfinity);
            foreach (var index in _alone)
            {
                var row = Alone(index, tau[i], mu);
                for (var j = from; j < to; j++)
                {
                    values[i][j] += _counts[index] * row[j];
                }
            }
        }

        return (values, averages);
    }

    /// <summary>The log-likelihood of one distinct study after the other: its index and one row a tau, of which only the entries in <see cref="Span"/> count.</summary>
    public IEnumerable<(int Index, double[][] Log)> Each(double[] tau, double[] mu)
    {
        foreach (var block in _shared.Chunk(Block))
        {
            var smoothed = new SmoothedLikelihoods([.. block.Select(s => s.Study)], mu);
            var rows = Array.ConvertAll(tau, t => Span(t, mu) is var (from, to) && to > from ? smoothed.Log(t, from, to) : []);
            for (var s = 0; s < block.Length; s++)
            {
                yield return (block[s].Index, Array.ConvertAll(rows, row => row.Length == 0 ? [] : row[s]));
            }
        }

        foreach (var index in _alone)
        {
            yield return (index, Array.ConvertAll(tau, t => Alone(index, t, mu)));
        }
    }

    private double[] Alone(int index, double tau, double[] mu)
    {
        var row = new double[mu.Length];
        var (from, to) = Span(tau, mu);
        for (var j = from; j < to; j++)
        {
            row[j] = _likelihood.EvaluateOne(index, mu[j], tau).Value;
        }

        return row;
    }

    private void Add((int Index, BinomialLikelihood Study)[] block, double[][] logs, double[] values, double[]? averages, int from, int to)
    {
        for (var j = from; averages is not null && j < to; j++)
        {
            averages[j] = logs[0][j] - logs[1][j];
        }

        for (var s = averages is null ? 0 : 2; s < block.Length; s++)
        {
            var (count, log) = (_counts[block[s].Index], logs[s]);
            for (var j = from; j < to; j++)
            {
                values[j] += count * log[j];
            }
        }
    }

    /// <summary>The posterior mean of u is tau times the score: it tells how many standard deviations out a study is.</summary>
    private bool IsFarOut(int index, PosteriorRegion region)
    {
        var top = region.Modes.Max(m => m.LogMass);
        foreach (var mode in region.Modes.Where(m => m.LogMass > top - Relevant))
        {
            var at = _likelihood.EvaluateOne(index, mode.Mu, mode.Tau);
            if (Math.Abs(mode.Tau * at.Mu) > FarOut || at.Value < Vanishing)
            {
                return true;
            }
        }

        return false;
    }
}
