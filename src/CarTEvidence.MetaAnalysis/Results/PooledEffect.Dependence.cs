namespace CarTEvidence.MetaAnalysis;

public sealed partial record PooledEffect
{
    /// <summary>Variance components of multilevel and multivariate models; empty for the others.</summary>
    public IReadOnlyList<VarianceComponent> VarianceComponents { get; init; } = [];

    /// <summary>Correlations between the random effects of a multivariate model; empty for the others.</summary>
    public IReadOnlyList<RandomEffectCorrelation> Correlations { get; init; } = [];

    /// <summary>Cluster-robust inference for the coefficients; <c>null</c> where none was asked for.</summary>
    public RobustVariance? Robust { get; init; }
}
