namespace CarTEvidence.Resampling;

/// <summary>Choices of a wild bootstrap test.</summary>
public sealed record WildTestOptions : ResamplingOptions
{
    private readonly WildWeights _weights = WildWeights.Rademacher;

    /// <summary>All defaults: 1,999 replicates, as an interval takes some twenty-five tests.</summary>
    public WildTestOptions() => Replicates = 1_999;

    /// <summary>All defaults.</summary>
    public static WildTestOptions Default { get; } = new();

    /// <summary>The multipliers. Default: Rademacher; fewer than about ten clusters ask for Webb's.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No weights of a wild bootstrap.</exception>
    public WildWeights Weights
    {
        get => _weights;
        init => _weights = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "No weights of a wild bootstrap.");
    }

    /// <summary>Whether each residual is divided by √(1 − h), h its leverage under the hypothesis. Default: no.</summary>
    public bool AdjustResiduals { get; init; }

    /// <summary>Whether all Rademacher signs are gone through where there are no more than <see cref="ResamplingOptions.Replicates"/> of them. Default: true.</summary>
    public bool ExactWhenFew { get; init; } = true;
}
