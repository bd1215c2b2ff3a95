using System.Globalization;
using System.Text;
using System.Xml;

namespace CarTEvidence.Plots.Writers;

/// <summary>Numbers and texts as an XML document may hold them.</summary>
internal static class SvgText
{
    /// <summary>At most two decimals (1/7200 inch), without trailing zeros or a negative zero.</summary>
    internal static string Number(double value)
    {
        var rounded = Math.Round(value, 2);
        return (rounded == 0 ? 0 : rounded).ToString("0.##", CultureInfo.InvariantCulture);
    }

    /// <summary>Escapes markup and replaces what XML 1.0 forbids, and the private-use character that the writer keeps for itself, by U+FFFD.</summary>
    internal static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1]))
            {
                escaped.Append(c).Append(text[++i]);
            }
            else if (!XmlConvert.IsXmlChar(c) || c == SvgStyles.PrefixPlaceholder[0])
            {
                escaped.Append('\uFFFD');
            }
            else
            {
                _ = Entity(c) is { } entity ? escaped.Append(entity) : escaped.Append(c);
            }
        }

        return escaped.ToString();
    }

    /// <summary>A name as a CSS class may be written: everything but ASCII letters, digits and hyphens becomes a hyphen.</summary>
    internal static string ClassName(string name) =>
        string.Create(name.Length, name, (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = char.IsAsciiLetterOrDigit(source[i]) ? source[i] : '-';
            }
        });

    private static string? Entity(char c) => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        _ => null,
    };
}
