namespace CarTEvidence.Plots;

/// <summary>A closed polygon.</summary>
/// <param name="Points">Its corners in order, at least three.</param>
/// <param name="Style">Its fill and outline.</param>
/// <remarks>The corners are compared by reference.</remarks>
public sealed record PolygonMark(IReadOnlyList<ScenePoint> Points, ShapeStyle Style) : Mark
{
    /// <inheritdoc/>
    public override SceneBox Bounds => SceneBox.Around(Points).Grow(Style.HalfStroke);
}
