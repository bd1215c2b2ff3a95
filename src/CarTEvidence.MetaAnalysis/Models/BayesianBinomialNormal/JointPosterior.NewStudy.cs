using System.Runtime.Intrinsics;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <content>A new study.</content>
internal sealed partial class JointPosterior
{
    private static readonly GaussRule Normal = GaussRule.Hermite(31);

    // Below this tau the grid of μ is too coarse for a step of that width: there the distribution of μ is averaged over the normal instead.
    private double NarrowTau => 0.5 * _width;

    /// <summary>P(logit in a new study ≤ <paramref name="logit"/>), and the density there.</summary>
    public (double Below, double Density) NewStudy(double logit)
    {
        var (below, density) = (0.0, 0.0);
        for (var i = 0; i < Tau.Length; i++)
        {
            if (_mass[i] > NegligibleMass)
            {
                var (b, d) = Tau[i] < NarrowTau ? NarrowNewStudy(logit, i) : WideNewStudy(logit, i);
                below += _mass[i] * b;
                density += _mass[i] * d;
            }
        }

        return (below, density);
    }

    /// <summary>The logit in a new study below which probability <paramref name="p"/> lies.</summary>
    /// <remarks>Newton's method on the logit of the probability, whose slope the density is, kept inside a bracket.</remarks>
    public double NewStudyQuantile(double p)
    {
        var (low, high) = (Mu[0] - 9 * Tau[^1], Mu[^1] + 9 * Tau[^1]);
        var mean = ExpectMu(mu => mu);
        var variance = ExpectMu(mu => (mu - mean) * (mu - mean)) + _mass.Zip(Tau, (m, t) => m * t * t).Sum();
        var at = Math.Clamp(mean + NormalDistribution.Quantile(p) * Math.Sqrt(variance), low, high);
        for (var iteration = 0; iteration < 200; iteration++)
        {
            var (below, density) = NewStudy(at);
            (low, high) = below < p ? (at, high) : (low, at);
            var odds = Logistic.Logit(below) - Logistic.Logit(p);
            var step = -odds * below * (1 - below) / density;
            var next = at + step;
            if (!(next > low && next < high))
            {
                next = 0.5 * (low + high);
            }

            // Newton's last step squares its error.
            if (Math.Abs(next - at) <= 1e-6 * (1 + Math.Abs(at)))
            {
                return next;
            }

            at = next;
        }

        return at;
    }

    /// <summary>The random effect is wider than the grid of μ: its distribution is averaged over μ.</summary>
    private (double Below, double Density) WideNewStudy(double logit, int tau)
    {
        var precision = Vector512.Create(1 / Tau[tau]);
        var (below, density) = (Vector512<double>.Zero, Vector512<double>.Zero);
        for (var j = _span[tau].From; j < _span[tau].To; j += Vector512<double>.Count)
        {
            var weight = Vector512.LoadUnsafe(ref _muGrid.Weights[j]) * Vector512.LoadUnsafe(ref _conditional[tau][j]);
            var z = (Vector512.Create(logit) - Vector512.LoadUnsafe(ref Mu[j])) * precision;
            var exponential = Vector512.Exp(-0.5 * z * z);
            below += weight * NormalDistribution.Lower(z, exponential);
            density += weight * exponential;
        }

        return (Vector512.Sum(below), Vector512.Sum(density) * precision[0] * Math.Exp(-NormalDistribution.LogSqrtTwoPi));
    }

    /// <summary>The random effect is narrower than the grid of μ: the distribution of μ is averaged over it.</summary>
    private (double Below, double Density) NarrowNewStudy(double logit, int tau)
    {
        var (below, density) = (0.0, 0.0);
        for (var j = 0; j < Normal.Nodes.Length; j++)
        {
            var mu = logit - Tau[tau] * Normal.Nodes.Span[j];
            below += Normal.Weights.Span[j] * _muGrid.UpTo(Stretch(mu), _conditional[tau], _before[tau]);
            density += Normal.Weights.Span[j] * Density(mu, _conditional[tau]);
        }

        return (below, density);
    }
}
