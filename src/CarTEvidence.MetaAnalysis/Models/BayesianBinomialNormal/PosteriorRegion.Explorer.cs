using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <content>The search for it.</content>
internal sealed partial record PosteriorRegion
{
    // What lies e^−30 below the top is left out.
    private const double Negligible = 30;

    // A mode this far below the top may be resolved less well.
    private const double Relevant = 20;

    // Of a wide prior little is left where the data speak: half a logit is then the measure, or less where a study is large.
    private const double LargestScale = 0.5;

    // In asinh(tau / scale).
    private const double ScanStep = 0.25;

    // A fall by more than this from one point of the scan to the next hides the peak between them.
    private const double Steep = 3;

    /// <summary>The modes of every group's μ for one tau, and the log of the mass there, per unit of asinh(tau / scale).</summary>
    private readonly record struct JointMode(ConditionalMode[] Groups, double LogMass)
    {
        public double[] Mu => Array.ConvertAll(Groups, group => group.Mu);
    }

    /// <summary>Follows the density; tau in the stretched coordinate s, tau = scale · sinh s.</summary>
    private sealed class Explorer(IReadOnlyList<IInterceptLikelihood> likelihoods, BinomialNormalPriors priors, double error)
    {
        // Marginal variances are sums of tau² and a squared error: where tau is as small as the smallest error, so must be the panels.
        private readonly double _scale = Math.Min(Math.Min(priors.Tau.Scale, error), LargestScale);

        public double Tau(double s) => _scale * Math.Sinh(s);

        /// <summary>One group's part in the region.</summary>
        public PosteriorRegion Region(int group, double low, double high, JointMode best, List<JointMode> modes, double top)
        {
            // A tau that is itself far below the top needs μ only as far as the density stays within the same distance of it.
            List<(double Low, double High)?> reaches = [.. modes.Select(mode => Negligible - (top - mode.LogMass) is > 1 and var depth
                ? (Reach(group, mode.Groups[group], -1, depth), Reach(group, mode.Groups[group], 1, depth))
                : ((double, double)?)null)];
            var known = reaches.OfType<(double Low, double High)>().ToArray();
            var finest = modes.Append(best).Where(mode => mode.LogMass > top - Relevant).Select(mode => mode.Groups[group]).MinBy(mode => mode.Width);
            return new PosteriorRegion(
                Tau(low), Tau(high), known.Min(r => r.Low), known.Max(r => r.High), finest, [.. modes.Select(mode => mode.Groups[group] with { LogMass = mode.LogMass })], reaches, _scale);
        }

        /// <summary>Where along tau the mass is, from Laplace approximations over μ: a scan, then the ends by bisection.</summary>
        public (double Low, double High, JointMode Best) TauRange(double[] starts)
        {
            List<(double S, JointMode At)> scan = [];
            var (best, top, mu) = (0, double.NegativeInfinity, starts);
            for (var s = 0.0; Tau(s) <= LargestTau; s += ScanStep)
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
            var high = above < 0 ? Math.Asinh(LargestTau / _scale) : Cross(scan[above].S, Math.Max(centre, scan[above].S - ScanStep), centre, top, peak.Mu);
            return (low, high, peak with { LogMass = top });
        }

        /// <summary>The mode of every μ given tau and the Laplace approximation of the mass there.</summary>
        public JointMode Mode(double[] starts, double tau)
        {
            var groups = new ConditionalMode[likelihoods.Count];
            var sum = priors.Tau.LogDensity(tau) + 0.5 * Math.Log(_scale * _scale + tau * tau);
            for (var group = 0; group < groups.Length; group++)
            {
                groups[group] = Mode(likelihoods[group], starts[group], tau);
                sum += groups[group].LogMass;
            }

            return new JointMode(groups, sum);
        }

        private ConditionalMode Mode(IInterceptLikelihood likelihood, double start, double tau)
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
                    var value = l.Value + prior.Value;
                    return new ConditionalMode(mu, tau, width, value, value + Math.Log(width * Math.Sqrt(2 * Math.PI)));
                }

                (low, high) = slope > 0 ? (mu, high) : (low, mu);
                var next = mu + Math.Clamp(slope / curvature, -2 - 2 * tau, 2 + 2 * tau);
                mu = next > low && next < high ? next : 0.5 * (low + high);
            }
        }

        /// <summary>How far μ reaches on one side before its density has fallen by a given depth: Newton's method from outside, where concavity keeps it.</summary>
        private double Reach(int group, ConditionalMode at, int side, double depth)
        {
            var distance = at.Width * Math.Sqrt(2 * depth);
            for (var iteration = 0; iteration < 60; iteration++)
            {
                var mu = at.Mu + side * distance;
                var l = likelihoods[group].Evaluate(mu, at.Tau);
                var prior = priors.Mean.LogDensity(mu);
                var missing = l.Value + prior.Value - at.Value + depth;
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

        /// <summary>Where between a negligible and a likely point the mass becomes negligible, to a small part of its distance from the peak.</summary>
        private double Cross(double outside, double inside, double centre, double top, double[] mu)
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
