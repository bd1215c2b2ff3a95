using System.Globalization;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Axes;
using CarTEvidence.Plots.Forest;

namespace CarTEvidence.Plots.Charts;

/// <summary>An axis in the scale of the analysis whose ticks speak the natural scale where it is curved: per cent on a logit axis, ratios on a logarithmic one.</summary>
internal static class AnalysisAxis
{
    private static readonly double[] Shares = [0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999];

    internal static ChartAxis Of(Measure measure, PlotAxis range, string? title, int most = 8)
    {
        var text = new EffectText(measure);
        var name = title ?? (text.IsProportion ? "% of patients" : measure.Label);
        if (measure.ToNatural(0) == 0.5 && text.IsProportion)
        {
            var ticks = Spread(Shares.Select(p => new AxisTick(measure.ToAnalysis(p), (100 * p).ToString("0.##", CultureInfo.InvariantCulture))), range, most);
            var natural = new PlotAxis(measure.ToNatural(range.Lower), measure.ToNatural(range.Upper)) { PrintFactor = 100 };
            return new ChartAxis(range, ticks.Count > 1 ? ticks : [.. natural.Ticks(5).Select(tick => tick with { Value = measure.ToAnalysis(tick.Value) })], name + " (logit scale)");
        }

        if (measure.ToNatural(0) == 1)
        {
            var natural = new PlotAxis(measure.ToNatural(range.Lower), measure.ToNatural(range.Upper)) { Logarithmic = true };
            return new ChartAxis(range, [.. natural.Ticks(most).Select(tick => tick with { Value = measure.ToAnalysis(tick.Value) })], name + " (log scale)");
        }

        var identity = measure.ToNatural(0.25) == 0.25;
        var axis = identity && text.IsProportion ? range with { PrintFactor = 100 } : range;
        return new ChartAxis(axis, axis.Ticks(most), identity ? name : $"{name} ({measure.Name} scale)");
    }

    /// <summary>Ticks within the range that keep their distance, those nearest the middle of the list first.</summary>
    private static List<AxisTick> Spread(IEnumerable<AxisTick> ticks, PlotAxis range, int most)
    {
        var distance = 1.0 / most;
        var kept = new List<AxisTick>();
        foreach (var tick in ticks.Where(tick => range.Share(tick.Value) is >= 0 and <= 1).OrderBy(tick => Math.Abs(tick.Value)))
        {
            if (kept.All(other => Math.Abs(range.Share(other.Value) - range.Share(tick.Value)) >= distance))
            {
                kept.Add(tick);
            }
        }

        return [.. kept.OrderBy(tick => tick.Value)];
    }
}
