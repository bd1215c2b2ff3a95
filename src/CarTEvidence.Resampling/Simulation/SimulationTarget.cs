namespace CarTEvidence.Resampling;

/// <summary>The proportion that an interval is meant to cover.</summary>
public enum SimulationTarget
{
    /// <summary>The typical study, expit(μ).</summary>
    Typical,

    /// <summary>The average over studies, E[expit(μ + τZ)].</summary>
    Average,
}
