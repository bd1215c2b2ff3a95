namespace CarTEvidence.MetaAnalysis;

/// <summary>Estimators of the between-study variance tau². Comparison: doi:10.1002/jrsm.1164, doi:10.1002/jrsm.1316.</summary>
public enum TauSquaredEstimator
{
    /// <summary>Restricted maximum likelihood (<c>REML</c>).</summary>
    Reml,

    /// <summary>DerSimonian–Laird moment estimator (<c>DL</c>). doi:10.1016/0197-2456(86)90046-2.</summary>
    DerSimonianLaird,

    /// <summary>Hedges, also Cochran or variance component (<c>HE</c>).</summary>
    Hedges,

    /// <summary>Hunter–Schmidt (<c>HS</c>).</summary>
    HunterSchmidt,

    /// <summary>Hunter–Schmidt with the small-sample correction k / (k − p) (<c>HSk</c>). M. T. Brannick et al., Organizational Research Methods 22 (2019).</summary>
    HunterSchmidtCorrected,

    /// <summary>Sidik–Jonkman (<c>SJ</c>). doi:10.1111/j.1467-9876.2005.00489.x.</summary>
    SidikJonkman,

    /// <summary>Maximum likelihood (<c>ML</c>).</summary>
    Ml,

    /// <summary>Empirical Bayes, Morris (<c>EB</c>). doi:10.1080/01621459.1983.10477920.</summary>
    EmpiricalBayes,

    /// <summary>Paule–Mandel (<c>PM</c>). doi:10.6028/jres.087.022.</summary>
    PauleMandel,

    /// <summary>Median-unbiased Paule–Mandel (<c>PMM</c>). W. Viechtbauer, European Congress of Methodology, 2021.</summary>
    MedianUnbiasedPauleMandel,

    /// <summary>DerSimonian–Laird, iterated (<c>DLIT</c>); converges to Paule–Mandel.</summary>
    DerSimonianLairdIterated,

    /// <summary>Sidik–Jonkman, iterated (<c>SJIT</c>); converges to Paule–Mandel.</summary>
    SidikJonkmanIterated,
}
