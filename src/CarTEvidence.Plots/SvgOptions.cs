namespace CarTEvidence.Plots;

/// <summary>Choices of the SVG writer.</summary>
public sealed record SvgOptions
{
    /// <summary>The defaults.</summary>
    public static SvgOptions Default { get; } = new();

    /// <summary>
    /// Starts every id and class of the document, so that several figures can stand inline in one page: a letter, then letters, digits and hyphens.
    /// Default <c>null</c>: <c>f</c> and eight hexadecimal digits of a hash of the figure, the same on every run.
    /// </summary>
    public string? IdPrefix { get; init; }
}
