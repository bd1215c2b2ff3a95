using CarTEvidence.Plots.Axes;

namespace CarTEvidence.Plots.Charts;

/// <summary>An axis of a chart: range, ticks and title.</summary>
/// <param name="Scale">Range and spacing.</param>
/// <param name="Ticks">Ticks, in the units of the scale.</param>
/// <param name="Title">What it shows; empty for nothing.</param>
internal sealed record ChartAxis(PlotAxis Scale, IReadOnlyList<AxisTick> Ticks, string Title)
{
    /// <summary>Whether values grow to the left, or downwards.</summary>
    internal bool Reversed { get; init; }

    /// <summary>An axis with its own round ticks.</summary>
    internal static ChartAxis Of(PlotAxis scale, string title, int most = 7) => new(scale, scale.Ticks(most), title);

    /// <summary>A linear axis from round number to round number around these values.</summary>
    internal static PlotAxis Around(IEnumerable<double> values, params double[] also)
    {
        var all = values.Concat(also).Where(double.IsFinite).ToList();
        var (low, high) = all.Count == 0 ? (0, 1) : (all.Min(), all.Max());
        if (high - low < 1e-12)
        {
            (low, high) = (low - 0.5, high + 0.5);
        }

        var step = NiceNumbers.Step(high - low, 6);
        return new PlotAxis(Math.Floor(low / step + 1e-9) * step, Math.Ceiling(high / step - 1e-9) * step);
    }
}
