namespace CarTEvidence.MetaAnalysis;

/// <summary>What I² and H² of random effects are computed from.</summary>
public enum ISquaredSource
{
    /// <summary>tau² and the typical sampling variance (metafor, RevMan 2025, Stata). doi:10.1002/sim.1186.</summary>
    TauSquared,

    /// <summary>Cochran's Q, whatever the estimator of tau² (meta). doi:10.1136/bmj.327.7414.557.</summary>
    CochranQ,
}
