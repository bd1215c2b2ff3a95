namespace CarTEvidence.MetaAnalysis;

/// <summary>A continuity correction added to counts before an effect size is computed.</summary>
/// <param name="Add">What is added to the events and to the non-events, in patients; 0 or more.</param>
/// <param name="To">Which studies receive it.</param>
public sealed record ZeroCorrection(double Add, ZeroCorrectionScope To)
{
    /// <summary>One half to the studies with a zero cell, and to no other.</summary>
    public static ZeroCorrection Half { get; } = new(0.5, ZeroCorrectionScope.OnlyZero);

    /// <summary>No correction.</summary>
    public static ZeroCorrection None { get; } = new(0, ZeroCorrectionScope.None);
}
