using System.Text;
using CarTEvidence.Files;
using CarTEvidence.Notebooks;
using CarTEvidence.Plots.Notebooks;
using CarTEvidence.Plots.Writers;
using CarTEvidence.Plots.Writers.Png;

namespace CarTEvidence.Plots;

/// <summary>A figure: its geometry, and what it shows in words.</summary>
[TypeFormatterSource(typeof(FigureFormatterSource))]
public sealed record Figure
{
    /// <summary>Makes a figure of a scene.</summary>
    /// <param name="scene">The geometry.</param>
    /// <param name="title">What the figure is, in a few words.</param>
    /// <param name="description">What it shows, in sentences, for those who cannot see it.</param>
    public Figure(Scene scene, string title, string description)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(description);
        Scene = scene;
        Title = title;
        Description = description;
    }

    /// <summary>The geometry.</summary>
    public Scene Scene { get; }

    /// <summary>What the figure is, in a few words.</summary>
    public string Title { get; }

    /// <summary>What it shows, in sentences, for those who cannot see it.</summary>
    public string Description { get; }

    /// <summary>Arranges the content anew for a page of this many millimetres; <c>null</c> where a figure can only be scaled.</summary>
    internal Func<double, Figure>? Rearrange { get; init; }

    /// <summary>
    /// The figure for a column of a given width. A forest plot is arranged anew: names are broken, the plot takes what the columns leave, and the font
    /// shrinks only when nothing else helps. Other figures are scaled.
    /// </summary>
    /// <param name="widthMillimetres">Width of the page, in millimetres; journals' columns are about 86 and 178 mm wide.</param>
    /// <exception cref="ArgumentException">The width is not positive, or too narrow for the columns even in small print.</exception>
    public Figure FitTo(double widthMillimetres)
    {
        if (!(double.IsFinite(widthMillimetres) && widthMillimetres > 0))
        {
            throw new ArgumentException(FormattableString.Invariant($"A width is a positive number of millimetres, not {widthMillimetres}."), nameof(widthMillimetres));
        }

        return Rearrange?.Invoke(widthMillimetres) ?? new Figure(Scene.Scale(widthMillimetres * 72 / 25.4 / Scene.Width), Title, Description);
    }

    /// <summary>The figure as an SVG document, which also stands inline in HTML. The same figure gives the same bytes everywhere.</summary>
    /// <param name="options">Choices of the writer; <c>null</c> for <see cref="SvgOptions.Default"/>.</param>
    /// <exception cref="ArgumentException"><see cref="SvgOptions.IdPrefix"/> cannot start an id.</exception>
    public string ToSvg(SvgOptions? options = null) => SvgWriter.Write(Scene, Title, Description, options ?? SvgOptions.Default);

    /// <summary>The figure as HTML: a <c>figure</c> element with the SVG inline. Notebook kernels show figures this way.</summary>
    public string ToHtml() => $"<figure style=\"margin: 0\">\n{ToSvg()}</figure>\n";

    /// <summary>The figure as a Markdown image that carries the drawing with it (a <c>data:</c> address), what it shows in words as its text.</summary>
    /// <remarks>Notebooks, editors and converters show it; code hosts take such images out, save the figure and name the file there.</remarks>
    public string ToMarkdown()
    {
        var words = string.Concat($"{Title}. {Description}".Select(c => c is '[' or ']' or '\\' ? $"\\{c}" : c is '\n' ? " " : c.ToString()));
        return $"![{words}](data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(ToSvg()))})\n";
    }

    /// <summary>
    /// The figure as a one-page PDF of vectors and standard fonts, tagged with its description. The same figure gives the same bytes everywhere.
    /// The fonts have Latin and Greek letters and the signs of results; viewers add Chinese, Japanese and Korean. Cyrillic is romanised, other scripts appear as question marks; the full text
    /// is kept for copying. No font is embedded: where a journal asks for that, print an SVG to PDF from a browser.
    /// </summary>
    public byte[] ToPdf() => PdfWriter.Write(Scene, Title, Description);

    /// <summary>The figure as a PNG, made by a converter found on the machine.</summary>
    /// <param name="options">Resolution and converter; <c>null</c> for <see cref="PngOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">The resolution is out of range, or the converter named is not one of those known.</exception>
    /// <exception cref="NotSupportedException">No converter was found; the message names what was looked for.</exception>
    /// <exception cref="IOException">The converter failed; the message holds what it said.</exception>
    public byte[] ToPng(PngOptions? options = null) => PngWriter.Write(this, options ?? PngOptions.Default, Environment.GetEnvironmentVariable("PATH"));

    /// <summary>
    /// Writes the figure to a file, in the format its extension names: <c>.svg</c>, <c>.pdf</c> or <c>.png</c> (<see cref="ToPng"/>).
    /// The file appears complete or not at all.
    /// </summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="png">Choices for a PNG; <c>null</c> for <see cref="PngOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">The extension names no format that figures are written in, or a choice for a PNG cannot be met.</exception>
    /// <exception cref="NotSupportedException">A PNG was asked for and no converter was found.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file may not be written to.</exception>
    public void Save(string path, PngOptions? png = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var extension = Path.GetExtension(path);
        var content = extension.ToUpperInvariant() switch
        {
            ".SVG" => Encoding.UTF8.GetBytes(ToSvg()),
            ".PDF" => ToPdf(),
            ".PNG" => ToPng(png),
            _ => throw new ArgumentException($"A figure is written as .svg, .pdf or .png, not as '{extension}' ('{path}').", nameof(path)),
        };
        WholeFile.Write(path, file => file.Write(content));
    }

    /// <summary>The title.</summary>
    public override string ToString() => Title;
}
