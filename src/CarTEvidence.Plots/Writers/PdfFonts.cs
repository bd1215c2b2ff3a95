using System.Globalization;
using System.Text;

namespace CarTEvidence.Plots.Writers;

/// <summary>The standard fonts a document uses, and how its text is encoded in them.</summary>
/// <remarks>
/// Each style of Helvetica can occur twice: in WinAnsi, and in an encoding made of the Latin letters beyond WinAnsi that the document needs.
/// Greek and mathematical signs come from Symbol.
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
            var width = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
            var (font, code, replaced) = Glyph(text[i], style);
            if (runs.Count == 0 || runs[^1].Font != Resource(font))
            {
                runs.Add(new Run(Resource(font), []));
            }

            if (code is { } known)
            {
                runs[^1].Codes.Add(known);
            }

            runs[^1].Replaced |= replaced;
            i += width - 1;
        }

        return runs;
    }

    /// <summary>Writes the font objects; the entries of the page's font resources.</summary>
    internal IReadOnlyList<string> Write(PdfFile file)
    {
        var entries = new List<string>(_fonts.Count);
        foreach (var font in _fonts)
        {
            var number = file.Reserve();
            file.Add(number, $"<</Type /Font /Subtype /Type1 /BaseFont /{font.TrimEnd('+')}{Encoding(font)}>>");
            entries.Add($"/{Resource(font)} {number} 0 R");
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

    private (string Font, byte? Code, bool Replaced) Glyph(char c, string style)
    {
        if (PdfGlyphs.WinAnsi(c) is { } code)
        {
            return (style, code, false);
        }

        if (PdfGlyphs.Symbol(c) is { } symbol)
        {
            return (SymbolName, symbol, false);
        }

        if (PdfGlyphs.LatinName(c) is { } name)
        {
            return (style + "+", Extra(style + "+", name), false);
        }

        if (char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.Control)
        {
            return (style, null, true);
        }

        var bare = char.IsSurrogate(c) ? '?' : c.ToString().Normalize(NormalizationForm.FormD)[0];
        if (PdfGlyphs.WinAnsi(bare) is { } letter)
        {
            return (style, letter, true);
        }

        return PdfGlyphs.Symbol(bare) is { } greek ? (SymbolName, greek, true) : (style, (byte)'?', true);
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
