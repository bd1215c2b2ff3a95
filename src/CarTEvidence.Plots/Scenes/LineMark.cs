namespace CarTEvidence.Plots;

/// <summary>A straight line with butt ends.</summary>
/// <param name="From">One end.</param>
/// <param name="To">The other end.</param>
/// <param name="Style">Its stroke.</param>
public sealed record LineMark(ScenePoint From, ScenePoint To, ShapeStyle Style) : Mark
{
    /// <inheritdoc/>
    public override SceneBox Bounds
    {
        get
        {
            var box = SceneBox.Around([From, To]);
            var half = Style.HalfStroke;
            return From.Y == To.Y ? box with { Top = box.Top - half, Bottom = box.Bottom + half }
                : From.X == To.X ? box with { Left = box.Left - half, Right = box.Right + half }
                : box.Grow(half);
        }
    }
}
