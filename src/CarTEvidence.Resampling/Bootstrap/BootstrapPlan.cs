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

        if (Options.Estimator == PooledEstimator.BinomialNormal && data.Totals.Length == 0)
        {
            throw new ArgumentException("The binomial-normal model is fitted to events: it goes with a bootstrap that draws them, from a model or patient by patient.", nameof(options));
        }
    }

    /// <summary>What is drawn.</summary>
    public BootstrapKind Kind => _data.Kind;

    /// <summary>The choices.</summary>
    public BootstrapOptions Options { get; }

    /// <summary>Runs it and keeps every replicate.</summary>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within a block of 4,096 replicates.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range does not lie within the run.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public BootstrapReplicates Run(IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ReplicateRange range = Options.Part();
        using var scheme = new BootstrapScheme(_data, Options);
        return new BootstrapReplicates(_data, Options, scheme.Observed, Columns(scheme, range, Options.Record, progress, cancellation));
    }

    private BootstrapColumns Columns(BootstrapScheme scheme, ReplicateRange range, BootstrapRecord record, IProgress<double>? progress, CancellationToken cancellation)
    {
        var columns = new BootstrapColumns(range, record, Options.Estimator);
        BlockRunner.Run(range, Options.Threads, () => new ColumnWorker(scheme.CreateWorker(), columns), progress, cancellation, scheme.BlockSize);
        return columns;
    }
}
