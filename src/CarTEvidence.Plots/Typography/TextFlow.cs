using System.Globalization;
using System.Text;

namespace CarTEvidence.Plots.Typography;

/// <summary>Breaks text into lines of a given width and shortens what does not fit.</summary>
internal static class TextFlow
{
    private const string Ellipsis = "…";

    /// <summary>Text broken into lines.</summary>
    /// <param name="Lines">At least one line, none wider than asked for (a single character may be).</param>
    /// <param name="Shortened">Whether text is missing at the end.</param>
    internal readonly record struct Flow(IReadOnlyList<string> Lines, bool Shortened);

    /// <summary>Breaks <paramref name="text"/> after spaces, hyphens and slashes, between wide characters, and inside words that are wider than a line.</summary>
    internal static Flow Wrap(string text, TextStyle style, double width, int maxLines = int.MaxValue)
    {
        var clean = Clean(text);
        if (style.WidthOf(clean) <= width)
        {
            return new Flow([clean], false);
        }

        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var piece in Pieces(clean, style, width))
        {
            if (line.Length > 0 && style.WidthOf((line + piece).TrimEnd()) > width)
            {
                lines.Add(line.ToString().TrimEnd());
                line.Clear();
            }

            line.Append(line.Length == 0 ? piece.TrimStart() : piece);
        }

        lines.Add(line.ToString().TrimEnd());
        if (lines.Count <= maxLines)
        {
            return new Flow(lines, false);
        }

        var rest = string.Join(' ', lines.Skip(maxLines - 1));
        return new Flow([.. lines.Take(maxLines - 1), Shorten(rest, style, width)], true);
    }

    /// <summary>Cuts <paramref name="text"/> at a whole character so that it fits with an ellipsis.</summary>
    internal static string Shorten(string text, TextStyle style, double width)
    {
        if (style.WidthOf(text) <= width)
        {
            return text;
        }

        var starts = StringInfo.ParseCombiningCharacters(text);
        for (var i = starts.Length - 1; i > 0; i--)
        {
            var cut = text[..starts[i]].TrimEnd() + Ellipsis;
            if (style.WidthOf(cut) <= width)
            {
                return cut;
            }
        }

        return Ellipsis;
    }

    /// <summary>Line breaks, tabs and control characters become spaces; runs of spaces become one.</summary>
    internal static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var blank = char.IsControl(c) || c == ' ';
            if (!blank)
            {
                clean.Append(c);
            }
            else if (clean.Length > 0 && clean[^1] != ' ')
            {
                clean.Append(' ');
            }
        }

        return clean.ToString().TrimEnd();
    }

    private static IEnumerable<string> Pieces(string text, TextStyle style, double width)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var last = i == text.Length - 1;
            if (!last && !BreaksAfter(text, i))
            {
                continue;
            }

            foreach (var part in Split(text[start..(i + 1)], style, width))
            {
                yield return part;
            }

            start = i + 1;
        }
    }

    private static bool BreaksAfter(string text, int index)
    {
        if (text[index] is ' ' or '-' or '–' or '/' or '_' or ';')
        {
            return !char.IsDigit(text[index + 1]) || text[index] == ' ';
        }

        return FontMetrics.IsWide(text[index]) && FontMetrics.IsWide(text[index + 1]);
    }

    /// <summary>Where two words have grown together: <c>Rome|Erlangen|2026</c>.</summary>
    private static bool IsSeam(char before, char after) =>
        (char.IsLower(before) && char.IsUpper(after)) || (char.IsLetter(before) && char.IsDigit(after)) || (char.IsDigit(before) && char.IsLetter(after));

    private static IEnumerable<string> Split(string word, TextStyle style, double width)
    {
        if (style.WidthOf(word.TrimEnd()) <= width)
        {
            yield return word;
            yield break;
        }

        var part = new StringBuilder();
        var seam = 0;
        var elements = StringInfo.GetTextElementEnumerator(word);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            if (part.Length > 0 && style.WidthOf(part + element) > width)
            {
                var end = seam > 0 ? seam : part.Length;
                yield return part.ToString(0, end);
                part.Remove(0, end);
                seam = 0;
            }

            seam = part.Length > 0 && IsSeam(part[^1], element[0]) ? part.Length : seam;
            part.Append(element);
        }

        yield return part.ToString();
    }
}
