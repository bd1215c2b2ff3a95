namespace CarTEvidence.Resampling;

public static partial class PermutationTest
{
    /// <summary>Tests several moderators of a meta-regression, together and one by one, by putting their rows in other orders.</summary>
    /// <param name="effects">Effects on the scale of the analysis, length k ≥ moderators + 2.</param>
    /// <param name="variances">Their sampling variances, length k, positive and finite.</param>
    /// <param name="moderators">The moderators without the intercept, each of length k, finite; none constant, none determined by the others.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within a block of 4,096 rearrangements.</param>
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
        var arrangements = new Arrangements(design.RowOfStudy);
        double[] observed = RegressionWorker.Observed(path, table, design, options.RandomEffects);
        PermutationRun[] runs = [.. observed.Select(_ => new PermutationRun(options, arrangements.Count))];
        PermutationResult[] results = PermutationRun.Execute(
            runs, () => new RegressionWorker(path, table, design, runs[0].IsExact ? arrangements : null, runs), observed, progress, cancellation);
        return new RegressionPermutation(results[0], results[1..]);
    }

    /// <summary>Tests whether subgroups differ by giving their labels to other studies.</summary>
    /// <param name="effects">Effects on the scale of the analysis, length k ≥ groups + 1.</param>
    /// <param name="variances">Their sampling variances, length k, positive and finite.</param>
    /// <param name="subgroups">The label of each study, length k; at least two labels.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within a block of 4,096 rearrangements.</param>
    /// <returns>The test; its statistic is Q between subgroups, which share one tau².</returns>
    /// <exception cref="ArgumentException">Too few studies or subgroups, different lengths, or a number out of range.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static PermutationResult Subgroups(
        ReadOnlySpan<double> effects, ReadOnlySpan<double> variances, IReadOnlyList<string> subgroups,
        PermutationOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(subgroups);
        string[] labels = [.. subgroups.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (subgroups.Count != effects.Length || labels.Length < 2)
        {
            throw new ArgumentException(
                subgroups.Count != effects.Length ? $"There are {effects.Length} effects and {subgroups.Count} labels." : "All studies are in one subgroup.", nameof(subgroups));
        }

        return Regression(effects, variances, [.. labels.Skip(1).Select(label => subgroups.Select(own => own == label ? 1.0 : 0).ToArray())], options, progress, cancellation).Omnibus;
    }
}
