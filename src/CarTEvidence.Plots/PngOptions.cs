namespace CarTEvidence.Plots;

/// <summary>Choices for raster images, which a converter found on the machine makes from the SVG.</summary>
public sealed record PngOptions
{
    /// <summary>The defaults.</summary>
    public static PngOptions Default { get; } = new();

    /// <summary>Resolution, in dots an inch, 24 to 2400. Default 300.</summary>
    public int Dpi { get; init; } = 300;

    /// <summary>
    /// Path of the converter. Its file name tells how it is called: <c>rsvg-convert</c>, <c>resvg</c>, <c>inkscape</c>, or a Chrome, Chromium or Edge.
    /// Default <c>null</c>: the first of these on the PATH, then where Chrome and Edge are usually installed.
    /// </summary>
    public string? Converter { get; init; }
}
