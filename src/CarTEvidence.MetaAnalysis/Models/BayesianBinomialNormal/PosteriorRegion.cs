using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Where in (μ, tau) a posterior density is not negligible.</summary>
/// <param name="TauLow">Least tau.</param>
/// <param name="TauHigh">Largest tau.</param>
/// <param name="MuLow">Least μ over all tau.</param>
/// <param name="MuHigh">Largest μ over all tau.</param>
/// <param name="Best">The mode of μ at the likeliest tau, with its width.</param>
/// <param name="Modes">Modes of μ at tau from the least to the largest.</param>
/// <param name="Reaches">How far μ goes at each of them; <c>null</c> where the density is negligible altogether.</param>
/// <param name="TauScale">Scale of the stretched coordinate s, tau = scale · sinh s.</param>
internal sealed record PosteriorRegion(
    double TauLow,
    double TauHigh,
    double MuLow,
    double MuHigh,
    ConditionalMode Best,
    IReadOnlyList<ConditionalMode> Modes,
    IReadOnlyList<(double Low, double High)?> Reaches,
    double TauScale)
{
    // What lies e^−30 below the top is left out.
    private const double Negligible = 30;

    // Of a wide prior little is left where the data speak: half a logit is then the measure.
    private const double LargestScale = 0.5;

    // In asinh(tau / scale).
    private const double ScanStep = 0.25;

    // A fall by more than this from one point of the scan to the next hides the peak between them.
    private const double Steep = 3;

    // Taus at which the reach of μ is measured; it grows smoothly in between.
    private const int Gaps = 8;

    /// <summary>Explores a posterior.</summary>
    /// <param name="likelihood">Log-likelihood with its derivatives.</param>
    /// <param name="priors">Priors, that of μ log-concave.</param>
    /// <param name="start">A guess at μ.</param>
    public static PosteriorRegion Of(IInterceptLikelihood likelihood, BinomialNormalPriors priors, double start)
    {
        var posterior = new Explorer(likelihood, priors);
        var (low, high, best) = posterior.TauRange(start);
        var top = best.LogMass;
        List<ConditionalMode> modes = [];
        var mu = best.Mu;
        for (var i = Gaps; i >= 0; i--)
        {
            var mode = posterior.Mode(mu, posterior.Tau(low + i * (high - low) / Gaps));
            mu = mode.Mu;
            top = Math.Max(top, mode.LogMass);
            modes.Insert(0, mode);
        }

        // A tau that is itself far below the top needs μ only as far as the density stays within the same distance of it.
        List<(double Low, double High)?> reaches = [.. modes.Select(mode => Negligible - (top - mode.LogMass) is > 1 and var depth
            ? (posterior.Reach(mode, -1, depth), posterior.Reach(mode, 1, depth))
            : ((double, double)?)null)];
        var known = reaches.OfType<(double Low, double High)>().ToArray();
        return new PosteriorRegion(posterior.Tau(low), posterior.Tau(high), known.Min(r => r.Low), known.Max(r => r.High), best, modes, reaches, posterior.Scale);
    }

    /// <summary>How far μ goes at a tau between the least and the largest: as far as at the two modes around it; <c>null</c> where nothing is left.</summary>
    public (double Low, double High)? ReachAt(double tau)
    {
        var above = 0;
        while (above < Modes.Count - 1 && Modes[above].Tau < tau)
        {
            above++;
        }

        var (first, second) = (Reaches[Math.Max(0, above - 1)], Reaches[above]);
        return first is { } a && second is { } b ? (Math.Min(a.Low, b.Low), Math.Max(a.High, b.High)) : first ?? second;
    }

    /// <summary>Follows the density; tau in the stretched coordinate s, tau = scale · sinh s.</summary>
    private sealed class Explorer(IInterceptLikelihood likelihood, BinomialNormalPriors priors)
    {
        public double Scale { get; } = Math.Min(priors.Tau.Scale, LargestScale);

        public double Tau(double s) => Scale * Math.Sinh(s);

        /// <summary>Where along tau the mass is, from Laplace approximations over μ: a scan, then the ends by bisection.</summary>
        public (double Low, double High, ConditionalMode Best) TauRange(double start)
        {
            List<(double S, ConditionalMode At)> scan = [];
            var (best, top, mu) = (0, double.NegativeInfinity, start);
            for (var s = 0.0; Tau(s) <= 0.5 * InterceptIntegral.LargestTau; s += ScanStep)
            {
                var at = Mode(mu, Tau(s));
                mu = at.Mu;
                scan.Add((s, at));
                if (at.LogMass > top)
                {
                    (best, top) = (scan.Count - 1, at.LogMass);
                }

                if (at.LogMass < top - Negligible)
                {
                    break;
                }
            }

            var (centre, peak) = (scan[best].S, scan[best].At);
            if ((best > 0 && scan[best - 1].At.LogMass < top - Steep) || (best + 1 < scan.Count && scan[best + 1].At.LogMass < top - Steep))
            {
                // A posterior narrower than the scan: climb to its highest point.
                var found = Maximisation.Brent(s => Mode(peak.Mu, Tau(s)).LogMass, Math.Max(0, centre - ScanStep), centre + ScanStep, 1e-3);
                if (found.Value > top)
                {
                    (centre, top) = found;
                    peak = Mode(peak.Mu, Tau(centre));
                }
            }

            var below = scan.FindLastIndex(p => p.S < centre && p.At.LogMass < top - Negligible);
            var above = scan.FindIndex(p => p.S > centre && p.At.LogMass < top - Negligible);
            var low = below < 0 ? 0 : Cross(scan[below].S, Math.Min(centre, scan[below].S + ScanStep), centre, top, peak.Mu);
            var high = above < 0 ? Math.Asinh(0.5 * InterceptIntegral.LargestTau / Scale) : Cross(scan[above].S, Math.Max(centre, scan[above].S - ScanStep), centre, top, peak.Mu);
            return (low, high, peak with { LogMass = top });
        }

        /// <summary>The mode of μ given tau and the Laplace approximation of the mass there.</summary>
        public ConditionalMode Mode(double start, double tau)
        {
            // The density is log-concave, but in the tails of a beta prior so straight that a plain Newton step may go anywhere.
            var (low, high) = (double.NegativeInfinity, double.PositiveInfinity);
            var mu = start;
            for (var iteration = 0; ; iteration++)
            {
                var l = likelihood.Evaluate(mu, tau);
                var prior = priors.Mean.LogDensity(mu);
                var slope = l.Mu + prior.First;
                var curvature = -(l.MuMu + prior.Second);
                var width = 1 / Math.Sqrt(curvature);
                if (Math.Abs(slope) * width < 0.05 || iteration == 100)
                {
                    var value = l.Value + prior.Value + priors.Tau.LogDensity(tau);
                    return new ConditionalMode(mu, tau, width, value, Stretched(value + Math.Log(width * Math.Sqrt(2 * Math.PI)), tau));
                }

                (low, high) = slope > 0 ? (mu, high) : (low, mu);
                var next = mu + Math.Clamp(slope / curvature, -2 - 2 * tau, 2 + 2 * tau);
                mu = next > low && next < high ? next : 0.5 * (low + high);
            }
        }

        /// <summary>How far μ reaches on one side before its density has fallen by a given depth: Newton's method from outside, where concavity keeps it.</summary>
        public double Reach(ConditionalMode at, int side, double depth)
        {
            var distance = at.Width * Math.Sqrt(2 * depth);
            for (var iteration = 0; iteration < 60; iteration++)
            {
                var mu = at.Mu + side * distance;
                var l = likelihood.Evaluate(mu, at.Tau);
                var prior = priors.Mean.LogDensity(mu);
                var missing = l.Value + prior.Value + priors.Tau.LogDensity(at.Tau) - at.Value + depth;
                if (missing > 0)
                {
                    distance *= 1.5;
                }
                else if (missing > -0.15 * depth)
                {
                    break;
                }
                else
                {
                    // A tenth of slack on the way in, so that the end stays outside.
                    distance -= 0.9 * Math.Min(missing / (side * (l.Mu + prior.First)), 0.5 * distance);
                }
            }

            return at.Mu + side * distance;
        }

        private double Stretched(double logMass, double tau) => logMass + 0.5 * Math.Log(Scale * Scale + tau * tau);

        /// <summary>Where between a negligible and a likely point the mass becomes negligible, to a small part of its distance from the peak.</summary>
        private double Cross(double outside, double inside, double centre, double top, double mu)
        {
            while (Math.Abs(outside - inside) > 0.05 * Math.Abs(outside - centre))
            {
                var middle = 0.5 * (outside + inside);
                (outside, inside) = Mode(mu, Tau(middle)).LogMass > top - Negligible ? (outside, middle) : (middle, inside);
            }

            return outside;
        }
    }
}
