namespace CarTEvidence.MetaAnalysis;

/// <summary>How Egger's regression allows for heterogeneity beyond the small-study effect.</summary>
public enum EggerResidual
{
    /// <summary>An additive variance tau², tested on the normal distribution.</summary>
    Additive,

    /// <summary>A multiplicative dispersion, tested on t(k − 2); Egger's original.</summary>
    Multiplicative,
}
