namespace CarTEvidence.Resampling;

internal static unsafe partial class PooledKernels
{
    /// <summary>The estimate from the studies as they are, by the kernels that fit the replicates.</summary>
    public static PooledFit Fit(KernelPath path, PooledEstimator estimator, StudyTable table)
    {
        using var buffer = new AlignedBuffer(AlignedBuffer.BytesFor<double>((long)table.PaddedCount * Batch.Size) + BatchFit.Bytes);
        double* counts = buffer.Take<double>((long)table.PaddedCount * Batch.Size);
        new Span<double>(counts, table.Count * Batch.Size).Fill(1);
        var fit = new BatchFit(buffer);
        Fit(path, estimator, table, counts, fit);
        HksjVariance(path, table, counts, fit.TauSquared, fit.Suspects);
        return new PooledFit(fit.Mean[0], fit.TauSquared[0], 1 / Math.Sqrt(fit.Precision[0]), Math.Sqrt(fit.Suspects[0]));
    }
}
