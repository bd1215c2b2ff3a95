namespace CarTEvidence.MetaAnalysis;

/// <summary>Which distribution the prediction interval for the effect in a new study uses.</summary>
public enum PredictionMethod
{
    /// <summary>Student t with k − p degrees of freedom.</summary>
    T,

    /// <summary>Normal quantiles.</summary>
    Normal,

    /// <summary>Higgins–Thompson–Spiegelhalter: Student t with k − p − 1 degrees of freedom. doi:10.1111/j.1467-985X.2008.00552.x.</summary>
    HigginsThompsonSpiegelhalter,
}
