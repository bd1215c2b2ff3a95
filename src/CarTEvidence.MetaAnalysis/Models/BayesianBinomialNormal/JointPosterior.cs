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

    // For each tau: the density of t given tau, where μ = centre + width sinh t, its integral up to each panel, and the log of what it was divided by.
    private readonly double[][] _conditional;
    private readonly double[][] _before;
    private readonly double[] _logMass;

    // The logit of the average at each point, and which points of each tau are not negligible.
    private readonly double[][] _average;
    private readonly (int From, int To)[] _span;

    private readonly PosteriorGrid _grid;

    // Mass of each tau node, density times weight: subgroups with one tau share the array.
    private double[] _mass = [];

    // The posterior of tau falls as tau to the power of minus this and one more: a study with events and non-events falls as 1 / tau, one that is all or none not at all.
    private double _tailExponent;
    private double[] _tauDensity = [];
    private double[] _muDensity = [];

    private JointPosterior(DistinctStudies studies, InterceptLikelihood<BinomialLikelihood, BinomialBranch> likelihood, BinomialNormalPriors priors, PosteriorRegion region)
    {
        _priors = priors;
        (_centre, _width) = (region.Finest.Mu, region.Finest.Width);
        _tauScale = region.TauScale;
        var (least, most) = (Math.Asinh(region.TauLow / _tauScale), Math.Asinh(region.TauHigh / _tauScale));
        _tauGrid = new PanelGrid(least, most, Math.Max(TauPanels, (int)Math.Ceiling((most - least) / TauPanelLength)));
        Tau = Array.ConvertAll(_tauGrid.Points, s => _tauScale * Math.Sinh(s));
        var (first, last) = (Stretch(region.MuLow), Stretch(region.MuHigh));
        _muGrid = new PanelGrid(first, last, Math.Max(8, (int)Math.Ceiling((last - first) / PanelLength)));
        Mu = Array.ConvertAll(_muGrid.Points, t => _centre + _width * Math.Sinh(t));
        _grid = new PosteriorGrid(studies, likelihood, region);
        _span = Array.ConvertAll(Tau, tau => _grid.Span(tau, Mu));
        (_conditional, _average) = _grid.Evaluate(Tau, Mu);
        var prior = Mu.Select((mu, j) => priors.Mean.LogDensity(mu).Value + Math.Log(_width * Math.Cosh(_muGrid.Points[j]))).ToArray();
        _logMass = Array.ConvertAll(_conditional, row => Normalise(row, prior));
        _before = Array.ConvertAll(_conditional, row => _muGrid.BeforePanels(row));
    }

    /// <summary>The posterior of one mean and tau.</summary>
    public static JointPosterior Of(DistinctStudies studies, BinomialNormalPriors priors) => Shared([studies], priors)[0];

    /// <summary>The posterior of a mean for each of several groups of studies and one tau, as that of each mean with tau.</summary>
    /// <remarks>
    /// Given tau the groups are independent: what a group says of tau is its likelihood integrated over its own mean, and the posterior of tau is proportional to the
    /// prior times the product of these.
    /// </remarks>
    public static JointPosterior[] Shared(IReadOnlyList<DistinctStudies> groups, BinomialNormalPriors priors)
    {
        var likelihoods = groups.Select(group => new InterceptLikelihood<BinomialLikelihood, BinomialBranch>(
            Array.ConvertAll(group.Pairs, p => new BinomialLikelihood(p.Events, p.Total)), group.Counts)).ToArray();
        var error = groups.Min(group => group.Pairs.Min(p => StandardError(p.Events, p.Total)));
        var regions = PosteriorRegion.Of(likelihoods, priors, [.. groups.Select(Start)], error);
        JointPosterior[] posteriors = [.. groups.Select((group, i) => new JointPosterior(group, likelihoods[i], priors, regions[i]))];
        var bounding = posteriors.Sum(p => p._grid.BoundingStudies());
        Array.ForEach(posteriors, p => p._tailExponent = priors.Tau.TailExponent + bounding);
        var one = posteriors[0];
        var logs = one.Tau.Select((tau, i) => priors.Tau.LogDensity(tau) + posteriors.Sum(p => p._logMass[i])).ToArray();
        one.Weigh(logs);
        foreach (var other in posteriors.Skip(1))
        {
            (other._mass, other._tauDensity, other.Evidence) = (one._mass, one._tauDensity, one.Evidence);
            other._muDensity = other.Mix();
        }

        return posteriors;
    }

    /// <summary>Log of the probability of the data, of all groups that share tau, under the priors.</summary>
    public double Evidence { get; private set; }

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

    /// <summary>Posterior mean of tau; <c>null</c> where it is infinite.</summary>
    public double? TauMean => _tailExponent > 1 ? _mass.Zip(Tau, (m, t) => m * t).Sum() : null;

    /// <summary>The posterior probability of a tau beyond those that are integrated over, from the power by which its density falls.</summary>
    public double BeyondLargestTau => double.IsInfinity(_tailExponent) || _tauGrid.High < Math.Asinh(PosteriorRegion.LargestTau / _tauScale) * (1 - 1e-12)
        ? 0
        : TauDensity(Tau[^1]) * Tau[^1] / _tailExponent;

    /// <summary>P(μ ≤ <paramref name="mu"/>).</summary>
    public double MuBelow(double mu) => _muGrid.UpTo(Stretch(mu), _muDensity);

    /// <summary>The μ below which probability <paramref name="p"/> lies.</summary>
    public double MuQuantile(double p) => Quantile(MuBelow, p, Mu[0], Mu[^1]);

    /// <summary>The tau below which probability <paramref name="p"/> lies.</summary>
    public double TauQuantile(double p) =>
        Quantile(tau => _tauGrid.UpTo(Math.Asinh(tau / _tauScale), _tauDensity), p, 0, Tau[^1]);

    private static double Quantile(Func<double, double> below, double p, double low, double high, double tolerance = 1e-12)
    {
        if (below(low) >= p)
        {
            return low;
        }

        return below(high) <= p ? high : RootFinding.Brent(x => below(x) - p, low, high, tolerance);
    }

    /// <summary>Of one study's logit, where its likelihood is highest or half an event from it.</summary>
    private static double StandardError(long events, long total)
    {
        var study = new BinomialLikelihood(events, total);
        return 1 / Math.Sqrt(study.Slope(study.Peak).Information);
    }

    /// <summary>The logit of the pooled counts.</summary>
    private static double Start(DistinctStudies studies)
    {
        double events = 0, total = 0;
        for (var i = 0; i < studies.Pairs.Length; i++)
        {
            events += studies.Counts[i] * studies.Pairs[i].Events;
            total += studies.Counts[i] * studies.Pairs[i].Total;
        }

        return Math.Log((events + 0.5) / (total - events + 0.5));
    }

    private double Stretch(double mu) => Math.Asinh((mu - _centre) / _width);

    /// <summary>From log-likelihoods to densities of t that integrate to 1; returns the log of the integral before, −∞ where nothing is left.</summary>
    private double Normalise(double[] row, double[] prior)
    {
        var top = double.NegativeInfinity;
        for (var j = 0; j < row.Length; j++)
        {
            row[j] += prior[j];
            top = Math.Max(top, row[j]);
        }

        if (double.IsNegativeInfinity(top))
        {
            Array.Clear(row);
            return top;
        }

        var sum = 0.0;
        for (var j = 0; j < row.Length; j++)
        {
            row[j] = Math.Exp(row[j] - top);
            sum += _muGrid.Weights[j] * row[j];
        }

        for (var j = 0; j < row.Length; j++)
        {
            row[j] /= sum;
        }

        return top + Math.Log(sum);
    }

    /// <summary>The posterior of tau from logs of its density, up to a constant, and that of μ which follows.</summary>
    private void Weigh(double[] logs)
    {
        var top = logs.Max();
        _mass = new double[logs.Length];
        for (var i = 0; i < logs.Length; i++)
        {
            _mass[i] = Math.Exp(logs[i] - top) * _tauGrid.Weights[i] * _tauScale * Math.Cosh(_tauGrid.Points[i]);
        }

        var total = _mass.Sum();
        for (var i = 0; i < logs.Length; i++)
        {
            _mass[i] /= total;
        }

        _tauDensity = [.. _mass.Zip(_tauGrid.Weights, (m, w) => m / w)];
        _muDensity = Mix();
        Evidence = top + Math.Log(total);
    }

    /// <summary>The density of t averaged over tau.</summary>
    private double[] Mix()
    {
        var density = new double[Mu.Length];
        for (var i = 0; i < _mass.Length; i++)
        {
            for (var j = 0; j < density.Length; j++)
            {
                density[j] += _mass[i] * _conditional[i][j];
            }
        }

        return density;
    }
}
