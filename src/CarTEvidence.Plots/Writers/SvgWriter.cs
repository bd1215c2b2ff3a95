using System.Globalization;
using System.Text;

namespace CarTEvidence.Plots.Writers;

/// <summary>Writes a scene as a self-contained SVG document: classes in one style sheet, titles for screen readers, no reference to anything outside.</summary>
internal sealed class SvgWriter
{
    internal const string FontFamily = "Arial, Helvetica, \"Liberation Sans\", sans-serif";

    private readonly StringBuilder _body = new();
    private readonly SvgStyles _styles = new();

    private SvgWriter()
    {
    }

    /// <summary>The document as text, lines ended by a line feed.</summary>
    internal static string Write(Scene scene, string title, string description, SvgOptions options)
    {
        var writer = new SvgWriter();
        foreach (var mark in scene.Marks)
        {
            writer.Draw(mark, 1);
        }

        var prefix = options.IdPrefix is { } given ? Checked(given) : "f" + Hash(title, description, writer._body).ToString("x8", CultureInfo.InvariantCulture);
        return writer.Assemble(scene, title, description, prefix);
    }

    private string Assemble(Scene scene, string title, string description, string prefix)
    {
        var svg = new StringBuilder(_body.Length + 4096);
        var (width, height) = (SvgText.Number(scene.Width), SvgText.Number(scene.Height));
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{prefix}-figure\" width=\"{width}pt\" height=\"{height}pt\" viewBox=\"0 0 {width} {height}\"");
        svg.Append(CultureInfo.InvariantCulture, $" role=\"img\" aria-labelledby=\"{prefix}-title {prefix}-desc\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"  <title id=\"{prefix}-title\">{SvgText.Escape(title)}</title>\n");
        svg.Append(CultureInfo.InvariantCulture, $"  <desc id=\"{prefix}-desc\">{SvgText.Escape(description)}</desc>\n");
        svg.Append("  <style>\n");
        svg.Append(CultureInfo.InvariantCulture, $"    .{prefix}-figure {{ font-family: {FontFamily}; font-variant-numeric: tabular-nums; }}\n");
        foreach (var rule in _styles.Rules)
        {
            svg.Append(CultureInfo.InvariantCulture, $"    .{prefix}-{rule}\n");
        }

        svg.Append("  </style>\n");
        if (scene.Background is { } background)
        {
            svg.Append(CultureInfo.InvariantCulture, $"  <rect width=\"{width}\" height=\"{height}\" fill=\"{background}\"/>\n");
        }

        svg.Append(_body.Replace(SvgStyles.PrefixPlaceholder, prefix));
        return svg.Append("</svg>\n").ToString();
    }

    private void Draw(Mark mark, int depth)
    {
        _body.Append(' ', 2 * depth);
        switch (mark)
        {
            case GroupMark group:
                Group(group, depth);
                break;
            case LineMark line:
                Element("line", line.Style, $"x1=\"{N(line.From.X)}\" y1=\"{N(line.From.Y)}\" x2=\"{N(line.To.X)}\" y2=\"{N(line.To.Y)}\"");
                break;
            case RectangleMark rectangle:
                var rounding = rectangle.CornerRadius > 0 ? $" rx=\"{N(rectangle.CornerRadius)}\"" : "";
                var box = rectangle.Box;
                Element("rect", rectangle.Style, $"x=\"{N(box.Left)}\" y=\"{N(box.Top)}\" width=\"{N(box.Width)}\" height=\"{N(box.Height)}\"{rounding}");
                break;
            case CircleMark circle:
                Element("circle", circle.Style, $"cx=\"{N(circle.Center.X)}\" cy=\"{N(circle.Center.Y)}\" r=\"{N(circle.Radius)}\"");
                break;
            case PolygonMark polygon:
                Element("polygon", polygon.Style, $"points=\"{string.Join(' ', polygon.Points.Select(p => $"{N(p.X)},{N(p.Y)}"))}\"");
                break;
            case PathMark path:
                Element("path", path.Style, $"d=\"{string.Join(' ', path.Steps.Select(Step))}\"");
                break;
            case TextMark text:
                Text(text);
                break;
            default:
                throw new ArgumentException($"A scene has no mark of the kind {mark.GetType().Name}.", nameof(mark));
        }
    }

    private void Group(GroupMark group, int depth)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<g class=\"{SvgStyles.PrefixPlaceholder}-{SvgText.ClassName(group.Name)}\">\n");
        if (group.Title is { } title)
        {
            _body.Append(' ', 2 * depth + 2).Append(CultureInfo.InvariantCulture, $"<title>{SvgText.Escape(title)}</title>\n");
        }

        if (group.Description is { } description)
        {
            _body.Append(' ', 2 * depth + 2).Append(CultureInfo.InvariantCulture, $"<desc>{SvgText.Escape(description)}</desc>\n");
        }

        foreach (var mark in group.Marks)
        {
            Draw(mark, depth + 1);
        }

        _body.Append(' ', 2 * depth).Append("</g>\n");
    }

    private void Element(string name, ShapeStyle style, string geometry) =>
        _body.Append(CultureInfo.InvariantCulture, $"<{name} class=\"{SvgStyles.PrefixPlaceholder}-{_styles.ClassOf(style)}\" {geometry}/>\n");

    private void Text(TextMark text)
    {
        var anchor = text.Anchor switch
        {
            TextAnchor.Middle => " text-anchor=\"middle\"",
            TextAnchor.End => " text-anchor=\"end\"",
            _ => "",
        };
        var (x, y) = (N(text.Position.X), N(text.Position.Y));
        var turn = text.Upwards ? $" transform=\"rotate(-90 {x} {y})\"" : "";
        _body.Append(CultureInfo.InvariantCulture, $"<text class=\"{SvgStyles.PrefixPlaceholder}-{_styles.ClassOf(text.Style)}\" x=\"{x}\" y=\"{y}\"{anchor}{turn}>{SvgText.Escape(text.Text)}</text>\n");
    }

    private static string Step(PathStep step) => step.Verb switch
    {
        PathVerb.Move => $"M{Points(step)}",
        PathVerb.Line => $"L{Points(step)}",
        PathVerb.Cubic => $"C{Points(step)}",
        _ => "Z",
    };

    private static string Points(PathStep step) => string.Join(' ', step.Points.Select(p => $"{N(p.X)},{N(p.Y)}"));

    private static string N(double value) => SvgText.Number(value);

    private static string Checked(string prefix)
    {
        var valid = prefix.Length > 0 && char.IsAsciiLetter(prefix[0]) && prefix.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
        return valid ? prefix : throw new ArgumentException($"An id prefix is a letter, then letters, digits and hyphens, not '{prefix}'.", nameof(prefix));
    }

    /// <summary>FNV-1a over UTF-16 code units: a name for the figure, not a safeguard.</summary>
    private static uint Hash(string title, string description, StringBuilder body)
    {
        var hash = 2166136261;
        foreach (var chunk in body.GetChunks())
        {
            Add(chunk.Span);
        }

        Add(title);
        Add(description);
        return hash;

        void Add(ReadOnlySpan<char> text)
        {
            foreach (var c in text)
            {
                hash = unchecked((hash ^ c) * 16777619);
            }
        }
    }
}
