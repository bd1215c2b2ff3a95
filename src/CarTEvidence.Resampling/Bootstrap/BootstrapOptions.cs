namespace CarTEvidence.Resampling;

/// <summary>Choices of a bootstrap.</summary>
public sealed record BootstrapOptions : ResamplingOptions
{
    private readonly double _predictionLevel = 0.95;

    /// <summary>All defaults.</summary>
    public static BootstrapOptions Default { get; } = new();

    /// <summary>The estimator computed on every replicate. Default: DerSimonian–Laird.</summary>
    public PooledEstimator Estimator { get; init; } = PooledEstimator.DerSimonianLaird;

    /// <summary>What is kept of every replicate besides the mean. Default: tau².</summary>
    public BootstrapRecord Record { get; init; } = BootstrapRecord.TauSquared;

    /// <summary>Nominal coverage of the prediction interval whose limits are statistics of the bootstrap. Default: 0.95.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The level does not lie strictly between 0 and 1.</exception>
    public double PredictionLevel
    {
        get => _predictionLevel;
        init => _predictionLevel = value > 0 && value < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A level lies strictly between 0 and 1.");
    }

    /// <summary>The multipliers of a wild bootstrap; of no account for the others. Default: Rademacher.</summary>
    public WildWeights WildWeights { get; init; } = WildWeights.Rademacher;

    /// <summary>Whether a wild bootstrap divides each residual by √(1 − h), h the share of the study in the mean; of no account for the others. Default: no.</summary>
    public bool AdjustResiduals { get; init; }

    /// <summary>Whether replicates by these choices are those by others, whatever part of them is computed and how.</summary>
    internal bool IsOfRun(BootstrapOptions other) =>
        Seed == other.Seed && Replicates == other.Replicates && Estimator == other.Estimator && Record == other.Record
        && PredictionLevel.Equals(other.PredictionLevel) && WildWeights == other.WildWeights && AdjustResiduals == other.AdjustResiduals;
}
