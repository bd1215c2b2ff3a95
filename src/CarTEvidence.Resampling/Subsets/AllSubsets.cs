namespace CarTEvidence.Resampling;

/// <summary>Pooled estimates of all subsets of the studies (the GOSH analysis).</summary>
public static unsafe class AllSubsets
{
    /// <summary>Most studies for <see cref="Estimates"/>, which keeps 24 bytes a subset.</summary>
    public const int MostListed = 26;

    /// <summary>Most studies for <see cref="Cloud"/>.</summary>
    public const int MostStreamed = 40;

    /// <summary>The estimates of every non-empty subset.</summary>
    /// <param name="effects">Effects on the scale of the analysis, length k, 2 ≤ k ≤ <see cref="MostListed"/>.</param>
    /// <param name="variances">Their sampling variances, length k, positive and finite.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within 2¹⁸ subsets.</param>
    /// <exception cref="ArgumentException">Too few or too many studies, different lengths, a number out of range, or an estimator that is not supported.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>Olkin, Dahabreh and Trikalinos (2012), GOSH – a graphical display of study heterogeneity, doi:10.1002/jrsm.1053.</remarks>
    public static SubsetEstimates Estimates(
        ReadOnlySpan<double> effects, ReadOnlySpan<double> variances, SubsetOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        options = Check(effects, variances, options, MostListed);
        using var table = new StudyTable(effects, variances);
        KernelPath path = Dispatcher.Resolve(options.Kernel);
        int subsets = (1 << effects.Length) - 1;
        var estimates = new SubsetEstimates(new double[subsets], new double[subsets], new double[subsets]);
        BlockRunner.Run(Prefixes(effects.Length), options.Threads, () => new SubsetListWorker(path, table, options, estimates), progress, cancellation);
        return estimates;
    }

    /// <summary>The cloud of all non-empty subsets, in memory that does not grow with their number.</summary>
    /// <param name="effects">Effects on the scale of the analysis, length k, 2 ≤ k ≤ <see cref="MostStreamed"/>. A billion subsets (k = 30) take seconds.</param>
    /// <param name="variances">Their sampling variances, length k, positive and finite.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within 2¹⁸ subsets.</param>
    /// <exception cref="ArgumentException">Too few or too many studies, different lengths, a number out of range, or an estimator that is not supported.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static SubsetCloud Cloud(
        ReadOnlySpan<double> effects, ReadOnlySpan<double> variances, SubsetOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        options = Check(effects, variances, options, MostStreamed);
        using var table = new StudyTable(effects, variances);
        KernelPath path = Dispatcher.Resolve(options.Kernel);
        double lowest = double.PositiveInfinity, highest = double.NegativeInfinity;
        foreach (double effect in effects)
        {
            (lowest, highest) = (Math.Min(lowest, effect), Math.Max(highest, effect));
        }

        ReplicateRange prefixes = Prefixes(effects.Length);
        var tally = new SubsetTally(effects.Length, options.Bins, lowest, highest, prefixes);
        BlockRunner.Run(prefixes, options.Threads, () => new SubsetCloudWorker(path, table, options, tally), progress, cancellation);
        return tally.ToCloud(options);
    }

    /// <summary>The units of work: all subsets of the studies from the seventh on.</summary>
    private static ReplicateRange Prefixes(int studies) => new(0, 1L << Math.Max(0, studies - SubsetKernels.LowStudies));

    private static SubsetOptions Check(ReadOnlySpan<double> effects, ReadOnlySpan<double> variances, SubsetOptions? options, int most)
    {
        StudyCheck.Effects(effects, variances);
        options ??= SubsetOptions.Default;
        if (effects.Length > most)
        {
            throw new ArgumentException($"{effects.Length} studies have too many subsets; at most {most} studies are possible.", nameof(effects));
        }

        if (options.Estimator is not (PooledEstimator.DerSimonianLaird or PooledEstimator.CommonEffect))
        {
            throw new ArgumentException($"The analysis of all subsets has no {options.Estimator} kernel.", nameof(options));
        }

        return options;
    }
}
