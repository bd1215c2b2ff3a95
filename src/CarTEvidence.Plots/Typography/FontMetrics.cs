using System.Globalization;
using System.Text;

namespace CarTEvidence.Plots.Typography;

/// <summary>How wide a text is when set in Arial, Helvetica or Liberation Sans. Kerning is ignored; digits all have the same width.</summary>
/// <remarks>
/// A character the table lacks is measured by the letter under its accents; else East Asian wide characters take one em, marks and format characters nothing,
/// and the rest 0.6 em, which is generous for alphabetic scripts of the fonts that systems fall back to.
/// </remarks>
internal static class FontMetrics
{
    /// <summary>Height of capital letters over the baseline, in em.</summary>
    internal const double CapHeight = 0.716;

    /// <summary>Height of the tallest letters and accents that occur in names over the baseline, in em.</summary>
    internal const double Ascent = 0.76;

    /// <summary>Depth of descenders under the baseline, in em.</summary>
    internal const double Descent = 0.21;

    private const double FallbackWidth = 0.6;

    /// <summary>Width of <paramref name="text"/> in the unit of <paramref name="size"/>.</summary>
    internal static double Width(ReadOnlySpan<char> text, double size, bool bold, bool italic)
    {
        var table = (bold, italic) switch
        {
            (false, false) => FontWidths.Regular,
            (true, false) => FontWidths.Bold,
            (false, true) => FontWidths.Italic,
            (true, true) => FontWidths.BoldItalic,
        };
        var total = 0.0;
        foreach (var rune in text.EnumerateRunes())
        {
            total += rune.Value is >= ' ' and <= '~' ? table[rune.Value - ' '] / FontWidths.UnitsPerEm : EmWidth(rune, table);
        }

        return total * size;
    }

    private static double EmWidth(Rune rune, ReadOnlySpan<ushort> table)
    {
        if (Lookup(rune.Value, table) is > 0 and var width)
        {
            return width / FontWidths.UnitsPerEm;
        }

        if (IsInvisible(rune))
        {
            return 0;
        }

        if (IsWide(rune.Value))
        {
            return 1;
        }

        var bare = rune.ToString().Normalize(NormalizationForm.FormD);
        return bare.Length > 1 && Lookup(bare[0], table) is > 0 and var bareWidth ? bareWidth / FontWidths.UnitsPerEm : FallbackWidth;
    }

    private static int Lookup(int codePoint, ReadOnlySpan<ushort> table)
    {
        var runs = FontWidths.Runs;
        for (var i = 0; i < runs.Length && codePoint >= runs[i]; i += 3)
        {
            if (codePoint <= runs[i + 1])
            {
                return table[runs[i + 2] + codePoint - runs[i]];
            }
        }

        return 0;
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.Control;

    /// <summary>East Asian wide and full-width blocks and pictographs (Unicode Standard Annex 11), by block.</summary>
    internal static bool IsWide(int codePoint) => codePoint
        is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD);
}
