namespace CarTEvidence.MetaAnalysis;

/// <summary>Log-likelihoods and information criteria of a fit.</summary>
public sealed record FitStatistics
{
    /// <summary>Log-likelihood at the estimates, all constants included.</summary>
    public double? LogLikelihoodMl { get; init; }

    /// <summary>Restricted log-likelihood at the estimates.</summary>
    public double? LogLikelihoodReml { get; init; }

    /// <summary>Akaike's criterion.</summary>
    public double? Aic { get; init; }

    /// <summary>Schwarz's Bayesian criterion.</summary>
    public double? Bic { get; init; }

    /// <summary>Akaike's criterion with the small-sample correction.</summary>
    public double? Aicc { get; init; }
}
