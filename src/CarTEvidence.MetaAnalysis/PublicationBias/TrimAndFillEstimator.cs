namespace CarTEvidence.MetaAnalysis;

/// <summary>Duval and Tweedie's estimators of the number of missing studies. doi:10.1080/01621459.2000.10473905.</summary>
public enum TrimAndFillEstimator
{
    /// <summary>From the rank sum, linear; the usual choice.</summary>
    L0,

    /// <summary>From the length of the run of extreme ranks on one side; has a test that none is missing.</summary>
    R0,

    /// <summary>From the rank sum, quadratic; not defined where the asymmetry is extreme.</summary>
    Q0,
}
