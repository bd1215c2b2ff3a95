namespace CarTEvidence.Resampling;

public static partial class Bootstrap
{
    /// <summary>A wild bootstrap test: how often data made under the hypothesis have a statistic as large in size as that of the data.</summary>
    /// <param name="observed">The statistic of the data.</param>
    /// <param name="clusters">Number of multipliers to draw for a replicate, at least 2: clusters, or studies where each is its own.</param>
    /// <param name="createStatistic">Makes the statistic of a thread.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within sixteen replicates.</param>
    /// <returns>The test. Equal statistics are those that differ by rounding alone; a replicate without a statistic counts as extreme.</returns>
    /// <exception cref="ArgumentException">The observed statistic is not finite, or there are fewer than two clusters.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>
    /// The caller imposes the hypothesis: residuals are those of the restricted fit. Multipliers are those of <see cref="Wild"/>, number by number. Cameron, Gelbach and Miller (2008),
    /// doi:10.1162/rest.90.3.414; in meta-regression: Joshi, Pustejovsky and Beretvas (2022), doi:10.1002/jrsm.1554.
    /// </remarks>
    public static WildTest WildTest(
        double observed, int clusters, Func<WildStatistic> createStatistic, WildTestOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(createStatistic);
        ArgumentOutOfRangeException.ThrowIfLessThan(clusters, 2);
        if (!double.IsFinite(observed))
        {
            throw new ArgumentOutOfRangeException(nameof(observed), observed, "The statistic of the data is finite.");
        }

        options ??= WildTestOptions.Default;
        KernelPath path = Dispatcher.Resolve(options.Kernel);
        bool hasSigns = options.Weights == WildWeights.Rademacher && options.ExactWhenFew && clusters < 62;
        var counting = new PermutationOptions { Seed = options.Seed, Replicates = options.Replicates, Range = options.Range, Threads = options.Threads, ExactWhenFew = hasSigns };
        var run = new PermutationRun(counting, hasSigns ? 1L << clusters : long.MaxValue);
        PermutationResult result = run.Execute(
            () => new WildTestWorker(createStatistic(), new WildDraw(path, options.Weights, clusters, options.Seed), clusters, run), observed, Batch.Size, progress, cancellation);
        return new WildTest(observed, result.Rearrangements, result.AsExtreme, result.IsExact, options);
    }
}
