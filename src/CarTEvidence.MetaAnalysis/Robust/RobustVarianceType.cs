namespace CarTEvidence.MetaAnalysis;

/// <summary>Cluster-robust (sandwich) estimators of the variance of pooled coefficients.</summary>
public enum RobustVarianceType
{
    /// <summary>Plain sandwich, without small-sample correction; too small for few clusters. doi:10.1093/biomet/73.1.13.</summary>
    Cr0,

    /// <summary><see cref="Cr0"/> times m / (m − p) for m clusters and p coefficients.</summary>
    Cr1,

    /// <summary>Bias-reduced linearisation: unbiased where the working model holds. doi:10.1080/07350015.2016.1247004.</summary>
    Cr2,
}
