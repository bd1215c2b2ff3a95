namespace CarTEvidence.MetaAnalysis;

/// <summary>Which distribution the prediction interval for the effect in a new study uses.</summary>
public enum PredictionMethod
{
    /// <summary>Student t with k − p degrees of freedom.</summary>
    T,

    /// <summary>Normal quantiles.</summary>
    Normal,

    /// <summary>Higgins–Thompson–Spiegelhalter: Student t with k − p − 1 degrees of freedom. doi:10.1111/j.1467-985X.2008.00552.x.</summary>
    HigginsThompsonSpiegelhalter,

    /// <summary>Student t with k − p degrees of freedom and the model's own standard error, whatever the interval of the mean (<c>V</c>). Veroniki et al., doi:10.1002/jrsm.1319.</summary>
    Veroniki,

    /// <summary>Normal quantiles and the model's own standard error, whatever the interval of the mean (<c>S</c>).</summary>
    ModelNormal,

    /// <summary>Student t with k − p degrees of freedom and the Hartung–Knapp standard error, no ad hoc rule applied (<c>HK</c>).</summary>
    HartungKnapp,

    /// <summary>As <see cref="HartungKnapp"/> with one degree of freedom less (<c>HK-PR</c>). Partlett and Riley, doi:10.1002/sim.7140.</summary>
    HartungKnappPartlettRiley,

    /// <summary>Kenward–Roger standard error and degrees of freedom (<c>KR</c>). doi:10.2307/2533558.</summary>
    KenwardRoger,

    /// <summary>As <see cref="KenwardRoger"/> with one degree of freedom less (<c>KR-PR</c>). Partlett and Riley, doi:10.1002/sim.7140.</summary>
    KenwardRogerPartlettRiley,

    /// <summary>Quantiles of the posterior predictive distribution: what the Bayesian model has, whatever is asked for, and no other model.</summary>
    Posterior,

    /// <summary>Quantiles of the beta distribution of the studies' proportions at its estimates: what the beta-binomial model has, whatever is asked for, and no other model.</summary>
    Beta,
}
