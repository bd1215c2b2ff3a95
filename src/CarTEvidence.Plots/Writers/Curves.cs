namespace CarTEvidence.Plots.Writers;

/// <summary>Round shapes as cubic Bézier curves, for formats without circles.</summary>
internal static class Curves
{
    /// <summary>Distance of the control points that brings a quarter circle within 0.03 % of its radius: 4/3 (√2 − 1).</summary>
    private const double Kappa = 0.5522847498307936;

    internal static IEnumerable<PathStep> Circle(ScenePoint center, double radius) =>
        RoundedRectangle(new SceneBox(center.X - radius, center.Y - radius, center.X + radius, center.Y + radius), radius);

    internal static IEnumerable<PathStep> RoundedRectangle(SceneBox box, double radius)
    {
        var r = Math.Min(radius, Math.Min(box.Width, box.Height) / 2);
        var c = r * (1 - Kappa);
        yield return PathStep.Move(new(box.Left + r, box.Top));
        yield return PathStep.Line(new(box.Right - r, box.Top));
        yield return PathStep.Cubic(new(box.Right - c, box.Top), new(box.Right, box.Top + c), new(box.Right, box.Top + r));
        yield return PathStep.Line(new(box.Right, box.Bottom - r));
        yield return PathStep.Cubic(new(box.Right, box.Bottom - c), new(box.Right - c, box.Bottom), new(box.Right - r, box.Bottom));
        yield return PathStep.Line(new(box.Left + r, box.Bottom));
        yield return PathStep.Cubic(new(box.Left + c, box.Bottom), new(box.Left, box.Bottom - c), new(box.Left, box.Bottom - r));
        yield return PathStep.Line(new(box.Left, box.Top + r));
        yield return PathStep.Cubic(new(box.Left, box.Top + c), new(box.Left + c, box.Top), new(box.Left + r, box.Top));
        yield return PathStep.Close();
    }
}
