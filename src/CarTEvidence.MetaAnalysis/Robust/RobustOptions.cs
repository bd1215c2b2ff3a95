namespace CarTEvidence.MetaAnalysis;

/// <summary>How cluster-robust variances are estimated and tested.</summary>
public sealed record RobustOptions
{
    /// <summary>The defaults: CR2 with Satterthwaite degrees of freedom.</summary>
    public static RobustOptions Default { get; } = new();

    /// <summary>The sandwich estimator. Default: CR2. Its cost grows with the cube of the largest cluster; CR0 and CR1 are linear.</summary>
    public RobustVarianceType Type { get; init; } = RobustVarianceType.Cr2;

    /// <summary>Reference distribution; <c>null</c> (the default) takes Satterthwaite for CR2, and m − p for CR0 and CR1 as metafor's <c>robust</c> does.</summary>
    public RobustDegreesOfFreedom? DegreesOfFreedom { get; init; }
}
