using System.Globalization;

namespace CarTEvidence.Plots.Axes;

/// <summary>A horizontal or vertical axis: its range in data units, linear or logarithmic.</summary>
/// <param name="Lower">Value at the start.</param>
/// <param name="Upper">Value at the end, above <paramref name="Lower"/>.</param>
internal sealed record PlotAxis(double Lower, double Upper)
{
    /// <summary>Logarithmic spacing; both limits are positive.</summary>
    internal bool Logarithmic { get; init; }

    /// <summary>Factor from data units to printed ones, 100 for per cent.</summary>
    internal double PrintFactor { get; init; } = 1;

    /// <summary>Where a value stands: 0 at the start, 1 at the end, outside beyond them; infinite for what the scale cannot show.</summary>
    internal double Share(double value)
    {
        if (!Logarithmic)
        {
            return (value - Lower) / (Upper - Lower);
        }

        return value <= 0 ? double.NegativeInfinity : Math.Log(value / Lower) / Math.Log(Upper / Lower);
    }

    /// <summary>At most about <paramref name="most"/> ticks at round numbers.</summary>
    internal IReadOnlyList<AxisTick> Ticks(int most)
    {
        var (lower, upper) = (Lower * PrintFactor, Upper * PrintFactor);
        var values = Logarithmic ? NiceNumbers.Logarithmic(lower, upper, most) : NiceNumbers.Linear(lower, upper, Math.Max(1, most - 1));
        var decimals = Logarithmic ? 0 : values.Count > 1 ? NiceNumbers.Decimals(values[1] - values[0]) : 0;
        return [.. values.Select(value => new AxisTick(value / PrintFactor, Label(value, Logarithmic ? NiceNumbers.Decimals(value) : decimals)))];
    }

    private static string Label(double value, int decimals) =>
        Typography.NumberText.WithMinus(value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}
