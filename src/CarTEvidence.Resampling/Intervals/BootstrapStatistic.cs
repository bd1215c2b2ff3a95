namespace CarTEvidence.Resampling;

/// <summary>What a bootstrap interval is for.</summary>
public enum BootstrapStatistic
{
    /// <summary>The pooled mean.</summary>
    Mean,

    /// <summary>tau².</summary>
    TauSquared,

    /// <summary>I² in percent, from tau² and the typical variance of Higgins and Thompson (2002), doi:10.1002/sim.1186.</summary>
    ISquared,

    /// <summary>The lower limit of the prediction interval, mean − t √(tau² + se²), with t on k − 1 degrees of freedom (k of the data): Higgins, Thompson and Spiegelhalter (2009), doi:10.1111/j.1467-985X.2008.00552.x.</summary>
    PredictionLower,

    /// <summary>Its upper limit.</summary>
    PredictionUpper,
}
