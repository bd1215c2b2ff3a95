namespace CarTEvidence.Resampling;

/// <summary>Intervals of <see cref="LogitMethods"/>.</summary>
public enum LogitInterval
{
    /// <summary>Normal quantiles and the usual standard error.</summary>
    Wald,

    /// <summary>t quantiles with k − 1 degrees of freedom and the usual standard error.</summary>
    T,

    /// <summary>t quantiles with k − 1 degrees of freedom and the standard error of Hartung, Knapp, Sidik and Jonkman.</summary>
    Hksj,

    /// <summary>The same, but the standard error is never below the usual one.</summary>
    HksjAdHoc,
}
