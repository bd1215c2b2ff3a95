namespace CarTEvidence.Plots;

/// <summary>A circle.</summary>
/// <param name="Center">Its centre.</param>
/// <param name="Radius">Its radius, in points.</param>
/// <param name="Style">Its fill and outline.</param>
public sealed record CircleMark(ScenePoint Center, double Radius, ShapeStyle Style) : Mark
{
    /// <inheritdoc/>
    public override SceneBox Bounds => new SceneBox(Center.X, Center.Y, Center.X, Center.Y).Grow(Radius + Style.HalfStroke);
}
