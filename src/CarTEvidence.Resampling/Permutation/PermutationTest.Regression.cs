namespace CarTEvidence.Resampling;

public static partial class PermutationTest
{
    /// <summary>Tests several moderators of a meta-regression, together and one by one, by putting their rows in other orders.</summary>
    /// <param name="effects">Effects on the scale of the analysis, length k ≥ moderators + 2.</param>
    /// <param name="variances">Their sampling variances, length k, positive and finite.</param>
    /// <param name="moderators">The moderators without the intercept, each of length k, finite; none constant, none determined by the others.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within a block of at most 4,096 rearrangements.</param>
    /// <exception cref="ArgumentException">Too few studies, different lengths, a number out of range, or moderators that do not tell the studies apart.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>
    /// tau² is estimated anew by DerSimonian and Laird in every order, or taken to be 0; the rows of a study's moderators stay together, and orders that differ only in
    /// equal rows are one. A coefficient's test rearranges all moderators too, as metafor's permutest does: its hypothesis is that none of them matters.
    /// Higgins and Thompson (2004), Controlling the risk of spurious findings from meta-regression, doi:10.1002/sim.1752.
    /// </remarks>
    public static RegressionPermutation Regression(
        ReadOnlySpan<double> effects, ReadOnlySpan<double> variances, IReadOnlyList<double[]> moderators,
        PermutationOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        StudyCheck.Effects(effects, variances, least: 3);
        ArgumentNullException.ThrowIfNull(moderators);
        options ??= PermutationOptions.Default;
        var design = new RegressionDesign(moderators, effects.Length);
        using var table = new StudyTable(effects, variances);
        KernelPath path = Dispatcher.Resolve(options.Kernel);
        return Rearrange(path, design, () => new RegressionKernels(path, table, design, options.RandomEffects), false, BlockSize(effects.Length, moderators.Count + 1), options, progress, cancellation);
    }

    /// <summary>The same with a fit of the caller's own: any estimator of tau², any statistic.</summary>
    /// <param name="moderators">The moderators without the intercept, each of length k ≥ moderators + 2, finite; none constant, none determined by the others.</param>
    /// <param name="createFit">Makes the fit of a thread; called once a thread, and once for the data as they are.</param>
    /// <param name="hasDegreesOfFreedom">Whether the statistics are t and F, or z and QM; a matter of their names.</param>
    /// <param name="options">Choices; whether <see cref="PermutationOptions.RandomEffects"/> is what the fit does, the caller knows.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within sixteen fits.</param>
    /// <exception cref="ArgumentException">Too few studies, different lengths, a number that is not finite, moderators that do not tell the studies apart, or data as they are that have no statistic.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>The orders are those of the other overload, number by number. A rearrangement that has no statistic counts as extreme, which is never in favour of the moderators.</remarks>
    public static RegressionPermutation Regression(
        IReadOnlyList<double[]> moderators, Func<RearrangedFit> createFit, bool hasDegreesOfFreedom,
        PermutationOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(moderators);
        ArgumentNullException.ThrowIfNull(createFit);
        options ??= PermutationOptions.Default;
        var design = new RegressionDesign(moderators, moderators.Count > 0 ? moderators[0].Length : 0);
        return Rearrange(Dispatcher.Resolve(options.Kernel), design, () => new FittedStatistics(design, createFit()), hasDegreesOfFreedom, Batch.Size, options, progress, cancellation);
    }

    /// <summary>Tests whether subgroups differ by giving their labels to other studies.</summary>
    /// <param name="effects">Effects on the scale of the analysis, length k ≥ groups + 1.</param>
    /// <param name="variances">Their sampling variances, length k, positive and finite.</param>
    /// <param name="subgroups">The label of each study, length k; at least two labels.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within a block of at most 4,096 rearrangements.</param>
    /// <returns>The test; its statistic is Q between subgroups, which share one tau².</returns>
    /// <exception cref="ArgumentException">Too few studies or subgroups, different lengths, a study without a label, or a number out of range.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static PermutationResult Subgroups(
        ReadOnlySpan<double> effects, ReadOnlySpan<double> variances, IReadOnlyList<string> subgroups,
        PermutationOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(subgroups);
        int blank = subgroups.ToList().IndexOf(null!);
        if (blank >= 0)
        {
            throw new ArgumentException($"Study {blank} has no label.", nameof(subgroups));
        }

        string[] labels = [.. subgroups.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (subgroups.Count != effects.Length || labels.Length < 2)
        {
            throw new ArgumentException(
                subgroups.Count != effects.Length ? $"There are {effects.Length} effects and {subgroups.Count} labels." : "All studies are in one subgroup.", nameof(subgroups));
        }

        return Regression(effects, variances, [.. labels.Skip(1).Select(label => subgroups.Select(own => own == label ? 1.0 : 0).ToArray())], options, progress, cancellation).Omnibus;
    }

    private static RegressionPermutation Rearrange(
        KernelPath path, RegressionDesign design, Func<IRegressionStatistics> createFit, bool hasDegreesOfFreedom, int blockSize, PermutationOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        var arrangements = new Arrangements(design.RowOfStudy);
        using IRegressionStatistics own = createFit();
        double[] observed = RegressionWorker.Observed(own, design);
        int missing = Array.FindIndex(observed, double.IsNaN);
        if (missing >= 0)
        {
            throw new ArgumentException($"As the data are, there is no statistic of {(missing == 0 ? "the moderators together" : $"moderator {missing}")}.", nameof(createFit));
        }

        PermutationRun[] runs = [.. observed.Select(_ => new PermutationRun(options, arrangements.Count))];
        PermutationResult[] results = PermutationRun.Execute(
            runs, () => new RegressionWorker(path, createFit(), design, runs[0].IsExact ? arrangements : null, runs), observed, blockSize, progress, cancellation);
        return new RegressionPermutation(
            results[0] with { StatisticKind = hasDegreesOfFreedom ? PermutationStatistic.F : PermutationStatistic.Qm },
            [.. results.Skip(1).Select(result => result with { StatisticKind = hasDegreesOfFreedom ? PermutationStatistic.T : PermutationStatistic.Z })]);
    }
}
