namespace CarTEvidence.Resampling;

/// <summary>Plain likelihood fits of one data set, made for many studies: O(k) time and memory, a million studies in milliseconds.</summary>
public static partial class LikelihoodPooling
{
    /// <summary>Pools by restricted or full maximum likelihood.</summary>
    /// <param name="effects">Effects on the scale of the analysis, length k, 2 ≤ k ≤ 1,048,576.</param>
    /// <param name="variances">Their sampling variances, length k, positive and finite.</param>
    /// <param name="restricted">Whether the likelihood is the restricted one (REML, the default).</param>
    /// <param name="kernel">Which form of the kernels runs; the choice never changes a result.</param>
    /// <exception cref="ArgumentException">Fewer than two studies or too many, different lengths, or a number out of range.</exception>
    /// <remarks>
    /// Newton's iteration from the moment estimate. Where the likelihood may have a second maximum, the global one is looked for as in the bootstrap.
    /// Viechtbauer (2005), doi:10.3102/10769986030003261.
    /// </remarks>
    public static PooledFit Fit(ReadOnlySpan<double> effects, ReadOnlySpan<double> variances, bool restricted = true, KernelPath kernel = KernelPath.Automatic)
    {
        StudyCheck.Effects(effects, variances);
        KernelPath path = Dispatcher.Resolve(kernel);
        using var series = new SeriesKernels(path, effects, variances);
        PooledFit fit = series.Likelihood(restricted, out bool doubtful);
        if (!doubtful)
        {
            return fit;
        }

        using var table = new StudyTable(effects, variances);
        return PooledKernels.Fit(path, restricted ? PooledEstimator.Reml : PooledEstimator.MaximumLikelihood, table);
    }
}
