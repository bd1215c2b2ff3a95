using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The joint posterior density of (μ, tau) on a grid of panels, and the distributions that follow from it.</summary>
/// <remarks>
/// Both axes are hyperbolic sines of evenly divided panels: fine where the density is, coarse along its tails. <see cref="PosteriorRegion"/> says how far they go,
/// <see cref="SmoothedLikelihoods"/> what the likelihood is at their points.
/// </remarks>
internal sealed partial class JointPosterior
{
    private const double NegligibleMass = 1e-15;

    // At least so many panels of tau, none longer than this in asinh(tau / scale): quantiles of tau then have eight digits or more.
    private const int TauPanels = 7;
    private const double TauPanelLength = 0.6;

    // In t, where μ = centre + width sinh t: eight points a panel then give quantiles to 1e-8.
    private const double PanelLength = 0.45;

    private readonly BinomialNormalPriors _priors;
    private readonly double _centre;
    private readonly double _width;
    private readonly double _tauScale;
    private readonly PanelGrid _muGrid;
    private readonly PanelGrid _tauGrid;

    // Mass of each tau node (density times weight), and for each the density of t given tau, where μ = centre + width sinh t.
    private readonly double[] _mass;
    private readonly double[][] _conditional;

    // The logit of the average at each point, and which points of each tau are not negligible.
    private readonly double[][] _average;
    private readonly (int From, int To)[] _span;
    private readonly double[] _tauDensity;
    private readonly double[] _muDensity;

    /// <summary>Explores the posterior and normalises it.</summary>
    /// <param name="studies">Distinct studies and their counts.</param>
    /// <param name="likelihood">Their log-likelihood.</param>
    /// <param name="priors">Priors.</param>
    /// <param name="start">A guess at μ.</param>
    public JointPosterior(
        DistinctStudies studies, InterceptLikelihood<BinomialLikelihood, BinomialBranch> likelihood, BinomialNormalPriors priors, double start)
    {
        _priors = priors;
        var region = PosteriorRegion.Of(likelihood, priors, start);
        (_centre, _width) = (region.Best.Mu, region.Best.Width);
        _tauScale = region.TauScale;
        var (least, most) = (Math.Asinh(region.TauLow / _tauScale), Math.Asinh(region.TauHigh / _tauScale));
        _tauGrid = new PanelGrid(least, most, Math.Max(TauPanels, (int)Math.Ceiling((most - least) / TauPanelLength)));
        Tau = Array.ConvertAll(_tauGrid.Points, s => _tauScale * Math.Sinh(s));
        var (first, last) = (Stretch(region.MuLow), Stretch(region.MuHigh));
        _muGrid = new PanelGrid(first, last, Math.Max(8, (int)Math.Ceiling((last - first) / PanelLength)));
        Mu = Array.ConvertAll(_muGrid.Points, t => _centre + _width * Math.Sinh(t));
        var grid = new PosteriorGrid(studies, likelihood, region);
        _span = Array.ConvertAll(Tau, tau => grid.Span(tau, Mu));
        (_conditional, _average) = grid.Evaluate(Tau, Mu);
        var muPrior = Array.ConvertAll(Mu, mu => priors.Mean.LogDensity(mu).Value);
        var top = double.NegativeInfinity;
        for (var i = 0; i < Tau.Length; i++)
        {
            var tauPrior = priors.Tau.LogDensity(Tau[i]);
            for (var j = 0; j < Mu.Length; j++)
            {
                _conditional[i][j] += muPrior[j] + tauPrior;
                top = Math.Max(top, _conditional[i][j]);
            }
        }

        _mass = new double[Tau.Length];
        for (var i = 0; i < Tau.Length; i++)
        {
            _mass[i] = Normalise(_conditional[i], top) * _tauGrid.Weights[i] * _tauScale * Math.Cosh(_tauGrid.Points[i]);
        }

        var total = _mass.Sum();
        _muDensity = new double[Mu.Length];
        for (var i = 0; i < Tau.Length; i++)
        {
            _mass[i] /= total;
            for (var j = 0; j < Mu.Length; j++)
            {
                _muDensity[j] += _mass[i] * _conditional[i][j];
            }
        }

        _tauDensity = [.. _mass.Zip(_tauGrid.Weights, (m, w) => m / w)];
        Evidence = top + Math.Log(total);
    }

    /// <summary>Log of the probability of the data under the priors.</summary>
    public double Evidence { get; }

    /// <summary>Points of tau.</summary>
    public double[] Tau { get; }

    /// <summary>Points of μ.</summary>
    public double[] Mu { get; }

    /// <summary>Posterior expectation of a function of μ.</summary>
    public double ExpectMu(Func<double, double> f)
    {
        var sum = 0.0;
        for (var j = 0; j < Mu.Length; j++)
        {
            sum += _muGrid.Weights[j] * _muDensity[j] * f(Mu[j]);
        }

        return sum;
    }

    /// <summary>Posterior mean of tau.</summary>
    public double TauMean => _mass.Zip(Tau, (m, t) => m * t).Sum();

    /// <summary>P(μ ≤ <paramref name="mu"/>).</summary>
    public double MuBelow(double mu) => _muGrid.UpTo(Stretch(mu), _muDensity);

    /// <summary>The μ below which probability <paramref name="p"/> lies.</summary>
    public double MuQuantile(double p) => Quantile(MuBelow, p, Mu[0], Mu[^1]);

    /// <summary>The tau below which probability <paramref name="p"/> lies.</summary>
    public double TauQuantile(double p) =>
        Quantile(tau => _tauGrid.UpTo(Math.Asinh(tau / _tauScale), _tauDensity), p, 0, Tau[^1]);

    /// <summary>P(μ ≤ f(μ′)) for an independent posterior of μ′ and an increasing f, integrated on the finer of both grids.</summary>
    /// <param name="other">The posterior of μ′.</param>
    /// <param name="f">Increasing.</param>
    /// <param name="inverse">Its inverse.</param>
    public double LessThan(JointPosterior other, Func<double, double> f, Func<double, double> inverse) => other._width <= _width
        ? other.ExpectMu(mu => MuBelow(f(mu)))
        : 1 - ExpectMu(mu => other.MuBelow(inverse(mu)));

    private static double Quantile(Func<double, double> below, double p, double low, double high, double tolerance = 1e-12)
    {
        if (below(low) >= p)
        {
            return low;
        }

        return below(high) <= p ? high : RootFinding.Brent(x => below(x) - p, low, high, tolerance);
    }

    private double Stretch(double mu) => Math.Asinh((mu - _centre) / _width);

    /// <summary>From log densities of μ to densities of t that integrate to 1; returns the integral before, relative to the top.</summary>
    private double Normalise(double[] row, double top)
    {
        var sum = 0.0;
        for (var j = 0; j < row.Length; j++)
        {
            row[j] = Math.Exp(row[j] - top) * _width * Math.Cosh(_muGrid.Points[j]);
            sum += _muGrid.Weights[j] * row[j];
        }

        if (sum > 0)
        {
            for (var j = 0; j < row.Length; j++)
            {
                row[j] /= sum;
            }
        }

        return sum;
    }
}
