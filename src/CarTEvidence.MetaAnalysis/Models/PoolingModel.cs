namespace CarTEvidence.MetaAnalysis;

/// <summary>The model behind a pooled effect, over all kinds of data.</summary>
public enum PoolingModel
{
    /// <summary>Inverse-variance random effects.</summary>
    Random,

    /// <summary>Inverse-variance common effect.</summary>
    Common,

    /// <summary>Random-intercept logistic model (a GLMM for one arm).</summary>
    BinomialNormal,

    /// <summary>Random-intercept Poisson model (a GLMM for rates).</summary>
    PoissonNormal,

    /// <summary>Beta-binomial model.</summary>
    BetaBinomial,

    /// <summary>Binomial-normal model with priors.</summary>
    BayesianBinomialNormal,

    /// <summary>Mantel–Haenszel.</summary>
    MantelHaenszel,

    /// <summary>Peto's one-step odds ratio.</summary>
    Peto,

    /// <summary>Two-arm logistic model, fixed study effects, unconditional.</summary>
    GlmmUmFs,

    /// <summary>Two-arm logistic model, random study effects, unconditional.</summary>
    GlmmUmRs,

    /// <summary>Two-arm conditional model, exact likelihood (non-central hypergeometric).</summary>
    GlmmCmEl,

    /// <summary>Two-arm conditional model, approximate likelihood (binomial).</summary>
    GlmmCmAl,

    /// <summary>Three-level random effects.</summary>
    Multilevel,

    /// <summary>Bivariate or multivariate random effects.</summary>
    Bivariate,
}
