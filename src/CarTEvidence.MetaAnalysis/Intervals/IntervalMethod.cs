namespace CarTEvidence.MetaAnalysis;

/// <summary>How the confidence interval of a pooled effect is made.</summary>
public enum IntervalMethod
{
    /// <summary>Normal quantiles and the model's standard error (<c>z</c>). Too narrow for few studies.</summary>
    Wald,

    /// <summary>Student t quantiles with k − p degrees of freedom and the model's standard error.</summary>
    T,

    /// <summary>Hartung–Knapp–Sidik–Jonkman: rescaled standard error and t(k − p). doi:10.1002/sim.791, doi:10.1002/sim.1262.</summary>
    Hksj,

    /// <summary>As <see cref="Hksj"/>, but the variance factor is never below 1. doi:10.1002/sim.1482.</summary>
    HksjAdHoc,

    /// <summary>Where the profile log-likelihood falls by half a chi-squared quantile.</summary>
    ProfileLikelihood,

    /// <summary>Kenward–Roger adjusted standard error and degrees of freedom (REML). doi:10.2307/2533558.</summary>
    KenwardRoger,

    /// <summary>
    /// Bias-corrected and accelerated limits from draws of the studies with replacement, for a mean by inverse variance (DerSimonian–Laird, REML, ML, Paule–Mandel or common).
    /// doi:10.1080/01621459.1987.10478410.
    /// </summary>
    Bootstrap,

    /// <summary>Equal-tailed credible interval of a model with priors.</summary>
    EqualTailed,
}
