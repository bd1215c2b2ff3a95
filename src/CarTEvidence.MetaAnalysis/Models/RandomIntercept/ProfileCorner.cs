namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>A quantity of interest ψ(μ, tau): its value and derivatives, packed like those of a log-likelihood.</summary>
internal delegate InterceptDerivatives InterceptFunction(double mu, double tau);

/// <summary>
/// A profile-likelihood limit found at once in (μ, tau): where the log-likelihood has fallen to its target and is stationary for a fixed ψ.
/// </summary>
/// <remarks>
/// Newton's method on the two equations √(2 (ℓmax − ℓ)) = z and ℓ_tau ψ_μ = ℓ_μ ψ_tau. D. J. Venzon, S. H. Moolgavkar, Appl. Stat. 1988;37:87–94,
/// doi:10.2307/2347496. It takes a third of the evaluations of profiling point by point, which remains the way where it fails.
/// </remarks>
internal static class ProfileCorner
{
    // Its square is beyond what matters, and it is itself above the errors of a likelihood summed over a million quadratures.
    private const double Near = 1e-6;

    /// <summary>Finds the limit inside tau &gt; 0.</summary>
    /// <param name="likelihood">The model.</param>
    /// <param name="fit">Its maximum, at tau &gt; 0.</param>
    /// <param name="interest">The quantity ψ.</param>
    /// <param name="quantile">Normal quantile of the level.</param>
    /// <param name="side">−1 for the lower limit, +1 for the upper.</param>
    /// <param name="limit">The limit of ψ.</param>
    /// <param name="tau">The tau there.</param>
    /// <returns>Whether it was found, with the likelihood at a maximum along the curve of equal ψ.</returns>
    public static bool TryFind(
        IInterceptLikelihood likelihood, InterceptMaximum fit, InterceptFunction interest, double quantile, int side, out double limit, out double tau)
    {
        (limit, tau) = (double.NaN, fit.Tau);
        if (fit.TauStandardError is not { } tauError || !double.IsFinite(tauError))
        {
            return false;
        }

        // Start on the ellipse of the quadratic approximation, where ψ is farthest.
        var psi = interest(fit.Mu, fit.Tau);
        var muError = fit.MuStandardError;
        var muStep = muError * muError * psi.Mu + fit.MuTauCovariance * psi.Tau;
        var tauStep = fit.MuTauCovariance * psi.Mu + tauError * tauError * psi.Tau;
        var scale = side * quantile / Math.Sqrt(muStep * psi.Mu + tauStep * psi.Tau);
        var mu = fit.Mu + scale * muStep;
        tau = Math.Clamp(fit.Tau + scale * tauStep, 0.3 * fit.Tau, 3 * fit.Tau);
        var estimate = psi.Value;
        for (var iteration = 0; iteration < 25; iteration++)
        {
            var l = likelihood.Evaluate(mu, tau);
            psi = interest(mu, tau);
            var root = Math.Sqrt(Math.Max(0, 2 * (fit.Derivatives.Value - l.Value)));
            if (!(root > 0))
            {
                return false;
            }

            // Jacobian of both equations; the first is multiplied by −root.
            var missing = root * (root - quantile);
            var crossing = l.Tau * psi.Mu - l.Mu * psi.Tau;
            var crossingMu = l.MuTau * psi.Mu + l.Tau * psi.MuMu - l.MuMu * psi.Tau - l.Mu * psi.MuTau;
            var crossingTau = l.TauTau * psi.Mu + l.Tau * psi.MuTau - l.MuTau * psi.Tau - l.Mu * psi.TauTau;
            var determinant = l.Mu * crossingTau - l.Tau * crossingMu;
            var dMu = (missing * crossingTau + l.Tau * crossing) / determinant;
            var dTau = (-l.Mu * crossing - missing * crossingMu) / determinant;
            if (!double.IsFinite(dMu) || !double.IsFinite(dTau))
            {
                return false;
            }

            if (Math.Abs(root - quantile) < Near && Math.Abs(dMu) <= Near * (1 + Math.Abs(mu)) && Math.Abs(dTau) <= Near * tau)
            {
                // The last step squares the error, and is below the accuracy of the next evaluation.
                limit = psi.Value + psi.Mu * dMu + psi.Tau * dTau;
                return side * (limit - estimate) > 0 && IsMaximum(l, psi);
            }

            var shrink = Math.Min(1, Math.Min((2 + 2 * tau) / Math.Abs(dMu), (dTau < 0 ? 0.7 * tau : 1.5 * tau) / Math.Abs(dTau)));
            mu += shrink * dMu;
            tau += shrink * dTau;
            if (tau < 1e-3 || tau > InterceptIntegral.LargestTau)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Whether the log-likelihood curves downward along the curve of equal ψ.</summary>
    private static bool IsMaximum(in InterceptDerivatives l, in InterceptDerivatives psi)
    {
        // Along (a, b) = (ψ_tau, −ψ_μ), with the curvature of the curve itself through the multiplier ℓ = λ ψ.
        var (a, b) = (psi.Tau, -psi.Mu);
        var multiplier = Math.Abs(psi.Mu) > Math.Abs(psi.Tau) ? l.Mu / psi.Mu : l.Tau / psi.Tau;
        return (l.MuMu - multiplier * psi.MuMu) * a * a + 2 * (l.MuTau - multiplier * psi.MuTau) * a * b + (l.TauTau - multiplier * psi.TauTau) * b * b < 0;
    }
}
