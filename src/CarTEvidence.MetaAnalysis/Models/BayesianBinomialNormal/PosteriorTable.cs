using System.Collections.Concurrent;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>
/// Posteriors of (μ, tau) of many small data sets on one fixed grid: the log-likelihood of a study is computed once for every (events, patients) that occurs,
/// and a data set costs a sum of tables instead of an exploration.
/// </summary>
/// <remarks>
/// The coordinate of μ is t = 2 arcsin √expit(μ), 0 to π, in which n patients carry the information n wherever μ is: even panels serve rare and common
/// events alike, and Beta(½, ½) is even. Quantiles agree with those of <see cref="JointPosterior"/> to about 1e-4 in the proportion, for up to
/// <see cref="MostPatients"/> patients.
/// </remarks>
internal sealed class PosteriorTable
{
    /// <summary>With more patients the posterior is narrower than the grid is good for.</summary>
    public const int MostPatients = 600;

    private const int Panels = 20;
    private const int TauPanels = 3;

    // Logs below the top at which a density is left out.
    private const double Negligible = 40;

    // Half-normal scales that the grid of tau spans.
    private const double Reach = 6;

    private readonly PanelGrid _grid = new(0, Math.PI, Panels);
    private readonly double[] _mu, _tau, _prior, _average;
    private readonly ConcurrentDictionary<(int Events, int Total), double[]> _studies = [];

    /// <summary>Makes the grid.</summary>
    /// <param name="priors">The priors; that of tau is half-normal.</param>
    public PosteriorTable(BinomialNormalPriors priors)
    {
        var tauGrid = new PanelGrid(0, Reach * priors.Tau.Scale, TauPanels);
        _tau = tauGrid.Points;
        _mu = Array.ConvertAll(_grid.Points, t => 2 * Math.Log(Math.Tan(t / 2)));
        (_prior, _average) = (new double[_tau.Length * _mu.Length], new double[_tau.Length * _mu.Length]);
        var average = new LogisticAverage();
        for (var i = 0; i < _tau.Length; i++)
        {
            for (var j = 0; j < _mu.Length; j++)
            {
                // dμ/dt = 2 / sin t.
                _prior[i * _mu.Length + j] = priors.Mean.LogDensity(_mu[j]).Value + priors.Tau.LogDensity(_tau[i]) + Math.Log(tauGrid.Weights[i] * 2 / Math.Sin(_grid.Points[j]));
                _average[i * _mu.Length + j] = average.Logit(_mu[j], _tau[i]).Value;
            }
        }
    }

    /// <summary>Whether a data set is small enough.</summary>
    public static bool Suits(int[] totals) => totals.Sum(n => (long)n) <= MostPatients;

    /// <summary>The posterior of a data set.</summary>
    public TabledPosterior Posterior(ReadOnlySpan<int> events, ReadOnlySpan<int> totals)
    {
        var density = (double[])_prior.Clone();
        for (var i = 0; i < events.Length; i++)
        {
            var study = _studies.GetOrAdd((events[i], totals[i]), Likelihood);
            for (var j = 0; j < density.Length; j++)
            {
                density[j] += study[j];
            }
        }

        var top = density.Max();
        for (var j = 0; j < density.Length; j++)
        {
            density[j] = density[j] > top - Negligible ? Math.Exp(density[j] - top) : 0;
        }

        return new TabledPosterior(_grid, _average, density);
    }

    private double[] Likelihood((int Events, int Total) study)
    {
        var likelihood = new BinomialLikelihood(study.Events, study.Total);
        var table = new double[_prior.Length];
        for (var i = 0; i < _tau.Length; i++)
        {
            var mode = 0.0;
            for (var j = 0; j < _mu.Length; j++)
            {
                InterceptIntegral.Evaluate<BinomialLikelihood, BinomialBranch>(likelihood, _mu[j], _tau[i], ref mode, QuadratureGrid.Standard, out var at);
                table[i * _mu.Length + j] = at.Value;
            }
        }

        return table;
    }
}
