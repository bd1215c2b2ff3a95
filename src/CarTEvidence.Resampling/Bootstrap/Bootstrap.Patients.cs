namespace CarTEvidence.Resampling;

public static partial class Bootstrap
{
    /// <summary>Draws the patients of every study with replacement and pools the logits of what is drawn.</summary>
    /// <param name="events">Patients with the event, length k ≥ 2.</param>
    /// <param name="totals">Patients of each study, length k, each 1 to 65,535.</param>
    /// <param name="options">Choices; the estimator is <see cref="PooledEstimator.DerSimonianLaird"/> or <see cref="PooledEstimator.CommonEffect"/>.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within a block of 4,096 replicates.</param>
    /// <returns>The replicates.</returns>
    /// <exception cref="ArgumentException">Fewer than two studies, different lengths, a number outside its range, or an estimator that is not supported.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>
    /// The studies are kept and their sampling error is drawn: it answers for these studies, not for a population of studies. A study in which every patient,
    /// or none, has the event gives the same in every replicate, so intervals near 0 and 100 % are too short; logits of such draws take one half added to
    /// both cells. Standard errors by Hartung and Knapp are not computed here. Van den Noortgate and Onghena (2005), Behavior Research Methods 37, 11–22,
    /// compare the schemes.
    /// </remarks>
    public static BootstrapReplicates Patients(
        ReadOnlySpan<int> events, ReadOnlySpan<int> totals, BootstrapOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        options ??= BootstrapOptions.Default;
        CheckTotals(totals);
        CheckOptions(options);
        if (events.Length != totals.Length)
        {
            throw new ArgumentException($"There are {events.Length} numbers of events and {totals.Length} of patients.", nameof(events));
        }

        double[] effects = new double[events.Length], variances = new double[events.Length];
        for (int i = 0; i < events.Length; i++)
        {
            if (events[i] < 0 || events[i] > totals[i])
            {
                throw new ArgumentException($"A study has {events[i]} events among {totals[i]} patients.", nameof(events));
            }

            double with = events[i], without = totals[i] - events[i];
            if (with == 0 || without == 0)
            {
                (with, without) = (with + 0.5, without + 0.5);
            }

            (effects[i], variances[i]) = (Math.Log(with / without), (1 / with) + (1 / without));
        }

        ReplicateRange range = options.Part();
        KernelPath path = Dispatcher.Resolve(options.Kernel);
        using var table = new StudyTable(effects, variances);
        using var model = new EventModel(events, totals, table.Centre);
        var replicates = new BootstrapReplicates(options, range, PooledKernels.Fit(path, options.Estimator, table));
        BlockRunner.Run(range, options.Threads, () => new EventBootstrapWorker(path, model, replicates, PatientStream), progress, cancellation);
        return replicates;
    }
}
