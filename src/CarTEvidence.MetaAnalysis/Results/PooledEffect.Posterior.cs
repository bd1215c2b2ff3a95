namespace CarTEvidence.MetaAnalysis;

public sealed partial record PooledEffect
{
    /// <summary>The posterior distribution, for models with priors; else <c>null</c>.</summary>
    public Posterior? Posterior { get; init; }
}
