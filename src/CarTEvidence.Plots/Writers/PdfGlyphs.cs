using System.Text;

namespace CarTEvidence.Plots.Writers;

/// <summary>Which characters the standard fonts have, and under which code or name. ISO 32000-1, annex D; Adobe's Core 14 font metrics.</summary>
internal static class PdfGlyphs
{
    /// <summary>Codes 128 to 159 of WinAnsi; a space where there is none.</summary>
    private const string WinAnsiUpper = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

    /// <summary>Latin letters of Helvetica that WinAnsi lacks.</summary>
    private const string LatinLetters = "ĂăĀāĄąĆćČčĎďĐđĖėĚěĒēĘęĞğĢģĪīĮįİıĶķĹĺĽľĻļŁłŃńŇňŅņŐőŌōŔŕŘřŖŗŚśŞşȘșŤťŢţŪūŰűŲųŮůŹźŻż";

    /// <summary>Characters of Symbol, each followed by the character of its code.</summary>
    private const string SymbolPairs =
        "ΑAΒBΧCΔDΕEΦFΓGΗHΙIΚKΛLΜMΝNΟOΠPΘQΡRΣSΤTΥUςVΩWΞXΨYΖZαaβbχcδdεeφfγgηhιiκkλlμmνnοoπpθqρrσsτtυuωwξxψyζz"
        + "−-≤£≥³∞¥←¬↑\u00ad→®↓¯″²×´∝µ∂¶≠¹≡º≈»∏Õ√Ö∑å∫ò";

    /// <summary>Whether a standard font has the character.</summary>
    internal static bool IsKnown(char c) => WinAnsi(c) is not null || Symbol(c) is not null || LatinLetters.Contains(c);

    internal static byte? WinAnsi(char c)
    {
        if (c is (>= ' ' and <= '~') or (>= '\u00A0' and <= '\u00FF'))
        {
            return (byte)c;
        }

        return c > '\u00FF' && WinAnsiUpper.IndexOf(c) is >= 0 and var index ? (byte)(128 + index) : null;
    }

    internal static byte? Symbol(char c)
    {
        for (var i = 0; i < SymbolPairs.Length; i += 2)
        {
            if (SymbolPairs[i] == c)
            {
                return (byte)SymbolPairs[i + 1];
            }
        }

        return null;
    }

    /// <summary>The glyph name, for example <c>ccaron</c>: the base letter and its accent.</summary>
    internal static string? LatinName(char c)
    {
        if (!LatinLetters.Contains(c))
        {
            return null;
        }

        var parts = c.ToString().Normalize(NormalizationForm.FormD);
        return c switch
        {
            'Đ' => "Dcroat",
            'đ' => "dcroat",
            'Ł' => "Lslash",
            'ł' => "lslash",
            'ı' => "dotlessi",
            _ => parts[0] + Accent(parts[1], parts[0]),
        };
    }

    private static string Accent(char mark, char letter) => mark switch
    {
        '\u0301' => "acute",
        '\u0304' => "macron",
        '\u0306' => "breve",
        '\u0307' => "dotaccent",
        '\u030A' => "ring",
        '\u030B' => "hungarumlaut",
        '\u030C' => "caron",
        '\u0327' when letter is 'S' or 's' => "cedilla",
        '\u0326' or '\u0327' => "commaaccent",
        _ => "ogonek",
    };
}
