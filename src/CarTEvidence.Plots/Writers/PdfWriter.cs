using System.Globalization;
using System.Text;

namespace CarTEvidence.Plots.Writers;

/// <summary>Writes a scene as a one-page PDF 1.7 document: vectors and the standard fonts, tagged as one figure with its description. ISO 32000-1.</summary>
/// <remarks>
/// Nothing is compressed and no date is written, so the same figure gives the same bytes everywhere. Text is set in Helvetica (WinAnsi and the rest of its Latin
/// glyphs) and Symbol; Chinese, Japanese and Korean in the fonts that viewers have for them. No font is embedded. Cyrillic names are romanised and other characters take their nearest kin or a
/// question mark on the page, while the full text stays for copying and for screen readers.
/// </remarks>
internal sealed class PdfWriter
{
    private readonly StringBuilder _content = new();
    private readonly PdfFonts _fonts = new();
    private readonly List<double> _opacities = [];
    private readonly double _height;

    private PdfWriter(double height) => _height = height;

    /// <summary>The document.</summary>
    internal static byte[] Write(Scene scene, string title, string description)
    {
        var writer = new PdfWriter(scene.Height);
        writer._content.Append("/Figure <</MCID 0>> BDC\n");
        if (scene.Background is { } background)
        {
            writer.Shape(new ShapeStyle("page") { Fill = background }, $"0 0 {N(scene.Width)} {N(scene.Height)} re");
        }

        foreach (var mark in scene.Flatten())
        {
            writer.Draw(mark);
        }

        writer._content.Append("EMC\n");
        return writer.Assemble(scene, title, description);
    }

    private byte[] Assemble(Scene scene, string title, string description)
    {
        var file = new PdfFile();
        var (catalog, pages, page, content, structure, figure) = (file.Reserve(), file.Reserve(), file.Reserve(), file.Reserve(), file.Reserve(), file.Reserve());
        var fonts = _fonts.Write(file);
        var states = _opacities.Select((opacity, i) => $"/G{i} <</Type /ExtGState /ca {N(opacity)} /CA {N(opacity)}>>");
        file.Add(catalog, $"<</Type /Catalog /Pages {pages} 0 R /Lang (en) /MarkInfo <</Marked true>> /StructTreeRoot {structure} 0 R /ViewerPreferences <</DisplayDocTitle true>>>>");
        file.Add(pages, $"<</Type /Pages /Kids [{page} 0 R] /Count 1>>");
        file.Add(page, $"<</Type /Page /Parent {pages} 0 R /MediaBox [0 0 {N(scene.Width)} {N(scene.Height)}] /Contents {content} 0 R /StructParents 0"
            + $" /Resources <</Font <<{string.Join(' ', fonts)}>> /ExtGState <<{string.Join(' ', states)}>>>>>>");
        file.AddStream(content, _content.ToString());
        file.Add(structure, $"<</Type /StructTreeRoot /K {figure} 0 R /ParentTree <</Nums [0 [{figure} 0 R]]>> /ParentTreeNextKey 1>>");
        file.Add(figure, $"<</Type /StructElem /S /Figure /P {structure} 0 R /Pg {page} 0 R /K 0 /T {PdfText.Unicode(title)} /Alt {PdfText.Unicode(description)}>>");
        var info = file.Reserve();
        file.Add(info, $"<</Title {PdfText.Unicode(title)} /Subject {PdfText.Unicode(description)} /Creator (CarTEvidence)>>");
        return file.Finish(catalog, info);
    }

    private void Draw(Mark mark)
    {
        switch (mark)
        {
            case LineMark line:
                Shape(line.Style, $"{P(line.From)} m {P(line.To)} l");
                break;
            case RectangleMark { CornerRadius: > 0 } rounded:
                Shape(rounded.Style, Steps(Curves.RoundedRectangle(rounded.Box, rounded.CornerRadius)));
                break;
            case RectangleMark rectangle:
                Shape(rectangle.Style, $"{N(rectangle.Box.Left)} {N(_height - rectangle.Box.Bottom)} {N(rectangle.Box.Width)} {N(rectangle.Box.Height)} re");
                break;
            case CircleMark circle:
                Shape(circle.Style, Steps(Curves.Circle(circle.Center, circle.Radius)));
                break;
            case PolygonMark polygon:
                Shape(polygon.Style, string.Join(' ', polygon.Points.Select((point, i) => $"{P(point)} {(i == 0 ? 'm' : 'l')}")) + " h");
                break;
            case PathMark path:
                Shape(path.Style, Steps(path.Steps));
                break;
            case TextMark text:
                Text(text);
                break;
            default:
                throw new ArgumentException($"A scene has no mark of the kind {mark.GetType().Name}.", nameof(mark));
        }
    }

    private void Shape(ShapeStyle style, string path)
    {
        if (style.Fill is null && style.Stroke is null)
        {
            return;
        }

        _content.Append("q ");
        if (style.Opacity < 1)
        {
            _content.Append(CultureInfo.InvariantCulture, $"/G{Opacity(style.Opacity)} gs ");
        }

        if (style.Fill is { } fill)
        {
            _content.Append(CultureInfo.InvariantCulture, $"{Color(fill)} rg ");
        }

        if (style.Stroke is { } stroke)
        {
            _content.Append(CultureInfo.InvariantCulture, $"{Color(stroke)} RG {N(style.StrokeWidth)} w ");
            if (style.DashLength > 0)
            {
                _content.Append(CultureInfo.InvariantCulture, $"[{N(style.DashLength)} {N(style.DashGap)}] 0 d ");
            }
        }

        var paint = (style.Fill, style.Stroke) switch { (not null, not null) => "B", (not null, null) => "f", _ => "S" };
        _content.Append(CultureInfo.InvariantCulture, $"{path} {paint} Q\n");
    }

    private void Text(TextMark text)
    {
        if (text.Text.Length == 0)
        {
            return;
        }

        var style = text.Style;
        var width = style.WidthOf(text.Text);
        var offset = text.Anchor switch { TextAnchor.Middle => -width / 2, TextAnchor.End => -width, _ => 0 };
        var runs = _fonts.Encode(text.Text, style.Bold, style.Italic);
        var replaced = runs.Any(run => run.Replaced);
        var narrowing = 1.0;
        if (replaced)
        {
            // What stands for a character may be wider than it: the text is set narrower rather than over its neighbours.
            narrowing = Math.Min(1, width / Math.Max(style.WidthOf(PdfFonts.Shown(text.Text)), 1e-9));
            _content.Append(CultureInfo.InvariantCulture, $"/Span <</ActualText {PdfText.Unicode(text.Text)}>> BDC\n");
        }

        _content.Append(CultureInfo.InvariantCulture, $"BT {Color(style.Color)} rg");
        var matrix = text.Upwards
            ? $"0 1 -1 0 {N(text.Position.X)} {N(_height - text.Position.Y + offset)}"
            : $"1 0 0 1 {N(text.Position.X + offset)} {N(_height - text.Position.Y)}";
        _content.Append(CultureInfo.InvariantCulture, $" {matrix} Tm");
        if (narrowing < 1)
        {
            _content.Append(CultureInfo.InvariantCulture, $" {N(100 * narrowing)} Tz");
        }

        foreach (var run in runs)
        {
            _content.Append(CultureInfo.InvariantCulture, $" /{run.Font} {N(style.Size)} Tf {PdfText.Literal(run.Codes)} Tj");
        }

        _content.Append(narrowing < 1 ? " 100 Tz" : "").Append(replaced ? " ET\nEMC\n" : " ET\n");
    }

    private int Opacity(double opacity)
    {
        if (!_opacities.Contains(opacity))
        {
            _opacities.Add(opacity);
        }

        return _opacities.IndexOf(opacity);
    }

    private string Steps(IEnumerable<PathStep> steps) => string.Join(' ', steps.Select(step => step.Verb switch
    {
        PathVerb.Move => $"{P(step.End)} m",
        PathVerb.Line => $"{P(step.End)} l",
        PathVerb.Cubic => $"{string.Join(' ', step.Points.Select(P))} c",
        _ => "h",
    }));

    private string P(ScenePoint point) => $"{N(point.X)} {N(_height - point.Y)}";

    private static string Color(Rgb color) => $"{Channel(color.Red)} {Channel(color.Green)} {Channel(color.Blue)}";

    private static string Channel(byte value) => (value / 255.0).ToString("0.###", CultureInfo.InvariantCulture);

    private static string N(double value) => SvgText.Number(value);
}
