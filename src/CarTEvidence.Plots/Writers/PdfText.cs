using System.Globalization;
using System.Text;

namespace CarTEvidence.Plots.Writers;

/// <summary>Strings as PDF writes them.</summary>
internal static class PdfText
{
    /// <summary>Codes of a font in parentheses; what is not printable ASCII as an octal escape.</summary>
    internal static string Literal(IEnumerable<byte> codes)
    {
        var text = new StringBuilder("(");
        foreach (var code in codes)
        {
            if (code is (byte)'(' or (byte)')' or (byte)'\\')
            {
                text.Append('\\').Append((char)code);
            }
            else if (code is >= 32 and < 127)
            {
                text.Append((char)code);
            }
            else
            {
                text.Append('\\').Append(Convert.ToString(code, 8).PadLeft(3, '0'));
            }
        }

        return text.Append(')').ToString();
    }

    /// <summary>Any text, as UTF-16 with a byte order mark in hexadecimal digits.</summary>
    internal static string Unicode(string text)
    {
        var hex = new StringBuilder("<FEFF");
        foreach (var c in text)
        {
            hex.Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
        }

        return hex.Append('>').ToString();
    }
}
