namespace CarTEvidence.Resampling;

/// <summary>Pooled estimates of the subsets of the studies (the GOSH analysis).</summary>
/// <remarks>Olkin, Dahabreh and Trikalinos (2012), GOSH – a graphical display of study heterogeneity, doi:10.1002/jrsm.1053.</remarks>
public static class AllSubsets
{
    /// <summary>Most studies for <see cref="Estimates"/>, which keeps 24 bytes a subset.</summary>
    public const int MostListed = 26;

    /// <summary>Most studies all of whose subsets a <see cref="Cloud"/> goes through.</summary>
    public const int MostStreamed = 34;

    /// <summary>Most studies all of whose subsets are taken unless asked otherwise: a billion closed forms, or 67 million likelihoods, take seconds.</summary>
    private const int MostByDefault = 30, MostLikelihoodsByDefault = 26;

    internal const uint Stream = 8;

    /// <summary>The estimates of every non-empty subset.</summary>
    /// <param name="effects">Effects on the scale of the analysis, length k, 2 ≤ k ≤ <see cref="MostListed"/>.</param>
    /// <param name="variances">Their sampling variances, length k, positive and finite.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within 2¹⁴ subsets.</param>
    /// <exception cref="ArgumentException">Too few or too many studies, different lengths, a number out of range, or an estimator that is not supported.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static SubsetEstimates Estimates(
        ReadOnlySpan<double> effects, ReadOnlySpan<double> variances, SubsetOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        options = Check(effects, variances, options);
        RequireAtMost(MostListed, effects);
        using var table = new StudyTable(effects, variances);
        KernelPath path = Dispatcher.Resolve(options.Kernel);
        int subsets = (1 << effects.Length) - 1;
        var estimates = new SubsetEstimates(new double[subsets], new double[subsets], new double[subsets]);
        BlockRunner.Run(Prefixes(effects.Length), options.Threads, () => new SubsetListWorker(path, table, options, estimates), progress, cancellation, SubsetListWorker.BlockSize);
        return estimates;
    }

    /// <summary>The cloud of all non-empty subsets, or of random ones, as a histogram: memory does not grow with their number.</summary>
    /// <param name="effects">Effects on the scale of the analysis, length k ≥ 2; all subsets of at most <see cref="MostStreamed"/> studies.</param>
    /// <param name="variances">Their sampling variances, length k, positive and finite.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within 2¹⁸ subsets, or sixteen random ones.</param>
    /// <exception cref="ArgumentException">Too few or too many studies, different lengths, a number out of range, or an estimator that is not supported.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>A part of a cloud (<see cref="ResamplingOptions.Range"/>) is a range of the <see cref="Units"/>.</remarks>
    public static SubsetCloud Cloud(
        ReadOnlySpan<double> effects, ReadOnlySpan<double> variances, SubsetOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        options = Check(effects, variances, options);
        bool exhaustive = IsExhaustive(effects.Length, options);
        if (exhaustive)
        {
            RequireAtMost(MostStreamed, effects);
        }

        // The units of an analysis of all subsets are its replicates, so that parts of both kinds are told apart and joined in the same way.
        options = options with { Replicates = Units(effects.Length, options), Selection = exhaustive ? SubsetSelection.All : SubsetSelection.Random };
        using var table = new StudyTable(effects, variances);
        KernelPath path = Dispatcher.Resolve(options.Kernel);
        (double lowest, double highest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (double effect in effects)
        {
            (lowest, highest) = (Math.Min(lowest, effect), Math.Max(highest, effect));
        }

        var tally = new SubsetTally(new SubsetBins(options.Bins, lowest, highest), effects.Length);
        BlockRunner.Run(
            options.Part(), options.Threads, () => exhaustive ? new SubsetCloudWorker(path, table, options, tally) : new RandomSubsetWorker(path, table, options, tally, cancellation), progress, cancellation);
        return new SubsetCloud(options, tally);
    }

    /// <summary>Whether a cloud of so many studies is of all subsets: if asked for, or by default to 30 studies (26 by likelihood).</summary>
    /// <param name="studies">Number of studies, k.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    public static bool IsExhaustive(int studies, SubsetOptions? options = null)
    {
        options ??= SubsetOptions.Default;
        int most = options.Estimator is PooledEstimator.CommonEffect or PooledEstimator.DerSimonianLaird ? MostByDefault : MostLikelihoodsByDefault;
        return options.Selection == SubsetSelection.All || (options.Selection == SubsetSelection.Automatic && studies <= most);
    }

    /// <summary>What the parts of a cloud share out: groups of 64 subsets where all are taken (see <see cref="ReplicateRange.Shard"/>), else single random subsets.</summary>
    /// <param name="studies">Number of studies, k.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    public static long Units(int studies, SubsetOptions? options = null)
    {
        options ??= SubsetOptions.Default;
        return IsExhaustive(studies, options) ? 1L << Math.Clamp(studies - SubsetKernels.LowStudies, 0, 62) : options.Replicates;
    }

    /// <summary>The units of work: all subsets of the studies from the seventh on.</summary>
    private static ReplicateRange Prefixes(int studies) => new(0, 1L << Math.Max(0, studies - SubsetKernels.LowStudies));

    private static SubsetOptions Check(ReadOnlySpan<double> effects, ReadOnlySpan<double> variances, SubsetOptions? options)
    {
        StudyCheck.Effects(effects, variances);
        options ??= SubsetOptions.Default;
        return options.Estimator is PooledEstimator.DerSimonianLaird or PooledEstimator.CommonEffect or PooledEstimator.Reml or PooledEstimator.MaximumLikelihood
            ? options
            : throw new ArgumentException($"The analysis of subsets has no {options.Estimator} kernel.", nameof(options));
    }

    private static void RequireAtMost(int most, ReadOnlySpan<double> effects)
    {
        if (effects.Length > most)
        {
            throw new ArgumentException($"{effects.Length} studies have too many subsets to take them all; at most {most} studies are possible.", nameof(effects));
        }
    }
}
