using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Models.BayesianBinomialNormal;

/// <summary>The posterior of (μ, tau) by plain trapezoidal rules, tau by tau, without a grid made for the data.</summary>
/// <remarks>
/// The axis of tau is its logarithm, where the integrand decays on both sides. That of μ is cut at a place of interest, and a half-line is mapped by x ↦ exp(x − e^−x),
/// under which the rule converges exponentially whether the density falls like a normal one or like the tail of a beta prior, and however near the cut it does.
/// </remarks>
internal sealed class PlainPosterior
{
    private const double TauStep = 0.2;
    private const double MuStep = 0.08;

    private readonly Func<double, double, double> _log;
    private readonly BinomialNormalPriors _priors;
    private readonly Slice[] _slices;

    /// <param name="logLikelihood">Of (μ, tau).</param>
    /// <param name="priors">The priors.</param>
    /// <param name="leastTau">Nothing of account lies below.</param>
    /// <param name="mostTau">Nothing of account lies above.</param>
    public PlainPosterior(Func<double, double, double> logLikelihood, BinomialNormalPriors priors, double leastTau, double mostTau)
    {
        _log = (mu, tau) => logLikelihood(mu, tau) + priors.Mean.LogDensity(mu).Value;
        _priors = priors;
        var steps = (int)Math.Ceiling(Math.Log(mostTau / leastTau) / TauStep);
        _slices = [.. Enumerable.Range(0, steps + 1).Select(i => Cut(leastTau * Math.Exp(i * TauStep)))];
        var top = _slices.Max(s => s.LogMass);
        var total = _slices.Sum(s => Math.Exp(s.LogMass - top));
        Evidence = top + Math.Log(total);
        _slices = [.. _slices.Select(s => s with { Weight = Math.Exp(s.LogMass - Evidence) })];
    }

    /// <summary>Log probability of the data.</summary>
    public double Evidence { get; }

    /// <summary>E f(μ, tau), f smooth in μ.</summary>
    public double Expect(Func<double, double, double> f) => _slices.Sum(s => s.Weight <= 1e-14 ? 0 : s.Weight * (Half(s, s.Mode, -1, f) + Half(s, s.Mode, 1, f)) / s.Mass);

    /// <summary>P(μ ≤ cut(tau)): the smaller side at each tau is integrated.</summary>
    public double Below(Func<double, double> cut) => _slices.Sum(s =>
    {
        if (s.Weight <= 1e-14)
        {
            return 0;
        }

        var place = cut(s.Tau);
        var tail = Half(s, place, place < s.Mode ? -1 : 1, (_, _) => 1) / s.Mass;
        return s.Weight * (place < s.Mode ? tail : 1 - tail);
    });

    /// <summary>P(η ≤ at) of a new study: its random effect averaged over, cut there where it is narrower than the density of μ.</summary>
    public double NewStudyBelow(double at) => _slices.Sum(s =>
    {
        if (s.Weight <= 1e-14)
        {
            return 0;
        }

        double Step(double mu, double tau) => NormalDistribution.Lower((at - mu) / tau);
        var cut = s.Tau < 0.5 * s.Width && Math.Abs(at - s.Mode) < 10 * s.Width ? at : s.Mode;
        return s.Weight * (Half(s, cut, -1, Step) + Half(s, cut, 1, Step)) / s.Mass;
    });

    /// <summary>The integral over one side of a cut, relative to the density at the mode.</summary>
    private double Half(Slice slice, double cut, int side, Func<double, double, double> f)
    {
        var tau = slice.Tau;
        var unit = Math.Max(1e-9, Math.Min(1, tau));
        var sum = 0.0;
        for (var x = -3.0; x <= 7 - Math.Log(unit); x += MuStep)
        {
            var distance = unit * Math.Exp(x - Math.Exp(-x));
            var log = _log(cut + side * distance, tau) - slice.Value;
            if (log < -50 && side * (cut + side * distance - slice.Mode) > 0)
            {
                // The density is log-concave: nothing comes after.
                break;
            }

            sum += Math.Exp(log) * f(cut + side * distance, tau) * MuStep * distance * (1 + Math.Exp(-x));
        }

        return sum;
    }

    private Slice Cut(double tau)
    {
        var mode = Maximisation.Brent(mu => _log(mu, tau), -40, 40, 1e-9).Point;
        var value = _log(mode, tau);
        var bare = new Slice(tau, mode, value, 0, 0, 0, 0);
        var mass = Half(bare, mode, -1, (_, _) => 1) + Half(bare, mode, 1, (_, _) => 1);
        return new Slice(tau, mode, value, mass / Math.Sqrt(2 * Math.PI), mass, value + Math.Log(mass * tau * TauStep) + _priors.Tau.LogDensity(tau), 0);
    }

    private readonly record struct Slice(double Tau, double Mode, double Value, double Width, double Mass, double LogMass, double Weight);
}
