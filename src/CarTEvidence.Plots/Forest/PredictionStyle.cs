namespace CarTEvidence.Plots;

/// <summary>How a forest plot shows the prediction interval.</summary>
public enum PredictionStyle
{
    /// <summary>A bar in its own row.</summary>
    Bar,

    /// <summary>A bar in its own row, and a pale band behind all rows.</summary>
    Shade,

    /// <summary>The predictive density over a thin bar, in a row of its own.</summary>
    Density,
}
