namespace CarTEvidence.Resampling;

/// <summary>Choices of a permutation test.</summary>
public sealed record PermutationOptions : ResamplingOptions
{
    /// <summary>All defaults.</summary>
    public static PermutationOptions Default { get; } = new();

    /// <summary>Whether all rearrangements are gone through where they are no more than <see cref="ResamplingOptions.Replicates"/>. Default: true.</summary>
    public bool ExactWhenFew { get; init; } = true;

    /// <summary>Whether tau² is estimated, by DerSimonian and Laird, in every rearrangement (the default); else the common-effect model is used.</summary>
    public bool RandomEffects { get; init; } = true;
}
