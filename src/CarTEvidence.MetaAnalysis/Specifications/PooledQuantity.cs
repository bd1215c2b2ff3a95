namespace CarTEvidence.MetaAnalysis;

/// <summary>What a pooled proportion speaks of.</summary>
public enum PooledQuantity
{
    /// <summary>The typical (median) study, expit(μ) in the binomial-normal model: what inverse-variance pooling on a transformed scale estimates.</summary>
    Typical,

    /// <summary>The average over studies, E[expit(μ + τZ)]: also what raw proportions and the beta-binomial model estimate.</summary>
    Average,
}
