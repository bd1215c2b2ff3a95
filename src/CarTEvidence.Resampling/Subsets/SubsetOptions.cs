namespace CarTEvidence.Resampling;

/// <summary>Choices of an analysis of subsets. <see cref="ResamplingOptions.Replicates"/> (here 1,000,000 by default) and <see cref="ResamplingOptions.Seed"/>
/// are of random subsets; an analysis of all subsets has neither.</summary>
public sealed record SubsetOptions : ResamplingOptions
{
    private readonly int _bins = 200;

    /// <summary>All defaults.</summary>
    public SubsetOptions() => Replicates = 1_000_000;

    /// <summary>All defaults.</summary>
    public static SubsetOptions Default { get; } = new();

    /// <summary>The estimator: <see cref="PooledEstimator.DerSimonianLaird"/> (the default), <see cref="PooledEstimator.CommonEffect"/>, <see cref="PooledEstimator.Reml"/> or <see cref="PooledEstimator.MaximumLikelihood"/>.</summary>
    public PooledEstimator Estimator { get; init; } = PooledEstimator.DerSimonianLaird;

    /// <summary>Which subsets a cloud is of. Default: all where they are few enough, else random ones.</summary>
    public SubsetSelection Selection { get; init; } = SubsetSelection.Automatic;

    /// <summary>Bins of the cloud along the mean, along I² and along tau. Default: 200.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number does not lie in 2 … 4096.</exception>
    public int Bins
    {
        get => _bins;
        init => _bins = value is >= 2 and <= 4096 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A cloud has 2 to 4096 bins a side.");
    }
}
