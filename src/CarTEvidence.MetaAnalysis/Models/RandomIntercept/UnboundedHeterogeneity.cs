using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>What can be said where the likelihood rises as tau grows without end, the studies becoming trials with two outcomes.</summary>
/// <param name="likelihood">The log-likelihood; its supremum is that of <paramref name="share"/>.</param>
/// <param name="homogeneous">The maximum-likelihood mean at tau = 0.</param>
/// <param name="studies">Number of studies.</param>
/// <param name="share">The share of studies that pull the mean up, and its likelihood.</param>
/// <param name="level">Nominal coverage.</param>
internal sealed class UnboundedHeterogeneity(IInterceptLikelihood likelihood, double homogeneous, int studies, ShareOfStudies share, double level)
{
    private const double Farthest = 1e3;

    private readonly double _lowest = share.LogLikelihood - 0.5 * ChiSquaredDistribution.UpperQuantile(1 - level, 1);

    /// <summary>Where the mean goes with the majority of studies, −1 or +1 for its two infinities and 0 where neither has it; and the means that the likelihood does not exclude.</summary>
    public (int Side, Interval Limits) Mean()
    {
        // Whatever a finite mean is, it becomes a half of the studies as tau grows.
        var side = Math.Sign(share.Value - 0.5);
        if (side == 0 || studies * Math.Log(0.5) >= _lowest)
        {
            return (side, new Interval(double.NegativeInfinity, double.PositiveInfinity, level));
        }

        var warm = 1.0;
        double Fall(double mu)
        {
            var best = HeterogeneityCurve.Maximise(
                tau =>
                {
                    var d = likelihood.Evaluate(mu, tau);
                    return new CurvePoint(d.Value, d.Tau, d.TauTau, d.Mu, mu);
                },
                ref warm);
            return best.Value - _lowest;
        }

        // Towards the majority the likelihood rises to its supremum.
        var direction = Fall(0) < 0 ? side : -side;
        var limit = RootFinding.Bracket(Fall, 0, direction, direction * Farthest) is var (from, to) ? RootFinding.Brent(Fall, from, to, 1e-10) : direction * double.PositiveInfinity;
        return (side, side > 0 ? new Interval(limit, double.PositiveInfinity, level) : new Interval(double.NegativeInfinity, limit, level));
    }

    /// <summary>The tau² that the likelihood does not exclude: from 0 where homogeneity is not excluded, to infinity.</summary>
    public TauSquaredInterval TauSquared()
    {
        var profile = new MeanProfile(likelihood, homogeneous, 0);
        double Fall(double tau) => profile.At(tau).Value - _lowest;
        var lower = Fall(0) >= 0 ? 0
            : RootFinding.Bracket(Fall, 0, 1, Farthest) is var (from, to) ? RootFinding.Brent(Fall, from, to, 1e-10)
            : double.PositiveInfinity;
        return new TauSquaredInterval(TauSquaredIntervalMethod.ProfileLikelihood, new Interval(lower * lower, double.PositiveInfinity, level), null, null);
    }
}
