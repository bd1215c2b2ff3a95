namespace CarTEvidence.Resampling;

/// <summary>What a bootstrap interval is for.</summary>
public enum BootstrapStatistic
{
    /// <summary>The pooled mean.</summary>
    Mean,

    /// <summary>tau².</summary>
    TauSquared,
}
