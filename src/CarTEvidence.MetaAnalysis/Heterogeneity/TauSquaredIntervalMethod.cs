namespace CarTEvidence.MetaAnalysis;

/// <summary>How a confidence interval of tau² is made.</summary>
public enum TauSquaredIntervalMethod
{
    /// <summary>Inverts the generalised Q statistic. doi:10.1002/sim.2514.</summary>
    QProfile,

    /// <summary>Where the profile log-likelihood falls by half a chi-squared quantile. doi:10.1002/(SICI)1097-0258(19960330)15:6&lt;619::AID-SIM188&gt;3.0.CO;2-A.</summary>
    ProfileLikelihood,

    /// <summary>From the exact distribution of Cochran's Q. doi:10.1002/sim.3428.</summary>
    BiggerstaffJackson,
}
