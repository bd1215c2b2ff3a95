namespace CarTEvidence.MetaAnalysis;

public sealed partial record PooledEffect
{
    /// <summary>Correlation between two patients of one study, 0…1, in the beta-binomial model, with its profile-likelihood interval; else <c>null</c>.</summary>
    public Estimate? IntraclassCorrelation { get; init; }
}
