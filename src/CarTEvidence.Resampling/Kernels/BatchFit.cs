namespace CarTEvidence.Resampling;

/// <summary>Where a batch kernel leaves its answers: arrays of <see cref="Batch.Size"/> numbers.</summary>
internal readonly unsafe struct BatchFit
{
    /// <summary>Bytes to reserve in the buffer given to the constructor.</summary>
    public const long Bytes = 5 * Batch.Size * sizeof(double);

    public BatchFit(AlignedBuffer buffer)
    {
        Mean = buffer.Take<double>(Batch.Size);
        TauSquared = buffer.Take<double>(Batch.Size);
        Precision = buffer.Take<double>(Batch.Size);
        Suspects = buffer.Take<double>(Batch.Size);
        Live = buffer.Take<double>(Batch.Size);
    }

    /// <summary>Pooled means.</summary>
    public double* Mean { get; }

    /// <summary>Estimates of tau².</summary>
    public double* TauSquared { get; }

    /// <summary>Σ c/(v + tau²), the inverse of the variance of the mean.</summary>
    public double* Precision { get; }

    /// <summary>Not 0 for fits that must be settled one by one (see <see cref="LikelihoodMaximum"/>); free for other use after the fit.</summary>
    public double* Suspects { get; }

    /// <summary>A mask of the lanes that an iteration still moves.</summary>
    public double* Live { get; }
}
