namespace CarTEvidence.Plots;

/// <summary>How a shape is painted.</summary>
/// <param name="Name">What the shape is, in kebab case; becomes its CSS class.</param>
public sealed record ShapeStyle(string Name)
{
    /// <summary>Colour inside; <c>null</c> leaves it open.</summary>
    public Rgb? Fill { get; init; }

    /// <summary>Colour of the outline; <c>null</c> draws none.</summary>
    public Rgb? Stroke { get; init; }

    /// <summary>Width of the outline, in points.</summary>
    public double StrokeWidth { get; init; } = 0.75;

    /// <summary>Length of a dash, in points; 0 draws a solid line.</summary>
    public double DashLength { get; init; }

    /// <summary>Gap between dashes, in points.</summary>
    public double DashGap { get; init; }

    /// <summary>Opacity of fill and outline, 0…1.</summary>
    public double Opacity { get; init; } = 1;

    internal double HalfStroke => Stroke is null ? 0 : StrokeWidth / 2;
}
