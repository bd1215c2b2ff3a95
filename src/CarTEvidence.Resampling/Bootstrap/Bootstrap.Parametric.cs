namespace CarTEvidence.Resampling;

public static partial class Bootstrap
{
    /// <summary>Draws new events of every study from a fitted binomial-normal model and pools their logits.</summary>
    /// <param name="totals">Patients of each study, length k ≥ 2, each 1 to 65,535.</param>
    /// <param name="mean">Mean logit of the fitted model.</param>
    /// <param name="tauSquared">Variance of the logits between studies, at least 0.</param>
    /// <param name="options">Choices; the estimator is <see cref="PooledEstimator.DerSimonianLaird"/> or <see cref="PooledEstimator.CommonEffect"/>.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within a block of 4,096 replicates.</param>
    /// <returns>The replicates; <see cref="BootstrapReplicates.Observed"/> is the model drawn from.</returns>
    /// <exception cref="ArgumentException">Fewer than two studies, a number outside its range, or an estimator that is not supported.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>
    /// θᵢ is normal with the mean and variance given, xᵢ binomial with expit(θᵢ); the logits of 0 and n of n events take one half added to both cells.
    /// A study's events follow one distribution in all replicates, so they are drawn from its table. Standard errors by Hartung and Knapp are not computed here.
    /// </remarks>
    public static BootstrapReplicates Parametric(
        ReadOnlySpan<int> totals, double mean, double tauSquared, BootstrapOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        options ??= BootstrapOptions.Default;
        CheckTotals(totals);
        if (!double.IsFinite(mean))
        {
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "The mean of the model is finite.");
        }

        if (!(tauSquared >= 0 && double.IsFinite(tauSquared)))
        {
            throw new ArgumentOutOfRangeException(nameof(tauSquared), tauSquared, "Tau² is finite and not negative.");
        }

        CheckOptions(options);
        ReplicateRange range = options.Part();
        KernelPath path = Dispatcher.Resolve(options.Kernel);
        using var model = new EventModel(totals, mean, tauSquared);
        var replicates = new BootstrapReplicates(options, range, new PooledFit(mean, tauSquared, double.NaN, double.NaN));
        BlockRunner.Run(range, options.Threads, () => new EventBootstrapWorker(path, model, replicates, ParametricStream), progress, cancellation);
        return replicates;
    }

    private static void CheckTotals(ReadOnlySpan<int> totals)
    {
        if (totals.Length < 2)
        {
            throw new ArgumentException($"Resampling needs at least 2 studies; there are {totals.Length}.", nameof(totals));
        }

        foreach (int total in totals)
        {
            if (total is < 1 or > ushort.MaxValue)
            {
                throw new ArgumentException($"A study has {total} patients; 1 to {ushort.MaxValue} are possible.", nameof(totals));
            }
        }
    }

    private static void CheckOptions(BootstrapOptions options)
    {
        if (options.Estimator is not (PooledEstimator.DerSimonianLaird or PooledEstimator.CommonEffect))
        {
            throw new ArgumentException($"A bootstrap of events has no {options.Estimator} kernel.", nameof(options));
        }

        if (options.Record.HasFlag(BootstrapRecord.HksjStandardError))
        {
            throw new ArgumentException("A bootstrap of events records no Hartung–Knapp standard errors.", nameof(options));
        }
    }
}
