namespace CarTEvidence.Plots;

/// <summary>A path of straight and curved steps.</summary>
/// <param name="Steps">The steps in order, the first a <see cref="PathVerb.Move"/>.</param>
/// <param name="Style">Its fill and outline.</param>
/// <remarks>The steps are compared by reference.</remarks>
public sealed record PathMark(IReadOnlyList<PathStep> Steps, ShapeStyle Style) : Mark
{
    /// <summary>The box of all end and control points, which encloses the path.</summary>
    public override SceneBox Bounds => SceneBox.Around([.. Steps.SelectMany(step => step.Points)]).Grow(Style.HalfStroke);

    /// <summary>An open path of straight lines.</summary>
    /// <param name="points">Its corners in order, at least two.</param>
    /// <param name="style">Its stroke.</param>
    /// <exception cref="ArgumentException">There are fewer than two points.</exception>
    public static PathMark Polyline(IReadOnlyList<ScenePoint> points, ShapeStyle style)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count < 2)
        {
            throw new ArgumentException($"A line needs at least two points, not {points.Count}.", nameof(points));
        }

        return new PathMark([.. points.Select((point, i) => i == 0 ? PathStep.Move(point) : PathStep.Line(point))], style);
    }
}
