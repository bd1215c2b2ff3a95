namespace CarTEvidence.MetaAnalysis;

/// <summary>What a profile likelihood is a function of.</summary>
public enum ProfiledParameter
{
    /// <summary>The mean μ, on the scale of the analysis.</summary>
    Mean,

    /// <summary>The between-study variance tau².</summary>
    TauSquared,
}
