namespace CarTEvidence.Resampling;

/// <summary>How the logits of simulated studies scatter about their mean; all with the same mean and variance.</summary>
public enum EffectDistribution
{
    /// <summary>Normal.</summary>
    Normal,

    /// <summary>An exponential variable less its mean: skewness 2, a long tail of high proportions.</summary>
    Skewed,

    /// <summary>Half of the studies one standard deviation above the mean, half below.</summary>
    TwoPoint,
}
