namespace CarTEvidence.Resampling;

/// <summary>What one thread of a bootstrap owns: draws data sets, fits them and records the fits.</summary>
internal abstract unsafe class BootstrapWorker : IDisposable
{
    private readonly AlignedBuffer _buffer = new(BatchEstimates.Bytes);

    protected BootstrapWorker(KernelPath path, PooledEstimator estimator)
    {
        (Path, Estimator) = (path, estimator);
        Fit = new BatchEstimates(_buffer);
    }

    protected KernelPath Path { get; }

    protected PooledEstimator Estimator { get; }

    /// <summary>Where the fits of a batch are left.</summary>
    protected BatchEstimates Fit { get; }

    /// <summary>Computes consecutive replicates that the columns have room for.</summary>
    public abstract void Run(long first, int count, BootstrapColumns columns);

    public virtual void Dispose() => _buffer.Dispose();
}
