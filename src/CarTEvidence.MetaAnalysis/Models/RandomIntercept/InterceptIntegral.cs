using System.Runtime.Intrinsics;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>One study's marginal likelihood ∫ L(μ + tau u) φ(u) du and its derivatives, by adaptive quadrature.</summary>
/// <remarks>
/// Derivatives are posterior moments of u (Louis): with s the score of ℓ and k its information at η = μ + tau u,
/// ∂μ = E s, ∂tau = E u s, ∂μμ = −E k + Var s, ∂μtau = −E u k + Cov(s, u s), ∂tautau = −E u² k + Var(u s),
/// so that Newton's method sees the likelihood itself rather than the quadrature. T. A. Louis, J. R. Stat. Soc. B 1982;44:226–233.
/// </remarks>
internal static class InterceptIntegral
{
    /// <summary>Largest tau the grid reaches; beyond it, a between-study standard deviation has no meaning left.</summary>
    public const double LargestTau = 1e4;

    // Points contribute nothing to a double below this many units of log under the peak.
    private const double Negligible = 38;

    private const double LogSqrtTwoPi = 0.91893853320467274178;

    /// <summary>Log marginal likelihood and derivatives of one study.</summary>
    /// <param name="study">Its log-likelihood in η.</param>
    /// <param name="mu">Mean of η.</param>
    /// <param name="tau">Standard deviation of η, 0 to <see cref="LargestTau"/>.</param>
    /// <param name="mode">In: a guess at the mode of the integrand in u, for example from the last call. Out: the mode.</param>
    /// <param name="grid">Points of the rule.</param>
    /// <param name="result">Receives value and derivatives.</param>
    public static void Evaluate<TStudy, TBranch>(
        in TStudy study, double mu, double tau, ref double mode, QuadratureGrid grid, out InterceptDerivatives result)
        where TStudy : struct, ICountLikelihood<TBranch>
        where TBranch : struct, ILikelihoodBranch
    {
        if (tau == 0)
        {
            AtZero<TStudy, TBranch>(study, mu, out result);
            return;
        }

        var width = FindMode<TStudy, TBranch>(study, mu, tau, ref mode);
        var centre = mode;
        var scale = width;
        if (width * tau > 1)
        {
            // The integrand is wider than the place where the likelihood changes: put the finest spacing there.
            centre = Math.Clamp((study.Peak - mu) / tau, mode - 5 * width, mode + 5 * width);
            scale = Math.Min(2 / tau, width);
        }

        var eta = mu + tau * centre;
        var atCentre = study.Value(eta) - 0.5 * centre * centre;
        var top = centre == mode ? 0 : study.Value(mu + tau * mode) - 0.5 * mode * mode - atCentre;
        var (score, information) = study.Slope(eta);
        var sums = new PosteriorSums(score, information, centre, grid.Step * scale);
        Side(study.Branch(eta, 1), 1, tau, centre, mode, scale, top - Negligible, grid, ref sums);
        Side(study.Branch(eta, -1), -1, tau, centre, mode, scale, top - Negligible, grid, ref sums);
        sums.Finish(atCentre - LogSqrtTwoPi, out result);
    }

    /// <summary>Without heterogeneity η = μ: u keeps its standard normal moments.</summary>
    private static void AtZero<TStudy, TBranch>(in TStudy study, double mu, out InterceptDerivatives result)
        where TStudy : struct, ICountLikelihood<TBranch>
        where TBranch : struct, ILikelihoodBranch
    {
        var (score, information) = study.Slope(mu);
        result = new InterceptDerivatives { Value = study.Value(mu), Mu = score, MuMu = -information, TauTau = score * score - information };
    }

    /// <summary>The u that maximises ℓ(μ + tau u) − u²/2, to a hundredth of the width that it returns.</summary>
    private static double FindMode<TStudy, TBranch>(in TStudy study, double mu, double tau, ref double mode)
        where TStudy : struct, ICountLikelihood<TBranch>
        where TBranch : struct, ILikelihoodBranch
    {
        // ℓ is concave, so the root of tau s(μ + tau u) − u lies between 0 and tau s(μ).
        var far = tau * study.Slope(mu).Score;
        return ConcaveMode.Find(new Integrand<TStudy, TBranch>(study, mu, tau), Math.Min(0, far), Math.Max(0, far), ref mode);
    }

    private static void Side<TBranch>(
        in TBranch branch, double side, double tau, double centre, double mode, double scale, double floor, QuadratureGrid grid, ref PosteriorSums sums)
        where TBranch : struct, ILikelihoodBranch
    {
        var distances = grid.Distance;
        var weights = grid.Weight;
        var scales = Vector512.Create(scale);
        var slopes = Vector512.Create(side * centre);
        for (var j = 0; j < distances.Length; j += Vector512<double>.Count)
        {
            var d = scales * Vector512.LoadUnsafe(ref distances[j]);
            branch.Follow(Vector512.Create(tau) * d, out var change, out var score, out var information);
            var exponent = change - d * (slopes + 0.5 * d);
            if (Vector512.LessThanAll(exponent, Vector512.Create(floor)) && side * (centre - mode) + d[0] > 0)
            {
                return;
            }

            var w = Vector512.LoadUnsafe(ref weights[j]) * Vector512.Exp(exponent);
            sums.Add(w, Vector512.Create(centre) + Vector512.Create(side) * d, score, information);
        }
    }

    /// <summary>The slope of ℓ(μ + tau u) − u²/2.</summary>
    private readonly struct Integrand<TStudy, TBranch>(TStudy study, double mu, double tau) : IConcaveSlope
        where TStudy : struct, ICountLikelihood<TBranch>
        where TBranch : struct, ILikelihoodBranch
    {
        private readonly TStudy _study = study;

        public (double Slope, double Curvature) At(double u)
        {
            var (score, information) = _study.Slope(mu + tau * u);
            return (tau * score - u, 1 + tau * tau * information);
        }
    }
}
