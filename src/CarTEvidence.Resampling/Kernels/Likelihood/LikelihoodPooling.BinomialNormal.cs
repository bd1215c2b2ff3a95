namespace CarTEvidence.Resampling;

public static partial class LikelihoodPooling
{
    /// <summary>Fits the binomial-normal model, events ~ Binomial(n, expit(η)) with η ~ N(μ, tau²), by maximum likelihood.</summary>
    /// <param name="events">Patients with the event, length k ≥ 2.</param>
    /// <param name="totals">Patients of each study, length k, each 1 to 65,535.</param>
    /// <param name="kernel">Which form of the kernels runs; the choice never changes a result.</param>
    /// <returns>μ, tau² and the standard error of μ from the observed information; the standard error of Hartung and Knapp is not a number.</returns>
    /// <exception cref="ArgumentException">Fewer than two studies, different lengths, or a number outside its range.</exception>
    /// <remarks>
    /// Where all or none had the event the mean is ±∞ and tau² is 0; where in every study all or none had it, tau² is ∞; single-patient studies tell nothing
    /// of tau², which is 0. The highest of the maxima reached from eight values of tau, and no heterogeneity, is taken.
    /// Hamza, van Houwelingen and Stijnen (2008), doi:10.1016/j.jclinepi.2007.03.016.
    /// </remarks>
    public static PooledFit BinomialNormal(ReadOnlySpan<int> events, ReadOnlySpan<int> totals, KernelPath kernel = KernelPath.Automatic)
    {
        StudyCheck.Events(events, totals);
        using var rule = new SinhRule();
        return BinomialNormalFits.Observed(Dispatcher.Resolve(kernel), rule, events, totals);
    }
}
