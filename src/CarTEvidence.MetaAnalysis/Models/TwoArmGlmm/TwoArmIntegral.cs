using System.Runtime.Intrinsics;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>One study's likelihood of both arms, ∫ L₁(α + θ + tau u/2) L₂(α − tau u/2) φ(u) du, and its derivatives in (α, θ, tau).</summary>
/// <remarks>
/// The rule is that of <see cref="InterceptIntegral"/>: points along sinh(t) about the mode or, where the integrand is wide, about the place where the likelihood changes,
/// so that no tau costs more than another. Derivatives are posterior moments of u, with a = s₁ + s₂, m = s₁ and t = u (s₁ − s₂)/2 as the scores of α, θ and tau.
/// </remarks>
internal static class TwoArmIntegral
{
    // Points contribute nothing to a double below this many units of log under the peak.
    private const double Negligible = 38;

    private const double LogSqrtTwoPi = 0.91893853320467274178;

    /// <summary>Log of the integral and derivatives.</summary>
    /// <param name="study">The arms.</param>
    /// <param name="alpha">The study effect: log odds under control where u = 0.</param>
    /// <param name="theta">The log odds ratio where u = 0.</param>
    /// <param name="tau">Standard deviation of the log odds ratio, 0 to <see cref="InterceptIntegral.LargestTau"/>.</param>
    /// <param name="mode">In: a guess at the mode of the integrand in u. Out: the mode.</param>
    /// <param name="result">Receives value and derivatives.</param>
    public static void Evaluate(in TwoArmStudy study, double alpha, double theta, double tau, ref double mode, out TwoArmDerivatives result)
    {
        if (tau == 0)
        {
            AtZero(study, alpha, theta, out result);
            return;
        }

        var half = 0.5 * tau;
        var width = FindMode(study, alpha, theta, half, ref mode);
        var centre = mode;
        var scale = width;
        if (width * half > 1)
        {
            // Wider than the place where the likelihood changes: the finest spacing goes to the nearer arm's.
            var (treated, control) = ((study.Treated.Peak - alpha - theta) / half, (alpha - study.Control.Peak) / half);
            var nearer = Math.Abs(treated - mode) < Math.Abs(control - mode) ? treated : control;
            centre = Math.Clamp(nearer, mode - 5 * width, mode + 5 * width);
            scale = Math.Min(2 / half, width);
        }

        var (eta1, eta2) = (alpha + theta + half * centre, alpha - half * centre);
        var atCentre = study.Treated.Value(eta1) + study.Control.Value(eta2) - 0.5 * centre * centre;
        var top = centre == mode
            ? 0
            : study.Treated.Value(alpha + theta + half * mode) + study.Control.Value(alpha - half * mode) - 0.5 * mode * mode - atCentre;
        var grid = QuadratureGrid.Standard;
        var (s1, k1) = study.Treated.Slope(eta1);
        var (s2, k2) = study.Control.Slope(eta2);
        var sums = new TwoArmSums(grid.Step * scale, 0.5 * centre, s1, s2, k1, k2);
        foreach (var side in (ReadOnlySpan<int>)[1, -1])
        {
            Side(study.Treated.Branch(eta1, side), study.Control.Branch(eta2, -side), side, half, centre, mode, scale, top - Negligible, grid, ref sums);
        }

        sums.Finish(atCentre - LogSqrtTwoPi, out result);
    }

    /// <summary>Without heterogeneity u keeps its normal moments: E (u/2)² = 1/4.</summary>
    private static void AtZero(in TwoArmStudy study, double alpha, double theta, out TwoArmDerivatives result)
    {
        var (s1, k1) = study.Treated.Slope(alpha + theta);
        var (s2, k2) = study.Control.Slope(alpha);
        var own = new InterceptDerivatives
        {
            Value = study.Treated.Value(alpha + theta) + study.Control.Value(alpha),
            Mu = s1,
            MuMu = -k1,
            TauTau = 0.25 * ((s1 - s2) * (s1 - s2) - k1 - k2),
        };
        result = new TwoArmDerivatives(own, s1 + s2, -k1 - k2, -k1, 0);
    }

    private static double FindMode(in TwoArmStudy study, double alpha, double theta, double half, ref double mode)
    {
        // Three concave terms: their maximum lies between the three's own, and between 0 and the slope there, the last term's curvature being 1.
        var integrand = new Integrand(study, alpha, theta, half);
        var far = integrand.At(0).Slope;
        var (treated, control) = ((study.Treated.Maximum - alpha - theta) / half, (alpha - study.Control.Maximum) / half);
        var low = Math.Max(Math.Min(0, far), Math.Min(0, Math.Min(treated, control)));
        var high = Math.Min(Math.Max(0, far), Math.Max(0, Math.Max(treated, control)));
        return ConcaveMode.Find(integrand, low, high, ref mode);
    }

    private static void Side(
        in BinomialBranch treated, in BinomialBranch control, int side, double half, double centre, double mode, double scale, double floor, QuadratureGrid grid, ref TwoArmSums sums)
    {
        var distances = grid.Distance;
        var weights = grid.Weight;
        for (var j = 0; j < distances.Length; j += Vector512<double>.Count)
        {
            var d = scale * Vector512.LoadUnsafe(ref distances[j]);
            treated.Follow(half * d, out var change1, out var s1, out var k1);
            control.Follow(half * d, out var change2, out var s2, out var k2);
            var exponent = change1 + change2 - d * (Vector512.Create(side * centre) + 0.5 * d);
            if (Vector512.LessThanAll(exponent, Vector512.Create(floor)) && side * (centre - mode) + d[0] > 0)
            {
                return;
            }

            var w = Vector512.LoadUnsafe(ref weights[j]) * Vector512.Exp(exponent);
            sums.Add(w, 0.5 * (Vector512.Create(centre) + (double)side * d), s1, s2, k1, k2);
        }
    }

    /// <summary>The slope of the log integrand in u.</summary>
    private readonly struct Integrand(TwoArmStudy study, double alpha, double theta, double half) : IConcaveSlope
    {
        private readonly TwoArmStudy _study = study;

        public (double Slope, double Curvature) At(double u)
        {
            var (s1, k1) = _study.Treated.Slope(alpha + theta + half * u);
            var (s2, k2) = _study.Control.Slope(alpha - half * u);
            return (half * (s1 - s2) - u, 1 + half * half * (k1 + k2));
        }
    }
}
