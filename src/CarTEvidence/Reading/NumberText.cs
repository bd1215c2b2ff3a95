using System.Globalization;

namespace CarTEvidence;

/// <summary>Reads plain numbers, and says of other text why it is none. Thousands separators and decimal commas are refused: 1,234 may be either.</summary>
internal static class NumberText
{
    private static readonly string[] WordsForMissing = ["NA", "N/A", "NR", "ND", "NULL", "NONE", "NAN", "MISSING", "-", "–", ".", "?"];

    /// <summary>A whole number from 0 to <see cref="int.MaxValue"/>.</summary>
    public static bool TryWhole(string text, out int value, out string why)
    {
        why = "";
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        why = text.All(char.IsAsciiDigit)
            ? "the number is too large"
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number >= 0
                ? "not a whole number"
                : WhyNot(text, "not a whole number");
        return false;
    }

    /// <summary>A finite number, 0 or more, with a decimal point or none.</summary>
    public static bool TryDecimal(string text, out double value, out string why)
    {
        why = "";
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && double.IsFinite(value))
        {
            return true;
        }

        why = WhyNot(text, "not a number");
        return false;
    }

    private static string WhyNot(string text, string otherwise)
    {
        if (WordsForMissing.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return "what is not reported is left blank";
        }

        if (text.Contains(',', StringComparison.Ordinal))
        {
            return "a comma in a number may be a decimal comma or separate thousands; write 1.5 or 1234";
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number < 0 ? "the number is negative" : otherwise;
    }
}
