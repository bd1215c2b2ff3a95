namespace CarTEvidence.Resampling;

/// <summary>Bootstrap of pooled estimates.</summary>
public static partial class Bootstrap
{
    // Streams of the analyses; a stream is part of the counter, so analyses with one seed are independent.
    internal const uint StudyStream = 1, ParametricStream = 3, PatientStream = 4;

    /// <summary>Draws studies with replacement and pools every draw.</summary>
    /// <param name="effects">Effects on the scale of the analysis, length k ≥ 2, finite.</param>
    /// <param name="variances">Their sampling variances, length k, positive and finite.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within a block of 4,096 replicates.</param>
    /// <returns>The replicates.</returns>
    /// <exception cref="ArgumentException">Fewer than two studies, different lengths, or a number that is not finite (a variance not positive).</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>
    /// The nonparametric bootstrap of Efron (1979), doi:10.1214/aos/1176344552, on studies. It answers for the studies at hand as a sample of studies;
    /// with few of them its percentile intervals are short. O(k) a replicate, no memory beyond the answers.
    /// </remarks>
    public static BootstrapReplicates Studies(
        ReadOnlySpan<double> effects, ReadOnlySpan<double> variances, BootstrapOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        StudyCheck.Effects(effects, variances);
        options ??= BootstrapOptions.Default;
        ReplicateRange range = options.Part();
        KernelPath path = Dispatcher.Resolve(options.Kernel);
        using var table = new StudyTable(effects, variances);
        var replicates = new BootstrapReplicates(options, range, PooledKernels.Fit(path, options.Estimator, table), effects.ToArray(), variances.ToArray());
        BlockRunner.Run(range, options.Threads, () => new StudyBootstrapWorker(path, table, replicates), progress, cancellation);
        return replicates;
    }
}
