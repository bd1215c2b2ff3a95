namespace CarTEvidence.Resampling;

/// <summary>Choices of an analysis of all subsets. <see cref="ResamplingOptions.Replicates"/>, <see cref="ResamplingOptions.Seed"/> and
/// <see cref="ResamplingOptions.Range"/> are not used: there is one estimate a subset.</summary>
public sealed record SubsetOptions : ResamplingOptions
{
    private readonly int _bins = 200;

    /// <summary>All defaults.</summary>
    public static SubsetOptions Default { get; } = new();

    /// <summary>The estimator: <see cref="PooledEstimator.DerSimonianLaird"/> (the default) or <see cref="PooledEstimator.CommonEffect"/>.</summary>
    public PooledEstimator Estimator { get; init; } = PooledEstimator.DerSimonianLaird;

    /// <summary>Bins of the cloud along the mean and along I². Default: 200.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number does not lie in 2 … 4096.</exception>
    public int Bins
    {
        get => _bins;
        init => _bins = value is >= 2 and <= 4096 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A cloud has 2 to 4096 bins a side.");
    }
}
