using System.Globalization;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Axes;
using CarTEvidence.Plots.Charts;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots;

/// <summary>Doi plots.</summary>
public static class DoiPlotExtensions
{
    /// <summary>Draws |z| of each study's precision-weighted rank, downwards, against its effect, with the LFK index of asymmetry.</summary>
    /// <param name="effect">A pooled effect whose studies have effects and variances.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ChartOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">No study has an effect and a variance.</exception>
    /// <remarks>Furuya-Kanamori, Barendregt and Doi 2018, doi:10.1097/XEB.0000000000000141; for the index's known failure see <see cref="SmallStudyEffects.Doi"/>.</remarks>
    public static Figure DoiPlot(this PooledEffect effect, ChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(effect);
        var chosen = options ?? ChartOptions.Default;
        var doi = SmallStudyEffects.Doi(effect);
        var title = chosen.Title ?? "Doi plot";
        var effects = doi.Points.Select(p => p.Effect).ToList();
        var pad = Math.Max(0.06 * (effects.Max() - effects.Min()), 0.05);
        var chart = new Chart(
            ChartPage.Of(chosen),
            title,
            doi.LfkIndex is { } index ? $"LFK index {NumberText.Fixed(index, 2)}" : "",
            AnalysisAxis.Of(effect.Measure, new PlotAxis(effects.Min() - pad, effects.Max() + pad), null),
            ChartAxis.Of(ChartAxis.Around(doi.Points.Select(p => Math.Abs(p.Z)), 0), "|z|") with { Reversed = true },
            330,
            230);
        var curve = doi.Points.OrderBy(p => p.Effect).ThenBy(p => p.Z).Select(p => chart.At(p.Effect, Math.Abs(p.Z))).ToList();
        if (curve.Count > 1)
        {
            chart.Behind(PathMark.Polyline(curve, chart.Styles.SummaryLine));
        }

        chart.Avoid(curve);
        if (doi.Tip is { } tip)
        {
            chart.Behind(Chart.Line(new(chart.X(tip), chart.Area.Top), new(chart.X(tip), chart.Area.Bottom), chart.Styles.DashedLine));
        }

        ScatterFigure.Draw(chart, [.. doi.Points.OrderByDescending(p => Math.Abs(p.Z)).Select(p => (p.Study, p.Effect, Math.Abs(p.Z), $"|z| {NumberText.Fixed(Math.Abs(p.Z), 2)}"))]);
        return chart.Finish(
            title.Length > 0 ? title : "Doi plot",
            string.Create(CultureInfo.InvariantCulture, $"Doi plot of {doi.Points.Count} studies{(doi.LfkIndex is { } lfk ? $"; LFK index {NumberText.Fixed(lfk, 2)}" : "")}."),
            doi.Notes) with
        {
            Rearrange = millimetres => effect.DoiPlot(chosen with { WidthMillimetres = millimetres }),
        };
    }
}
