using CarTEvidence.Notebooks;

namespace CarTEvidence.Plots.Notebooks;

/// <summary>Shows figures in notebooks: HTML with the drawing inline first, what it shows in words second; the drawing alone for hosts that prefer it.</summary>
internal sealed class FigureFormatterSource
{
    private readonly TypeFormatter[] _formatters =
    [
        new(TypeFormatter.Html, Of(figure => figure.ToHtml())),
        new(TypeFormatter.Plain, Of(figure => $"{figure.Title}\n{figure.Description}")),
        new(TypeFormatter.Svg, Of(figure => figure.ToSvg())),
    ];

    /// <summary>The formatters; kernels look for a method of this name.</summary>
    public IEnumerable<object> CreateTypeFormatters() => _formatters;

    private static Func<object, string?> Of(Func<Figure, string> write) => instance => instance is Figure figure ? write(figure) : null;
}
