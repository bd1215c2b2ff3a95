namespace CarTEvidence.Resampling;

/// <summary>A bootstrap that is described but not yet run: it can keep every replicate, or only what the intervals asked for need.</summary>
public sealed partial class BootstrapPlan
{
    private readonly BootstrapData _data;

    private BootstrapPlan(BootstrapData data, BootstrapOptions? options)
    {
        (_data, Options) = (data, options ?? BootstrapOptions.Default);
        if (!Enum.IsDefined(Options.Estimator))
        {
            throw new ArgumentException($"{Options.Estimator} is no estimator of the batch kernels.", nameof(options));
        }

        if (Options.Estimator != PooledEstimator.BinomialNormal)
        {
            return;
        }

        if (data.Totals.Length == 0)
        {
            throw new ArgumentException("The binomial-normal model is fitted to events: it goes with a bootstrap that draws them, from a model or patient by patient.", nameof(options));
        }

        if (data.Events.Length > 0 && !HasFiniteFit(data.Events, data.Totals))
        {
            throw new ArgumentException("The binomial-normal model has no finite fit to draw from: in every study all patients or none had the event.", nameof(data));
        }
    }

    /// <summary>What is drawn.</summary>
    public BootstrapKind Kind => _data.Kind;

    /// <summary>The choices.</summary>
    public BootstrapOptions Options { get; }

    /// <summary>Runs it and keeps every replicate.</summary>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within a block of at most 4,096 replicates.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range does not lie within the run, or is longer than an array can hold.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public BootstrapReplicates Run(IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ReplicateRange range = Options.Part();
        range.RequireStorable(nameof(ResamplingOptions.Range));
        using var scheme = new BootstrapScheme(_data, Options);
        return new BootstrapReplicates(_data, Options, scheme.Observed, Columns(scheme, range, Options.Record, progress, cancellation));
    }

    /// <summary>Some study has both patients with the event and without; of single patients, which know no heterogeneity, some have it and some have not.</summary>
    private static bool HasFiniteFit(int[] events, int[] totals) =>
        events.Zip(totals).Any(study => study.First > 0 && study.First < study.Second)
        || (Array.TrueForAll(totals, total => total == 1) && events.Contains(0) && events.Contains(1));

    private BootstrapColumns Columns(BootstrapScheme scheme, ReplicateRange range, BootstrapRecord record, IProgress<double>? progress, CancellationToken cancellation)
    {
        var columns = new BootstrapColumns(range, record, Options.Estimator);
        BlockRunner.Run(range, Options.Threads, () => new ColumnWorker(scheme.CreateWorker(), columns), progress, cancellation, scheme.BlockSize);
        return columns;
    }
}
