using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The joint posterior density of (μ, tau) on a grid of panels, and the distributions that follow from it.</summary>
/// <remarks>
/// Both axes are hyperbolic sines of evenly divided panels: fine where the density is, coarse along its tails. For a given tau the posterior of μ is
/// log-concave, so its mode and the reach of its tails are found by Newton's method and bisection; what lies e^−30 below the top is left out.
/// </remarks>
internal sealed partial class JointPosterior
{
    private const double Negligible = 30;
    private const int TauPanels = 5;

    // In t, where μ = centre + width sinh t: eight points a panel then give quantiles to 1e-8.
    private const double PanelLength = 0.45;

    private static readonly GaussRule Normal = GaussRule.Hermite(31);

    private readonly IInterceptLikelihood _likelihood;
    private readonly BinomialNormalPriors _priors;
    private readonly double _centre;
    private readonly double _width;
    private readonly PanelGrid _muGrid;

    // Mass of each tau node (density times weight), and for each the density of t given tau, where μ = centre + width sinh t.
    private readonly double[] _mass;
    private readonly double[][] _conditional;
    private readonly PanelGrid _tauGrid;
    private readonly double[] _tauDensity;
    private readonly double[] _muDensity;

    /// <summary>Explores the posterior and normalises it.</summary>
    public JointPosterior(IInterceptLikelihood likelihood, BinomialNormalPriors priors, double start)
    {
        _likelihood = likelihood;
        _priors = priors;
        var scale = priors.Tau.Scale;
        var (low, high, best) = TauRange(start, scale);
        var tauGrid = new PanelGrid(Math.Asinh(low / scale), Math.Asinh(high / scale), TauPanels);
        Tau = Array.ConvertAll(tauGrid.Points, s => scale * Math.Sinh(s));
        var modes = new Conditional[Tau.Length];
        var mu = best.Mu;
        for (var i = 0; i < Tau.Length; i++)
        {
            modes[i] = Mode(mu, Tau[i]);
            mu = modes[i].Mu;
        }

        _centre = best.Mu;
        _width = best.Width;
        var top = modes.Max(m => m.LogMass);
        var reaches = Array.ConvertAll(modes, m => m.LogMass < top - Negligible ? default : (Low: Reach(m, -1), High: Reach(m, 1)));
        var kept = reaches.Where(r => r.High > r.Low).ToArray();
        var (first, last) = (Stretch(kept.Min(r => r.Low)), Stretch(kept.Max(r => r.High)));
        _muGrid = new PanelGrid(first, last, Math.Max(8, (int)Math.Ceiling((last - first) / PanelLength)));
        Mu = Array.ConvertAll(_muGrid.Points, t => _centre + _width * Math.Sinh(t));
        _mass = new double[Tau.Length];
        _conditional = new double[Tau.Length][];
        var total = 0.0;
        for (var i = 0; i < Tau.Length; i++)
        {
            _conditional[i] = new double[Mu.Length];
            var sum = 0.0;
            for (var j = 0; j < Mu.Length; j++)
            {
                if (Mu[j] >= reaches[i].Low && Mu[j] <= reaches[i].High)
                {
                    var density = Math.Exp(LogDensity(Mu[j], Tau[i]) - top) * _width * Math.Cosh(_muGrid.Points[j]);
                    _conditional[i][j] = density;
                    sum += _muGrid.Weights[j] * density;
                }
            }

            _mass[i] = sum * tauGrid.Weights[i] * scale * Math.Cosh(tauGrid.Points[i]);
            total += _mass[i];
            if (sum > 0)
            {
                for (var j = 0; j < Mu.Length; j++)
                {
                    _conditional[i][j] /= sum;
                }
            }
        }

        for (var i = 0; i < _mass.Length; i++)
        {
            _mass[i] /= total;
        }

        _tauGrid = tauGrid;
        _tauDensity = [.. _mass.Zip(tauGrid.Weights, (m, w) => m / w)];
        _muDensity = new double[Mu.Length];
        for (var i = 0; i < Tau.Length; i++)
        {
            for (var j = 0; j < Mu.Length; j++)
            {
                _muDensity[j] += _mass[i] * _conditional[i][j];
            }
        }

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
        Quantile(tau => _tauGrid.UpTo(Math.Asinh(tau / _priors.Tau.Scale), _tauDensity), p, 0, Tau[^1]);

    /// <summary>P(logit of the average over studies ≤ <paramref name="logit"/>).</summary>
    public double AverageBelow(double logit)
    {
        var average = new LogisticAverage();
        var (sum, mu) = (0.0, logit);
        for (var i = 0; i < Tau.Length; i++)
        {
            if (_mass[i] > 1e-15)
            {
                mu = average.Solve(logit, Tau[i], mu, out _);
                sum += _mass[i] * _muGrid.UpTo(Stretch(mu), _conditional[i]);
            }
        }

        return sum;
    }

    /// <summary>The logit of the average over studies below which probability <paramref name="p"/> lies.</summary>
    public double AverageQuantile(double p) => Quantile(AverageBelow, p, Math.Min(Mu[0], 0), Math.Max(Mu[^1], 0), 1e-9);

    /// <summary>P(logit in a new study ≤ <paramref name="logit"/>).</summary>
    public double NewStudyBelow(double logit)
    {
        // Where tau is small the grid of μ is too coarse for a step of that width: average the distribution of μ over the normal instead.
        var sum = ExpectFrom(_width / 2, (mu, tau) => NormalDistribution.Lower((logit - mu) / tau));
        for (var i = 0; i < Tau.Length && Tau[i] < _width / 2; i++)
        {
            for (var j = 0; j < Normal.Nodes.Length; j++)
            {
                sum += _mass[i] * Normal.Weights.Span[j] * _muGrid.UpTo(Stretch(logit - Tau[i] * Normal.Nodes.Span[j]), _conditional[i]);
            }
        }

        return sum;
    }

    /// <summary>The logit in a new study below which probability <paramref name="p"/> lies.</summary>
    public double NewStudyQuantile(double p) => Quantile(NewStudyBelow, p, Mu[0] - 9 * Tau[^1], Mu[^1] + 9 * Tau[^1], 1e-9);

    /// <summary>Posterior expectation of a function of (μ, tau).</summary>
    public double Expect(Func<double, double, double> f) => ExpectFrom(0, f);

    private double ExpectFrom(double leastTau, Func<double, double, double> f)
    {
        var sum = 0.0;
        for (var i = 0; i < Tau.Length; i++)
        {
            if (_mass[i] < 1e-15 || Tau[i] < leastTau)
            {
                continue;
            }

            var inner = 0.0;
            for (var j = 0; j < Mu.Length; j++)
            {
                if (_conditional[i][j] > 0)
                {
                    inner += _muGrid.Weights[j] * _conditional[i][j] * f(Mu[j], Tau[i]);
                }
            }

            sum += _mass[i] * inner;
        }

        return sum;
    }

    private static double Quantile(Func<double, double> below, double p, double low, double high, double tolerance = 1e-12)
    {
        if (below(low) >= p)
        {
            return low;
        }

        return below(high) <= p ? high : RootFinding.Brent(x => below(x) - p, low, high, tolerance);
    }

    private double Stretch(double mu) => Math.Asinh((mu - _centre) / _width);

    private double LogDensity(double mu, double tau) => _likelihood.Evaluate(mu, tau).Value + _priors.Mean.LogDensity(mu).Value + _priors.Tau.LogDensity(tau);

    /// <summary>Where along tau the posterior is, from Laplace approximations over μ: a scan, then the ends by bisection.</summary>
    private (double Low, double High, Conditional Best) TauRange(double start, double scale)
    {
        var step = 0.25;
        List<(double S, Conditional At)> scan = [];
        var mu = start;
        Conditional best = default;
        for (var s = 0.0; ; s += step)
        {
            var tau = scale * Math.Sinh(s);
            if (tau > 0.5 * InterceptIntegral.LargestTau)
            {
                break;
            }

            var at = Mode(mu, tau);
            at = at with { LogMass = at.LogMass + Math.Log(scale * Math.Cosh(s)) };
            mu = at.Mu;
            scan.Add((s, at));
            if (scan.Count == 1 || at.LogMass > best.LogMass)
            {
                best = at;
            }

            if (at.LogMass < best.LogMass - Negligible)
            {
                break;
            }
        }

        // A posterior narrower than the scan is found from its highest point: the ends are then where it has fallen away on both sides.
        var index = scan.FindIndex(p => p.At.LogMass == best.LogMass);
        var peak = Maximisation.Brent(s => Level(s, best.Mu, scale), Math.Max(0, scan[index].S - step), scan[index].S + step, 1e-4);
        var top = Math.Max(peak.Value, best.LogMass);
        best = Mode(best.Mu, scale * Math.Sinh(peak.Value >= best.LogMass ? peak.Point : scan[index].S));
        var centre = peak.Value >= scan[index].At.LogMass ? peak.Point : scan[index].S;
        var low = Level(0, best.Mu, scale) > top - Negligible ? 0 : Cross(0, centre, top, best.Mu, scale);
        var end = scan[^1].S;
        var high = scan[^1].At.LogMass > top - Negligible ? end : Cross(end, centre, top, best.Mu, scale);
        return (scale * Math.Sinh(low), scale * Math.Sinh(high), best);
    }

    private double Level(double s, double mu, double scale) => Mode(mu, scale * Math.Sinh(s)).LogMass + Math.Log(scale * Math.Cosh(s));

    /// <summary>Where between a negligible and a likely point the mass becomes negligible, to a hundredth of their distance.</summary>
    private double Cross(double outside, double inside, double top, double mu, double scale)
    {
        for (var i = 0; i < 10; i++)
        {
            var middle = 0.5 * (outside + inside);
            (outside, inside) = Level(middle, mu, scale) > top - Negligible ? (outside, middle) : (middle, inside);
        }

        return outside;
    }

    /// <summary>The mode of μ given tau and the Laplace approximation of the mass there.</summary>
    private Conditional Mode(double start, double tau)
    {
        var mu = start;
        for (var iteration = 0; ; iteration++)
        {
            var l = _likelihood.Evaluate(mu, tau);
            var prior = _priors.Mean.LogDensity(mu);
            var curvature = -(l.MuMu + prior.Second);
            var step = (l.Mu + prior.First) / curvature;
            var width = 1 / Math.Sqrt(curvature);
            if (Math.Abs(step) < 0.01 * width || iteration == 60)
            {
                var value = l.Value + prior.Value + _priors.Tau.LogDensity(tau);
                return new Conditional(mu, tau, width, value, value + Math.Log(width * Math.Sqrt(2 * Math.PI)));
            }

            mu += Math.Clamp(step, -1 - tau, 1 + tau);
        }
    }

    /// <summary>How far μ reaches on one side before its density is negligible: by doubling, then bisection.</summary>
    private double Reach(Conditional at, int side)
    {
        var (inside, distance) = (0.0, 4 * at.Width);
        while (LogDensity(at.Mu + side * distance, at.Tau) > at.Value - Negligible)
        {
            (inside, distance) = (distance, 2 * distance);
        }

        for (var i = 0; i < 4; i++)
        {
            var middle = 0.5 * (inside + distance);
            (inside, distance) = LogDensity(at.Mu + side * middle, at.Tau) > at.Value - Negligible ? (middle, distance) : (inside, middle);
        }

        return at.Mu + side * distance;
    }

    /// <summary>The mode of μ for one tau.</summary>
    private readonly record struct Conditional(double Mu, double Tau, double Width, double Value, double LogMass);
}
