namespace CarTEvidence.Resampling;

/// <summary>Leave-one-out analyses in batch.</summary>
public static unsafe class Jackknife
{
    /// <summary>Pools the studies with each left out in turn, sixteen at a time.</summary>
    /// <param name="effects">Effects on the scale of the analysis, length k ≥ 3.</param>
    /// <param name="variances">Their sampling variances, length k, positive and finite.</param>
    /// <param name="estimator">The estimator. Default: DerSimonian–Laird.</param>
    /// <param name="kernel">Which form of the kernels runs; the choice never changes a result.</param>
    /// <exception cref="ArgumentException">Fewer than three studies, different lengths, a number out of range, or no estimator of effects.</exception>
    /// <remarks>O(k²) time. Quenouille (1956) and Tukey; see Efron (1982), doi:10.1137/1.9781611970319.</remarks>
    public static JackknifeResult Studies(
        ReadOnlySpan<double> effects, ReadOnlySpan<double> variances, PooledEstimator estimator = PooledEstimator.DerSimonianLaird, KernelPath kernel = KernelPath.Automatic)
    {
        StudyCheck.Effects(effects, variances, least: 3);
        if (!Enum.IsDefined(estimator))
        {
            throw new ArgumentException($"{estimator} is no estimator of the batch kernels.", nameof(estimator));
        }

        KernelPath path = Dispatcher.Resolve(kernel);
        using var table = new StudyTable(effects, variances);
        using var buffer = new AlignedBuffer(AlignedBuffer.BytesFor<double>((long)table.PaddedCount * Batch.Size) + BatchFit.Bytes);
        double* counts = buffer.Take<double>((long)table.PaddedCount * Batch.Size);
        var fit = new BatchFit(buffer);
        var leftOut = new PooledFit[effects.Length];
        new Span<double>(counts, table.Count * Batch.Size).Fill(1);
        for (int first = 0; first < effects.Length; first += Batch.Size)
        {
            int lanes = Math.Min(Batch.Size, effects.Length - first);
            // Lanes past the last study leave one out as well, so that all of them hold k - 1.
            for (int lane = 0; lane < Batch.Size; lane++)
            {
                counts[(OmittedBy(first, lane, lanes) * Batch.Size) + lane] = 0;
            }

            PooledKernels.Fit(path, estimator, table, counts, fit, effects.Length - 1);
            PooledKernels.HksjVariance(path, table, counts, fit.TauSquared, fit.Suspects, effects.Length - 1);
            for (int lane = 0; lane < lanes; lane++)
            {
                leftOut[first + lane] = new PooledFit(fit.Mean[lane], fit.TauSquared[lane], 1 / Math.Sqrt(fit.Precision[lane]), Math.Sqrt(fit.Suspects[lane]));
            }

            for (int lane = 0; lane < Batch.Size; lane++)
            {
                counts[(OmittedBy(first, lane, lanes) * Batch.Size) + lane] = 1;
            }
        }

        return new JackknifeResult(estimator, PooledKernels.Fit(path, estimator, table), leftOut);
    }

    private static int OmittedBy(int first, int lane, int lanes) => first + Math.Min(lane, lanes - 1);
}
