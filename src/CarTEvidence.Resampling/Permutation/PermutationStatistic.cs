namespace CarTEvidence.Resampling;

/// <summary>What a permutation test compares in size; its distribution in large samples is of no account for the p-value.</summary>
public enum PermutationStatistic
{
    /// <summary>An estimate over its standard error, normal in large samples.</summary>
    Z,

    /// <summary>An estimate over a standard error with degrees of freedom, as that of Hartung, Knapp, Sidik and Jonkman.</summary>
    T,

    /// <summary>Wald's statistic of several coefficients together, chi-squared in large samples.</summary>
    Qm,

    /// <summary>The same over its degrees of freedom, with denominator degrees of freedom.</summary>
    F,
}
