namespace CarTEvidence.MetaAnalysis;

/// <summary>Which results a selection model takes to be favoured.</summary>
public enum SelectionAlternative
{
    /// <summary>Significantly positive effects: p = 1 − Φ(y / √v).</summary>
    Greater,

    /// <summary>Significantly negative effects: p = Φ(y / √v).</summary>
    Less,

    /// <summary>Significant effects of either sign: p = 2 (1 − Φ(|y| / √v)).</summary>
    TwoSided,
}
