namespace CarTEvidence.Resampling;

/// <summary>Inverse-variance estimators that the batch kernels compute.</summary>
public enum PooledEstimator
{
    /// <summary>Random effects, tau² by the moment estimator of DerSimonian and Laird (1986), doi:10.1016/0197-2456(86)90046-2.</summary>
    DerSimonianLaird,

    /// <summary>Common effect: tau² is taken to be 0.</summary>
    CommonEffect,

    /// <summary>Random effects, tau² by restricted maximum likelihood, the global maximum: Viechtbauer (2005), doi:10.3102/10769986030003261.</summary>
    Reml,

    /// <summary>Random effects, tau² by maximum likelihood, the global maximum: Hardy and Thompson (1996), Statistics in Medicine 15, 619–629.</summary>
    MaximumLikelihood,

    /// <summary>Random effects, tau² from the generalised Q statistic: Paule and Mandel (1982), doi:10.6028/jres.087.022.</summary>
    PauleMandel,

    /// <summary>
    /// Maximum likelihood of the binomial-normal model, which is fitted to events and not to effects: Hamza, van Houwelingen and Stijnen (2008),
    /// doi:10.1016/j.jclinepi.2007.03.016. Only the bootstraps that draw events know it.
    /// </summary>
    BinomialNormal,
}
