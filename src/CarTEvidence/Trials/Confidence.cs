namespace CarTEvidence;

/// <summary>How closely the numbers were read.</summary>
public enum Confidence
{
    /// <summary>In the report's own abstract or text (<c>high</c>).</summary>
    High,

    /// <summary>In a review, a digest or a news report of a published paper (<c>medium</c>).</summary>
    Medium,

    /// <summary>In a company release, a secondary page on one, or from an ambiguous count (<c>low</c>).</summary>
    Low,
}
