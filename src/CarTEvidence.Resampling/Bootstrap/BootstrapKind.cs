namespace CarTEvidence.Resampling;

/// <summary>What a bootstrap draws.</summary>
public enum BootstrapKind
{
    /// <summary>Studies, with replacement: <see cref="Bootstrap.Studies"/>.</summary>
    Studies,

    /// <summary>Events of every study from a binomial-normal model on the logit scale: <see cref="Bootstrap.Parametric(ReadOnlySpan{int}, ReadOnlySpan{int}, BootstrapOptions?, IProgress{double}?, CancellationToken)"/>.</summary>
    Parametric,

    /// <summary>Patients within every study, with replacement: <see cref="Bootstrap.Patients"/>.</summary>
    Patients,

    /// <summary>Clusters of studies, with replacement: <see cref="Bootstrap.Clusters"/>.</summary>
    Clusters,

    /// <summary>Random multipliers of the residuals: <see cref="Bootstrap.Wild"/>.</summary>
    Wild,

    /// <summary>Effects of every study from the normal random-effects model: <see cref="Bootstrap.Normal"/>.</summary>
    Normal,
}
