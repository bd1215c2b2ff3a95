using System.Globalization;

namespace CarTEvidence.Plots.Typography;

/// <summary>Numbers as they are printed: invariant culture, a real minus sign, never a rounded-away zero.</summary>
internal static class NumberText
{
    internal const string Missing = "–";

    /// <summary>Fixed decimals. What is positive but would print as zero becomes, for example, <c>&lt;0.1</c>.</summary>
    internal static string Fixed(double value, int decimals)
    {
        if (double.IsInfinity(value))
        {
            return value > 0 ? "∞" : "−∞";
        }

        var text = value.ToString(Format(decimals), CultureInfo.InvariantCulture);
        var vanished = value != 0 && text.All(c => c is '0' or '.' or '-');
        if (!vanished)
        {
            return WithMinus(text);
        }

        var least = Math.Pow(10, -decimals).ToString(Format(decimals), CultureInfo.InvariantCulture);
        return value > 0 ? "<" + least : ">−" + least;
    }

    /// <summary>A share in per cent. What is not all, but would print as 100, becomes, for example, <c>&gt;99.9</c>.</summary>
    internal static string Percent(double share, int decimals)
    {
        var percent = 100 * share;
        var text = Fixed(percent, decimals);
        if (share >= 1 || text != Fixed(100, decimals))
        {
            return text;
        }

        return ">" + (100 - Math.Pow(10, -decimals)).ToString(Format(decimals), CultureInfo.InvariantCulture);
    }

    /// <summary>Three significant digits, for variances and statistics.</summary>
    internal static string Significant(double value)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return Fixed(value, 0);
        }

        if (Math.Abs(value) < 0.0001)
        {
            return value > 0 ? "<0.0001" : ">−0.0001";
        }

        var decimals = Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 4);
        return Fixed(value, decimals);
    }

    /// <summary><c>p = 0.26</c>, <c>p = 0.012</c>, <c>p &lt; 0.0001</c>; never zero.</summary>
    internal static string PValue(double p)
    {
        if (p < 0.0001)
        {
            return "p < 0.0001";
        }

        var decimals = p >= 0.1 ? 2 : p >= 0.01 ? 3 : 4;
        return p > 0.99 ? "p > 0.99" : "p = " + p.ToString(Format(decimals), CultureInfo.InvariantCulture);
    }

    /// <summary>A level such as 0.95 as <c>95%</c>.</summary>
    internal static string Level(double level) => (100 * level).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    /// <summary>Degrees of freedom: whole numbers without decimals.</summary>
    internal static string DegreesOfFreedom(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Replaces the hyphen of a negative number by a minus sign and drops it from a zero.</summary>
    internal static string WithMinus(string number)
    {
        if (!number.StartsWith('-'))
        {
            return number;
        }

        return number.All(c => c is '0' or '.' or '-') ? number[1..] : "−" + number[1..];
    }

    private static string Format(int decimals) => "F" + decimals.ToString(CultureInfo.InvariantCulture);
}
