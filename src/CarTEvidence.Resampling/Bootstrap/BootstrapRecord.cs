namespace CarTEvidence.Resampling;

/// <summary>What is kept of every replicate besides the pooled mean; each part takes 8 bytes a replicate.</summary>
/// <remarks>An interval needs what it is about: prediction limits need tau² and the standard error, studentized intervals the standard errors of their statistic.</remarks>
[Flags]
public enum BootstrapRecord
{
    /// <summary>The mean alone.</summary>
    MeanOnly = 0,

    /// <summary>The estimate of tau².</summary>
    TauSquared = 1,

    /// <summary>The usual standard error of the mean, (Σ 1/(v + tau²))^(−1/2).</summary>
    StandardError = 2,

    /// <summary>The standard error of Hartung, Knapp, Sidik and Jonkman.</summary>
    HksjStandardError = 4,

    /// <summary>I², in percent.</summary>
    ISquared = 8,

    /// <summary>The asymptotic standard errors of tau² and of I²; none for the common effect.</summary>
    HeterogeneityStandardErrors = 16,

    /// <summary>Everything.</summary>
    All = TauSquared | StandardError | HksjStandardError | ISquared | HeterogeneityStandardErrors,
}
