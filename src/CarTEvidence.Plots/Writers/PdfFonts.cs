using System.Globalization;

namespace CarTEvidence.Plots.Writers;

/// <summary>The standard fonts a document uses, and how its text is encoded in them.</summary>
/// <remarks>
/// Each style of Helvetica can occur twice: in WinAnsi, and in an encoding made of the Latin letters beyond WinAnsi that the document needs.
/// Greek and mathematical signs come from Symbol, Chinese, Japanese and Korean from fonts that viewers bring; other scripts are transliterated.
/// </remarks>
internal sealed class PdfFonts
{
    private const string SymbolName = "Symbol";
    private const byte FirstExtraCode = 33;

    private readonly List<string> _fonts = [];
    private readonly Dictionary<string, List<string>> _extraGlyphs = [];

    /// <summary>A stretch of text in one font.</summary>
    /// <param name="Font">Resource name of the font.</param>
    /// <param name="Codes">Its codes.</param>
    internal sealed record Run(string Font, List<byte> Codes)
    {
        /// <summary>Whether a character had no glyph and another stands for it.</summary>
        internal bool Replaced { get; set; }
    }

    /// <summary>Splits a text into runs, and takes note of the fonts and glyphs they need.</summary>
    internal IReadOnlyList<Run> Encode(string text, bool bold, bool italic)
    {
        var style = (bold, italic) switch { (false, false) => "Helvetica", (true, false) => "Helvetica-Bold", (false, true) => "Helvetica-Oblique", _ => "Helvetica-BoldOblique" };
        var runs = new List<Run>();
        for (var i = 0; i < text.Length; i++)
        {
            if (PdfEastAsian.Of(text[i], text) is { } eastAsian)
            {
                Add(runs, eastAsian.Font, [(byte)(text[i] >> 8), (byte)text[i]], false);
                continue;
            }

            if (Glyph(text[i], style) is var (font, code))
            {
                Add(runs, font, [code], false);
                continue;
            }

            Add(runs, style, [], true);
            foreach (var (substitute, substituteCode) in PdfTransliteration.Of(text[i]).Select(c => Glyph(c, style)).OfType<(string, byte)>())
            {
                Add(runs, substitute, [substituteCode], true);
            }

            i += char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 1 : 0;
        }

        return runs;
    }

    /// <summary>The text as the page shows it, with what stands for characters that no font has.</summary>
    internal static string Shown(string text) => string.Concat(text.Select((c, i) =>
        PdfGlyphs.IsKnown(c) || PdfEastAsian.Of(c, text) is not null ? c.ToString() : char.IsLowSurrogate(c) && i > 0 && char.IsHighSurrogate(text[i - 1]) ? "" : PdfTransliteration.Of(c)));

    private void Add(List<Run> runs, string font, ReadOnlySpan<byte> codes, bool replaced)
    {
        if (runs.Count == 0 || runs[^1].Font != Resource(font))
        {
            runs.Add(new Run(Resource(font), []));
        }

        runs[^1].Codes.AddRange(codes);
        runs[^1].Replaced |= replaced;
    }

    /// <summary>Writes the font objects; the entries of the page's font resources.</summary>
    internal IReadOnlyList<string> Write(PdfFile file)
    {
        var entries = new List<string>(_fonts.Count);
        foreach (var font in _fonts)
        {
            var number = file.Reserve();
            entries.Add($"/{Resource(font)} {number} 0 R");
            if (PdfEastAsian.All.FirstOrDefault(eastAsian => eastAsian.Font == font) is { } known)
            {
                known.Write(file, number);
                continue;
            }

            file.Add(number, $"<</Type /Font /Subtype /Type1 /BaseFont /{font.TrimEnd('+')}{Encoding(font)}>>");
        }

        return entries;
    }

    private string Encoding(string font)
    {
        if (font == SymbolName)
        {
            return "";
        }

        return _extraGlyphs.TryGetValue(font, out var glyphs)
            ? string.Create(CultureInfo.InvariantCulture, $" /Encoding <</Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [{FirstExtraCode} /{string.Join(" /", glyphs)}]>>")
            : " /Encoding /WinAnsiEncoding";
    }

    private string Resource(string font)
    {
        if (!_fonts.Contains(font))
        {
            _fonts.Add(font);
        }

        return "F" + (_fonts.IndexOf(font) + 1).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The font and code of a character; <c>null</c> where no font has it.</summary>
    private (string Font, byte Code)? Glyph(char c, string style)
    {
        if (PdfGlyphs.WinAnsi(c) is { } code)
        {
            return (style, code);
        }

        if (PdfGlyphs.Symbol(c) is { } symbol)
        {
            return (SymbolName, symbol);
        }

        return PdfGlyphs.LatinName(c) is { } name ? (style + "+", Extra(style + "+", name)) : null;
    }

    private byte Extra(string font, string name)
    {
        if (!_extraGlyphs.TryGetValue(font, out var glyphs))
        {
            _extraGlyphs.Add(font, glyphs = []);
        }

        if (!glyphs.Contains(name))
        {
            glyphs.Add(name);
        }

        return (byte)(FirstExtraCode + glyphs.IndexOf(name));
    }
}
