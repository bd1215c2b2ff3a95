namespace CarTEvidence.Plots.Notebooks;

/// <summary>Shows figures in notebooks: inline SVG in HTML first, what they show in words second.</summary>
internal sealed class FigureFormatterSource
{
    /// <summary>The preferred format.</summary>
    public const string Html = "text/html";

    /// <summary>The format of last resort.</summary>
    public const string Plain = "text/plain";

    private readonly FigureFormatter[] _formatters =
    [
        new(Html, figure => figure.ToHtml()),
        new(Plain, figure => $"{figure.Title}\n{figure.Description}"),
    ];

    /// <summary>The formatters; kernels look for a method of this name.</summary>
    public IEnumerable<object> CreateTypeFormatters() => _formatters;
}
