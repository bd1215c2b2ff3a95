namespace CarTEvidence.Resampling;

/// <summary>Choices of a bootstrap.</summary>
public sealed record BootstrapOptions : ResamplingOptions
{
    /// <summary>All defaults.</summary>
    public static BootstrapOptions Default { get; } = new();

    /// <summary>The estimator computed on every replicate. Default: DerSimonian–Laird.</summary>
    public PooledEstimator Estimator { get; init; } = PooledEstimator.DerSimonianLaird;

    /// <summary>What is kept of every replicate besides the mean. Default: tau².</summary>
    public BootstrapRecord Record { get; init; } = BootstrapRecord.TauSquared;
}
