namespace CarTEvidence.MetaAnalysis;

/// <summary>A side of the funnel.</summary>
public enum FunnelSide
{
    /// <summary>Smaller effects.</summary>
    Left,

    /// <summary>Larger effects.</summary>
    Right,
}
