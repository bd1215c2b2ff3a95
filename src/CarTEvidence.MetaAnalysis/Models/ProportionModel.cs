namespace CarTEvidence.MetaAnalysis;

/// <summary>Models that pool proportions of single arms.</summary>
public enum ProportionModel
{
    /// <summary>Random-intercept logistic model, maximum likelihood by adaptive quadrature. Needs no zero correction; the default.</summary>
    BinomialNormal,

    /// <summary>Inverse-variance random effects on the chosen measure.</summary>
    Random,

    /// <summary>Inverse-variance common effect on the chosen measure.</summary>
    Common,

    /// <summary>Beta-binomial model, maximum likelihood.</summary>
    BetaBinomial,

    /// <summary>Binomial-normal model with stated priors, by deterministic quadrature.</summary>
    BayesianBinomialNormal,
}
