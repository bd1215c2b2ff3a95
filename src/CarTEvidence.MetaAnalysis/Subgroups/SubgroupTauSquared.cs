namespace CarTEvidence.MetaAnalysis;

/// <summary>Whether subgroups share their between-study variance.</summary>
public enum SubgroupTauSquared
{
    /// <summary>Each subgroup has its own tau².</summary>
    Separate,

    /// <summary>One tau² for all subgroups.</summary>
    Common,
}
