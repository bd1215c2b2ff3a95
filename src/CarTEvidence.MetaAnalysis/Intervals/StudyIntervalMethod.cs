namespace CarTEvidence.MetaAnalysis;

/// <summary>How the confidence interval of one study's proportion is made.</summary>
public enum StudyIntervalMethod
{
    /// <summary>Exact: inverts two one-sided binomial tests; never covers less than its level. doi:10.1093/biomet/26.4.404.</summary>
    ClopperPearson,

    /// <summary>Inverts the score test. doi:10.1080/01621459.1927.10502953.</summary>
    Wilson,

    /// <summary>Wald interval after adding z²/2 events and non-events. doi:10.1080/00031305.1998.10480550.</summary>
    AgrestiCoull,

    /// <summary>Equal-tailed posterior interval under Beta(½, ½), with 0 and 1 as limits at no and all events. doi:10.1214/ss/1009213286.</summary>
    Jeffreys,

    /// <summary>As Clopper–Pearson, counting half the probability of the observed number. doi:10.1002/(SICI)1097-0258(19980430)17:8&lt;857::AID-SIM777&gt;3.0.CO;2-E.</summary>
    MidP,
}
