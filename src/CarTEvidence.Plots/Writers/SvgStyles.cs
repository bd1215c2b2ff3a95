using System.Globalization;
using System.Text;

namespace CarTEvidence.Plots.Writers;

/// <summary>Gives every style of a scene its CSS class, in the order of first use; equal styles share one.</summary>
internal sealed class SvgStyles
{
    /// <summary>Stands for the document's prefix until the document is known; a private-use character, so it cannot occur in escaped text.</summary>
    internal const string PrefixPlaceholder = "\uF8FF";

    private readonly Dictionary<object, string> _classes = [];
    private readonly HashSet<string> _taken = [];
    private readonly List<string> _rules = [];

    /// <summary>The rules, without the dot and the prefix of their selectors.</summary>
    internal IReadOnlyList<string> Rules => _rules;

    internal string ClassOf(ShapeStyle style) => _classes.TryGetValue(style, out var name) ? name : Add(style, style.Name, Declarations(style));

    internal string ClassOf(TextStyle style) => _classes.TryGetValue(style, out var name) ? name : Add(style, style.Name, Declarations(style));

    private string Add(object style, string wanted, string declarations)
    {
        var stem = SvgText.ClassName(wanted);
        var name = stem;
        for (var i = 2; !_taken.Add(name); i++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{stem}-{i}");
        }

        _classes.Add(style, name);
        _rules.Add($"{name} {{ {declarations} }}");
        return name;
    }

    private static string Declarations(ShapeStyle style)
    {
        var css = new StringBuilder();
        css.Append(CultureInfo.InvariantCulture, $"fill: {style.Fill?.ToString() ?? "none"};");
        if (style.Stroke is { } stroke)
        {
            css.Append(CultureInfo.InvariantCulture, $" stroke: {stroke}; stroke-width: {SvgText.Number(style.StrokeWidth)};");
        }

        if (style.Stroke is not null && style.DashLength > 0)
        {
            css.Append(CultureInfo.InvariantCulture, $" stroke-dasharray: {SvgText.Number(style.DashLength)} {SvgText.Number(style.DashGap)};");
        }

        if (style.Opacity < 1)
        {
            css.Append(CultureInfo.InvariantCulture, $" opacity: {SvgText.Number(style.Opacity)};");
        }

        return css.ToString();
    }

    private static string Declarations(TextStyle style)
    {
        var weight = style.Bold ? " font-weight: bold;" : "";
        var slant = style.Italic ? " font-style: italic;" : "";
        return $"font-size: {SvgText.Number(style.Size)}px;{weight}{slant} fill: {style.Color};";
    }
}
