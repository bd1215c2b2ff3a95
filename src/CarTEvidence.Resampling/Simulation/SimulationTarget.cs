namespace CarTEvidence.Resampling;

/// <summary>What an interval is meant to cover.</summary>
public enum SimulationTarget
{
    /// <summary>The typical study, expit(μ).</summary>
    Typical,

    /// <summary>The average over studies, E[expit(μ + τZ)].</summary>
    Average,

    /// <summary>The mean effect of trials with two arms, on the scale of the analysis.</summary>
    Effect,
}
