namespace CarTEvidence.Plots;

/// <summary>An upright rectangle.</summary>
/// <param name="Box">Where it is.</param>
/// <param name="Style">Its fill and outline.</param>
public sealed record RectangleMark(SceneBox Box, ShapeStyle Style) : Mark
{
    /// <summary>Radius of the corners, in points; 0 for square ones.</summary>
    public double CornerRadius { get; init; }

    /// <inheritdoc/>
    public override SceneBox Bounds => Box.Grow(Style.HalfStroke);
}
