namespace CarTEvidence.Plots;

/// <summary>An upright box on a scene, in points.</summary>
/// <param name="Left">Left edge.</param>
/// <param name="Top">Upper edge; y grows downwards.</param>
/// <param name="Right">Right edge, not left of <paramref name="Left"/>.</param>
/// <param name="Bottom">Lower edge, not above <paramref name="Top"/>.</param>
public readonly record struct SceneBox(double Left, double Top, double Right, double Bottom)
{
    /// <summary>Horizontal extent.</summary>
    public double Width => Right - Left;

    /// <summary>Vertical extent.</summary>
    public double Height => Bottom - Top;

    /// <summary>Whether the two boxes share more than an edge.</summary>
    public bool Overlaps(SceneBox other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    /// <summary>Whether <paramref name="other"/> lies within this box, edges included.</summary>
    public bool Contains(SceneBox other) => Left <= other.Left && Top <= other.Top && other.Right <= Right && other.Bottom <= Bottom;

    /// <summary>The smallest box around both.</summary>
    public SceneBox Union(SceneBox other) =>
        new(Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));

    /// <summary>This box with <paramref name="margin"/> added on all sides.</summary>
    public SceneBox Grow(double margin) => new(Left - margin, Top - margin, Right + margin, Bottom + margin);

    internal static SceneBox Around(IReadOnlyList<ScenePoint> points) =>
        new(points.Min(p => p.X), points.Min(p => p.Y), points.Max(p => p.X), points.Max(p => p.Y));
}
