namespace CarTEvidence.Plots;

/// <summary>The vertical axis of a funnel plot; precise studies are at the top. Sterne and Egger, J Clin Epidemiol 2001, doi:10.1016/S0895-4356(01)00377-8.</summary>
public enum FunnelScale
{
    /// <summary>Standard error.</summary>
    StandardError,

    /// <summary>Sampling variance.</summary>
    Variance,

    /// <summary>Number of patients, the choice for proportions, whose standard errors depend on the estimate.</summary>
    SampleSize,

    /// <summary>One over the square root of the number of patients.</summary>
    InverseRootSampleSize,
}
