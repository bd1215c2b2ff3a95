using System.Globalization;
using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <summary>How numbers of the field are printed: sensible digits, small p as <c>&lt; 0.0001</c> and never 0, the invariant culture.</summary>
internal static class Printed
{
    /// <summary>What stands for a value that is not defined.</summary>
    public const string Undefined = "n/a";

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>A whole number.</summary>
    public static string Count(long value) => value.ToString(Invariant);

    /// <summary>A number of things, for example <c>1 arm</c> or <c>12 arms</c>.</summary>
    public static string Plural(long count, string thing) => count == 1 ? $"1 {thing}" : $"{Count(count)} {thing}s";

    /// <summary>Events over patients, for example <c>45/81</c>.</summary>
    public static string Fraction(long? events, long? total) =>
        events is { } e && total is { } n ? string.Create(Invariant, $"{e}/{n}") : Undefined;

    /// <summary>A proportion as per cent: one decimal, more below 1 % and where rounding would reach a boundary that the value has not reached.</summary>
    public static string Percent(double? proportion)
    {
        if (proportion is not { } p)
        {
            return Undefined;
        }

        // Near 0 two figures are worth having (a rate of severe toxicity); near 1 it is enough not to reach the boundary by rounding.
        var percent = p * 100;
        var gap = 100 - percent;
        return percent switch
        {
            0 or 100 => string.Create(Invariant, $"{percent:0}%"),
            > 0 and < 0.0005 => "< 0.001%",
            > 0 and < 0.00995 => string.Create(Invariant, $"{percent:0.000}%"),
            > 0 and < 0.995 => string.Create(Invariant, $"{percent:0.00}%"),
            < 100 when gap < 0.0005 => "> 99.999%",
            < 100 when gap < 0.005 => string.Create(Invariant, $"{percent:0.000}%"),
            < 100 when gap < 0.05 => string.Create(Invariant, $"{percent:0.00}%"),
            _ => string.Create(Invariant, $"{percent:0.0}%"),
        };
    }

    /// <summary>A share that is already in per cent (I², weights): one decimal.</summary>
    public static string Share(double? percentage) => percentage is { } p ? string.Create(Invariant, $"{p:0.0}%") : Undefined;

    /// <summary>A level, for example <c>95%</c>.</summary>
    public static string Level(double level) => string.Create(Invariant, $"{level * 100:0.####}%");

    /// <summary>A variance or another number of no fixed size: three decimals, fewer as it grows; <c>&lt; 0.001</c> where it would print as 0.</summary>
    public static string Number(double? number) => number switch
    {
        null => Undefined,
        0 => "0",
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "−∞",
        { } x when Math.Abs(x) < 0.0005 => x < 0 ? "> −0.001" : "< 0.001",
        { } x when Math.Abs(x) >= 1e6 => x.ToString("0.###e+0", Invariant).Replace('-', '−'),
        { } x => x.ToString(Math.Abs(x) switch { < 10 => "0.000", < 100 => "0.00", < 1000 => "0.0", _ => "0" }, Invariant).Replace('-', '−'),
    };

    /// <summary>A p-value with its sign of equality, for example <c>p = 0.002</c> or <c>p &lt; 0.0001</c>.</summary>
    public static string P(double? p) => p switch
    {
        null => "p " + Undefined,
        < 0.0001 => "p < 0.0001",
        < 0.001 => string.Create(Invariant, $"p = {p:0.0000}"),
        1 => "p = 1",
        >= 0.9995 => "p > 0.999",
        _ => string.Create(Invariant, $"p = {p:0.000}"),
    };

    /// <summary>A value on the natural scale of <paramref name="measure"/>: per cent for proportions, else a number.</summary>
    public static string Natural(Measure measure, double? value) => measure.Kind == MeasureKind.Proportion ? Percent(value) : Number(value);

    /// <summary>An interval on the natural scale, for example <c>61.2% to 95.0%</c>.</summary>
    public static string Natural(Measure measure, Interval? interval) =>
        interval is { } i ? $"{Natural(measure, i.Lower)} to {Natural(measure, i.Upper)}" : Undefined;

    /// <summary>An interval of numbers of no fixed size.</summary>
    public static string Numbers(Interval? interval) => interval is { } i ? $"{Number(i.Lower)} to {Number(i.Upper)}" : Undefined;

    /// <summary>A test, for example <c>Q(df = 11) = 29.300, p = 0.002</c>; an F test names both degrees of freedom.</summary>
    public static string Test(string statistic, TestResult test)
    {
        var freedom = (test.DegreesOfFreedom, test.DenominatorDegreesOfFreedom) switch
        {
            ({ } df1, { } df2) => string.Create(Invariant, $"(df1 = {df1:0.##}, df2 = {df2:0.##})"),
            ({ } df, null) => string.Create(Invariant, $"(df = {df:0.##})"),
            _ => string.Empty,
        };
        return $"{statistic}{freedom} = {Number(test.Statistic)}, {P(test.PValue)}";
    }
}
