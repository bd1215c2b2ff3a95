namespace CarTEvidence.MetaAnalysis;

/// <summary>How several outcomes are pooled together.</summary>
/// <remarks>Of the estimators of <see cref="PoolingOptions.TauSquared"/> the likelihoods, REML (the default) and ML, are defined here; of the intervals, Wald (the default) and t(k − p).</remarks>
public sealed record MultivariateOptions : PoolingOptions
{
    /// <summary>The defaults: REML, Wald intervals, profile-likelihood intervals of the variances and correlations.</summary>
    public static MultivariateOptions Default { get; } = new();

    /// <summary>Measure all effects are on, for the way back to the natural scale. Default: generic (no transformation).</summary>
    public Measure Measure { get; init; } = Measure.Generic;

    /// <summary>Cluster-robust variance, clustered by study; <c>null</c> (the default) for none.</summary>
    public RobustOptions? Robust { get; init; }

    /// <summary>Whether profile-likelihood intervals of variances and correlations are computed. Default: yes.</summary>
    public bool ComponentIntervals { get; init; } = true;
}
