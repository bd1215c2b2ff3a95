using System.Globalization;
using System.Text;

namespace CarTEvidence.Plots.Writers;

/// <summary>What stands on the page for a character that no standard font has.</summary>
/// <remarks>
/// Cyrillic names are romanised as passports and atlases do (BGN/PCGN, without its apostrophes), letters with marks lose the marks, signs become their nearest kin. The text itself is kept for
/// copying, searching and reading aloud.
/// </remarks>
internal static class PdfTransliteration
{
    private const string Unknown = "?";

    /// <summary>Capital letters, each followed by what stands for it.</summary>
    private static readonly Dictionary<char, string> Letters = Pairs(
        "АA БB ВV ГG ДD ЕE ЁYo ЖZh ЗZ ИI ЙY КK ЛL МM НN ОO ПP РR СS ТT УU ФF ХKh ЦTs ЧCh ШSh ЩShch Ъ ЫY Ь ЭE ЮYu ЯYa ЄYe ІI ЇYi ҐG ЎW ЂĐ ЈJ ЉLj ЊNj ЋĆ ЏDž ЃGj ЅDz ЌKj "
        + "ĦH ŦT ŊNg ƏE ƁB ƊD ƐE ƆO ǍA ƎE ƳY ĲIJ ʼn'n ſs ĸk");

    /// <summary>Signs, each followed by its nearest kin.</summary>
    private static readonly Dictionary<char, string> Signs = Pairs(
        "\u2010- \u2011- \u2012– \u2015— \u2043- \u2044/ \u2215/ №No ⩾≥ ⩽≤ ≧≥ ≦≤ ∗* ★* ●• ○o △Δ ∆Δ 。. ，, 、, ：: ；; （( ）) ％%");

    /// <summary>Characters that the standard fonts have; a question mark for what cannot be written in them.</summary>
    internal static string Of(char c)
    {
        if (char.IsWhiteSpace(c))
        {
            return " ";
        }

        if (Signs.TryGetValue(c, out var sign))
        {
            return sign;
        }

        var upper = char.ToUpperInvariant(c);
        if (Letters.TryGetValue(c, out var letter))
        {
            return letter;
        }

        if (Letters.TryGetValue(upper, out var capital))
        {
            return capital.ToLowerInvariant();
        }

        if (char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.Control)
        {
            return "";
        }

        if (char.IsSurrogate(c))
        {
            return Unknown;
        }

        // Superscripts, full-width forms and letters with marks are compatible with something plainer.
        var plain = c.ToString().Normalize(NormalizationForm.FormKD);
        return plain[0] != c && PdfGlyphs.IsKnown(plain[0]) ? plain[..1] : Letters.TryGetValue(plain[0], out var bare) ? bare : Unknown;
    }

    private static Dictionary<char, string> Pairs(string pairs) => pairs.Split(' ').ToDictionary(pair => pair[0], pair => pair[1..]);
}
