namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Where in (μ, tau) a posterior density is not negligible.</summary>
/// <param name="TauLow">Least tau.</param>
/// <param name="TauHigh">Largest tau.</param>
/// <param name="MuLow">Least μ over all tau.</param>
/// <param name="MuHigh">Largest μ over all tau.</param>
/// <param name="Finest">The narrowest of the modes that matter: the grid of μ must resolve it.</param>
/// <param name="Modes">Modes of μ at tau from the least to the largest, with the mass that all groups have there.</param>
/// <param name="Reaches">How far μ goes at each of them; <c>null</c> where the density is negligible altogether.</param>
/// <param name="TauScale">Scale of the stretched coordinate s, tau = scale · sinh s.</param>
internal sealed partial record PosteriorRegion(
    double TauLow,
    double TauHigh,
    double MuLow,
    double MuHigh,
    ConditionalMode Finest,
    IReadOnlyList<ConditionalMode> Modes,
    IReadOnlyList<(double Low, double High)?> Reaches,
    double TauScale)
{
    /// <summary>tau goes no farther.</summary>
    public const double LargestTau = 0.5 * InterceptIntegral.LargestTau;

    // Taus at which the reach of μ is measured, at least so many and no farther apart than this in asinh(tau / scale); it grows smoothly in between.
    private const int LeastGaps = 8;
    private const double LongestGap = 0.7;

    /// <summary>Explores the posterior of one tau and a mean for each of several groups of studies; one region a group, of the same tau.</summary>
    /// <param name="likelihoods">Log-likelihood of each group, with its derivatives.</param>
    /// <param name="priors">Priors, that of μ log-concave and the same for every group.</param>
    /// <param name="starts">A guess at the μ of each group.</param>
    /// <param name="error">The smallest standard error of a study: the likelihood changes with tau over lengths no shorter.</param>
    public static PosteriorRegion[] Of(IReadOnlyList<IInterceptLikelihood> likelihoods, BinomialNormalPriors priors, double[] starts, double error)
    {
        var posterior = new Explorer(likelihoods, priors, error);
        var (low, high, best) = posterior.TauRange(starts);
        List<JointMode> modes = [];
        var mu = best.Mu;
        var gaps = Math.Max(LeastGaps, (int)Math.Ceiling((high - low) / LongestGap));
        for (var i = gaps; i >= 0; i--)
        {
            var mode = posterior.Mode(mu, posterior.Tau(low + i * (high - low) / gaps));
            mu = mode.Mu;
            modes.Insert(0, mode);
        }

        var top = Math.Max(best.LogMass, modes.Max(mode => mode.LogMass));
        return [.. likelihoods.Select((_, group) => posterior.Region(group, low, high, best, modes, top))];
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
}
