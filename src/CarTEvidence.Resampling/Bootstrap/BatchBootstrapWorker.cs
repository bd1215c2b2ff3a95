using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>A bootstrap without a fast kernel of its own: sixteen replicates at a time, described as they are fitted.</summary>
internal abstract unsafe class BatchBootstrapWorker(KernelPath path, PooledEstimator estimator) : BootstrapWorker(path, estimator)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public sealed override void Run(long first, int count, BootstrapColumns columns)
    {
        for (int done = 0; done < count; done += Batch.Size)
        {
            int length = Math.Min(Batch.Size, count - done);
            Next((ulong)(first + done));
            columns.Record(first + done, length, Fit.Mean, Fit.TauSquared, Fit.Precision);
            columns.RecordDescription(first + done, length, Fit);
        }
    }

    /// <summary>Draws and fits a batch of replicates, and leaves everything in <see cref="BootstrapWorker.Fit"/>.</summary>
    protected abstract void Next(ulong firstReplicate);
}
