namespace CarTEvidence.Plots;

/// <summary>The order of the studies of a forest plot, within subgroups where there are any. Ties keep the order of the data.</summary>
public enum ForestOrder
{
    /// <summary>As in the data.</summary>
    AsGiven,

    /// <summary>Smallest estimate first.</summary>
    Estimate,

    /// <summary>Largest estimate first.</summary>
    EstimateDescending,

    /// <summary>Most patients, or the largest weight where patients are not counted, first.</summary>
    Size,

    /// <summary>By name, in ordinal order.</summary>
    Name,

    /// <summary>Largest weight first.</summary>
    Weight,

    /// <summary>Most patients with the event first.</summary>
    Events,

    /// <summary>Narrowest interval first.</summary>
    Precision,
}
