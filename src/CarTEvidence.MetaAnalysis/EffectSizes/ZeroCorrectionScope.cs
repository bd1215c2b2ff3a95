namespace CarTEvidence.MetaAnalysis;

/// <summary>Which studies a <see cref="ZeroCorrection"/> is applied to.</summary>
public enum ZeroCorrectionScope
{
    /// <summary>Studies with a zero cell (<c>only0</c>).</summary>
    OnlyZero,

    /// <summary>Every study (<c>all</c>).</summary>
    All,

    /// <summary>Every study, if at least one has a zero cell (<c>if0all</c>).</summary>
    AllIfAnyZero,

    /// <summary>No study (<c>none</c>).</summary>
    None,
}
