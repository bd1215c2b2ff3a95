namespace CarTEvidence.MetaAnalysis;

/// <summary>Reference distribution of a cluster-robust t test.</summary>
public enum RobustDegreesOfFreedom
{
    /// <summary>Matches the first two moments of the variance estimate under the working model. doi:10.1080/07350015.2016.1247004.</summary>
    Satterthwaite,

    /// <summary>Clusters minus coefficients, m − p. Too many where clusters differ in size.</summary>
    ClustersMinusCoefficients,
}
