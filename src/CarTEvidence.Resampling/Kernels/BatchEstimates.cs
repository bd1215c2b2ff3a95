namespace CarTEvidence.Resampling;

/// <summary>Everything that can be recorded of a batch of data sets: arrays of <see cref="Batch.Size"/> numbers.</summary>
internal readonly unsafe struct BatchEstimates
{
    /// <summary>Bytes to reserve in the buffer given to the constructor.</summary>
    public const long Bytes = 8 * Batch.Size * sizeof(double);

    public BatchEstimates(AlignedBuffer buffer)
    {
        Mean = buffer.Take<double>(Batch.Size);
        TauSquared = buffer.Take<double>(Batch.Size);
        Precision = buffer.Take<double>(Batch.Size);
        HksjVariance = buffer.Take<double>(Batch.Size);
        ISquared = buffer.Take<double>(Batch.Size);
        TauSquaredVariance = buffer.Take<double>(Batch.Size);
        ISquaredVariance = buffer.Take<double>(Batch.Size);
        Suspects = buffer.Take<double>(Batch.Size);
    }

    /// <summary>Pooled means.</summary>
    public double* Mean { get; }

    /// <summary>Estimates of tau².</summary>
    public double* TauSquared { get; }

    /// <summary>Σ c/(v + tau²), the inverse of the variance of the mean.</summary>
    public double* Precision { get; }

    /// <summary>Variance of the mean after Hartung–Knapp and Sidik–Jonkman.</summary>
    public double* HksjVariance { get; }

    /// <summary>I² in percent.</summary>
    public double* ISquared { get; }

    /// <summary>Asymptotic variance of the estimate of tau².</summary>
    public double* TauSquaredVariance { get; }

    /// <summary>Variance of I² by the delta method, the typical variance held.</summary>
    public double* ISquaredVariance { get; }

    /// <summary>Not 0 for data sets whose likelihood may have a second maximum.</summary>
    public double* Suspects { get; }
}
