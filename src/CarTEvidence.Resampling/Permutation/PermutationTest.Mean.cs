namespace CarTEvidence.Resampling;

public static partial class PermutationTest
{
    /// <summary>Tests that the pooled mean is 0 by changing the signs of the effects.</summary>
    /// <param name="effects">Effects on the scale of the analysis, whose distribution is taken to be symmetric about 0 under the hypothesis; length k ≥ 2.</param>
    /// <param name="variances">Their sampling variances, length k, positive and finite.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within a block of at most 4,096 rearrangements.</param>
    /// <exception cref="ArgumentException">Too few studies, different lengths, or a number out of range.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>With k studies the exact p-value is at least 2¹⁻ᵏ. Follmann and Proschan (1999), Valid inference in random effects meta-analysis, doi:10.1111/j.0006-341X.1999.00732.x.</remarks>
    public static PermutationResult Mean(
        ReadOnlySpan<double> effects, ReadOnlySpan<double> variances, PermutationOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        StudyCheck.Effects(effects, variances);
        options ??= PermutationOptions.Default;
        var statistics = new MomentSigns(Dispatcher.Resolve(options.Kernel), effects.ToArray(), variances.ToArray(), options.RandomEffects);
        return ChangeSigns(effects.Length, () => statistics, BlockSize(effects.Length), options, progress, cancellation);
    }

    /// <summary>The same with a fit of the caller's own: any estimator of tau², any statistic.</summary>
    /// <param name="studies">Number of studies, k ≥ 2.</param>
    /// <param name="createFit">Makes the fit of a thread; called once a thread, and once for the signs as they are.</param>
    /// <param name="hasDegreesOfFreedom">Whether the statistic is t, or z; a matter of its name.</param>
    /// <param name="options">Choices; whether <see cref="PermutationOptions.RandomEffects"/> is what the fit does, the caller knows.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within sixteen fits.</param>
    /// <exception cref="ArgumentException">Fewer than two studies, or data as they are that have no statistic.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>The signs are those of the other overload, number by number. Signs that leave no statistic count as extreme, which is never against the hypothesis.</remarks>
    public static PermutationResult Mean(
        int studies, Func<SignedFit> createFit, bool hasDegreesOfFreedom, PermutationOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(studies, 2);
        ArgumentNullException.ThrowIfNull(createFit);
        PermutationResult result = ChangeSigns(studies, () => new FittedSigns(studies, createFit()), Batch.Size, options ?? PermutationOptions.Default, progress, cancellation);
        return result with { StatisticKind = hasDegreesOfFreedom ? PermutationStatistic.T : PermutationStatistic.Z };
    }

    private static PermutationResult ChangeSigns(
        int studies, Func<ISignStatistics> createFit, int blockSize, PermutationOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        double observed = SignWorker.Observed(studies, createFit());
        if (double.IsNaN(observed))
        {
            throw new ArgumentException("As the data are, there is no statistic of the mean.", nameof(createFit));
        }

        KernelPath path = Dispatcher.Resolve(options.Kernel);
        var run = new PermutationRun(options, studies < 62 ? 1L << studies : long.MaxValue);
        return run.Execute(() => new SignWorker(path, studies, createFit(), run), observed, blockSize, progress, cancellation);
    }
}
