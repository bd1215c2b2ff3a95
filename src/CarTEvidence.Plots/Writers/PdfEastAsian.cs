using System.Globalization;

namespace CarTEvidence.Plots.Writers;

/// <summary>Chinese, Japanese and Korean text in the fonts that every viewer brings or finds for Adobe's character collections; nothing is embedded. ISO 32000-1, 9.7.5.2.</summary>
internal sealed record PdfEastAsian(string Font, string Encoding, string Ordering, int Supplement)
{
    private static readonly PdfEastAsian Chinese = new("STSong-Light", "UniGB-UTF16-H", "GB1", 5);
    private static readonly PdfEastAsian Japanese = new("HeiseiKakuGo-W5", "UniJIS-UTF16-H", "Japan1", 5);
    private static readonly PdfEastAsian Korean = new("HYGoThic-Medium", "UniKS-UTF16-H", "Korea1", 2);

    /// <summary>The fonts.</summary>
    internal static IReadOnlyList<PdfEastAsian> All { get; } = [Chinese, Japanese, Korean];

    /// <summary>The font of a character; <c>null</c> for one of another script.</summary>
    /// <param name="c">The character.</param>
    /// <param name="text">The text it stands in, which tells whose ideographs they are.</param>
    internal static PdfEastAsian? Of(char c, string text)
    {
        if (IsHangul(c))
        {
            return Korean;
        }

        if (IsKana(c))
        {
            return Japanese;
        }

        var ideograph = c is >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF';
        return !ideograph ? null : text.Any(IsKana) ? Japanese : text.Any(IsHangul) ? Korean : Chinese;
    }

    /// <summary>Writes the font's objects.</summary>
    internal void Write(PdfFile file, int number)
    {
        var (descendant, descriptor) = (file.Reserve(), file.Reserve());
        file.Add(number, string.Create(CultureInfo.InvariantCulture, $"<</Type /Font /Subtype /Type0 /BaseFont /{Font}-{Encoding} /Encoding /{Encoding} /DescendantFonts [{descendant} 0 R]>>"));
        file.Add(descendant, string.Create(
            CultureInfo.InvariantCulture,
            $"<</Type /Font /Subtype /CIDFontType0 /BaseFont /{Font} /CIDSystemInfo <</Registry (Adobe) /Ordering ({Ordering}) /Supplement {Supplement}>> /FontDescriptor {descriptor} 0 R /DW 1000>>"));
        file.Add(descriptor, $"<</Type /FontDescriptor /FontName /{Font} /Flags 4 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93>>");
    }

    private static bool IsKana(char c) => c is >= '\u3040' and <= '\u30FF' or >= '\u31F0' and <= '\u31FF';

    private static bool IsHangul(char c) => c is >= '\uAC00' and <= '\uD7A3' or >= '\u1100' and <= '\u11FF' or >= '\u3130' and <= '\u318F';
}
