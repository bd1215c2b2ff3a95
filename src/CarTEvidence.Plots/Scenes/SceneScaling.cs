namespace CarTEvidence.Plots;

/// <summary>Multiplies every length of a mark.</summary>
/// <param name="factor">The factor.</param>
internal sealed class SceneScaling(double factor)
{
    internal Mark Apply(Mark mark) => mark switch
    {
        GroupMark group => group with { Marks = [.. group.Marks.Select(Apply)] },
        LineMark line => new LineMark(Apply(line.From), Apply(line.To), Apply(line.Style)),
        RectangleMark rectangle => rectangle with { Box = Apply(rectangle.Box), CornerRadius = rectangle.CornerRadius * factor, Style = Apply(rectangle.Style) },
        CircleMark circle => new CircleMark(Apply(circle.Center), circle.Radius * factor, Apply(circle.Style)),
        PolygonMark polygon => new PolygonMark([.. polygon.Points.Select(Apply)], Apply(polygon.Style)),
        PathMark path => new PathMark([.. path.Steps.Select(step => step.Map(Apply))], Apply(path.Style)),
        TextMark text => text with { Position = Apply(text.Position), Style = text.Style with { Size = text.Style.Size * factor } },
        _ => throw new ArgumentException($"A scene has no mark of the kind {mark.GetType().Name}.", nameof(mark)),
    };

    private ScenePoint Apply(ScenePoint point) => new(point.X * factor, point.Y * factor);

    private SceneBox Apply(SceneBox box) => new(box.Left * factor, box.Top * factor, box.Right * factor, box.Bottom * factor);

    private ShapeStyle Apply(ShapeStyle style) =>
        style with { StrokeWidth = style.StrokeWidth * factor, DashLength = style.DashLength * factor, DashGap = style.DashGap * factor };
}
