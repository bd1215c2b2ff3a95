namespace CarTEvidence.MetaAnalysis;

/// <summary>What a posterior density is of.</summary>
public enum PosteriorQuantity
{
    /// <summary>The proportion in the typical study, expit(μ), 0…1.</summary>
    TypicalStudy,

    /// <summary>The average proportion over studies, E[expit(μ + τZ)], 0…1.</summary>
    Average,

    /// <summary>The proportion in a new study (the posterior predictive distribution), 0…1.</summary>
    NewStudy,

    /// <summary>tau, the between-study standard deviation of the logit, 0 or more.</summary>
    Tau,
}
