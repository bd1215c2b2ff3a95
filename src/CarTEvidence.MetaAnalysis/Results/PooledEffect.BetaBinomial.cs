namespace CarTEvidence.MetaAnalysis;

public sealed partial record PooledEffect
{
    /// <summary>Correlation between two patients of one study, 0…1, in the beta-binomial model, with its profile-likelihood interval; else <c>null</c>.</summary>
    public Estimate? IntraclassCorrelation { get; init; }

    /// <summary>
    /// Probability of 0, 1, … n events among n patients of a new study in the beta-binomial model, at its estimates, length n + 1; empty where no n was asked for, and for the
    /// other models (the Bayesian one has <see cref="MetaAnalysis.Posterior.PredictiveCounts"/>).
    /// </summary>
    public IReadOnlyList<double> PredictiveCounts { get; init; } = [];
}
