namespace CarTEvidence.MetaAnalysis;

/// <summary>The kind of data an effect measure is computed from.</summary>
public enum MeasureKind
{
    /// <summary>Events among the patients of one arm.</summary>
    Proportion,

    /// <summary>Events per person-time of one arm.</summary>
    Rate,

    /// <summary>Events in two arms.</summary>
    TwoArm,

    /// <summary>Events per person-time in two arms.</summary>
    TwoArmRate,

    /// <summary>Mean of one arm.</summary>
    Mean,

    /// <summary>Means of two arms.</summary>
    TwoArmMean,

    /// <summary>Change within one arm.</summary>
    MeanChange,

    /// <summary>Effect and variance given.</summary>
    Generic,
}
