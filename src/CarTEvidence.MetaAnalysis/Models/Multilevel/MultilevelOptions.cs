namespace CarTEvidence.MetaAnalysis;

/// <summary>How effects within clusters are pooled.</summary>
/// <remarks>Of the estimators of <see cref="PoolingOptions.TauSquared"/> the likelihoods, REML (the default) and ML, are defined here; of the intervals, Wald (the default) and t(k − 1).</remarks>
public sealed record MultilevelOptions : PoolingOptions
{
    /// <summary>The defaults: REML, Wald interval, CR2 cluster-robust variance beside it.</summary>
    public static MultilevelOptions Default { get; } = new();

    /// <summary>Measure the effects are on, for the way back to the natural scale. Default: generic (no transformation).</summary>
    public Measure Measure { get; init; } = Measure.Generic;

    /// <summary>Cluster-robust variance, clustered by the outer label; <c>null</c> for none. Default: CR2.</summary>
    public RobustOptions? Robust { get; init; } = RobustOptions.Default;

    /// <summary>Whether profile-likelihood intervals of the variance components are computed. Default: yes.</summary>
    public bool ComponentIntervals { get; init; } = true;
}
