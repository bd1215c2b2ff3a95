using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots;

/// <summary>How a text is set, in the scene's sans-serif family.</summary>
/// <param name="Name">What the text is, in kebab case; becomes its CSS class.</param>
/// <param name="Size">Font size, in points.</param>
/// <param name="Color">Colour of the letters.</param>
public sealed record TextStyle(string Name, double Size, Rgb Color)
{
    /// <summary>Bold weight.</summary>
    public bool Bold { get; init; }

    /// <summary>Italic.</summary>
    public bool Italic { get; init; }

    /// <summary>Width of <paramref name="text"/> on one line, in points, by the metrics of Arial, Helvetica and Liberation Sans.</summary>
    public double WidthOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FontMetrics.Width(text, Size, Bold, Italic);
    }

    /// <summary>Distance from one baseline to the next, in points.</summary>
    internal double LineHeight => Size * 1.22;

    /// <summary>From the middle of capital letters down to the baseline, in points.</summary>
    internal double MiddleToBaseline => Size * FontMetrics.CapHeight / 2;
}
