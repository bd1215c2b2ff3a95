using System.Globalization;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Charts;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots;

/// <summary>Radial (Galbraith) plots.</summary>
public static class RadialPlotExtensions
{
    private const double Z95 = 1.959963984540054;

    /// <summary>Draws each study's standardised effect against its precision: the slope of the line is the pooled effect, and 95 % of studies lie within two units of it.</summary>
    /// <param name="effect">A pooled effect of an inverse-variance model.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ChartOptions.Default"/>.</param>
    /// <exception cref="InvalidOperationException">The model is not by inverse variance.</exception>
    /// <remarks>Galbraith, Stat Med 1988, doi:10.1002/sim.4780070807. Precision includes tau², so under random effects the band is that of the model.</remarks>
    public static Figure RadialPlot(this PooledEffect effect, ChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(effect);
        var chosen = options ?? ChartOptions.Default;
        var points = effect.Radial();
        var title = chosen.Title ?? "Radial plot";
        var slope = effect.Transformed.Value ?? 0;
        var x = ChartAxis.Around(points.Select(p => p.X), 0);
        var y = ChartAxis.Around(points.Select(p => p.Y).Concat([slope * x.Upper + Z95, slope * x.Upper - Z95]), Z95, -Z95);
        var chart = new Chart(
            ChartPage.Of(chosen), title, "", ChartAxis.Of(x, "Precision, 1 / √(variance + τ²)"), ChartAxis.Of(y, $"Standardised effect ({effect.Measure.Name} scale)"), 330, 230);
        chart.Behind(new PolygonMark([chart.At(0, -Z95), chart.At(x.Upper, slope * x.Upper - Z95), chart.At(x.Upper, slope * x.Upper + Z95), chart.At(0, Z95)], chart.Styles.Tint("band", 0.1)));
        chart.Behind(Chart.Line(chart.At(0, 0), chart.At(x.Upper, slope * x.Upper), chart.Styles.SummaryLine));
        chart.Avoid([chart.At(0, 0), chart.At(x.Upper, slope * x.Upper)]);
        ScatterFigure.Draw(chart, [.. points.OrderByDescending(p => Math.Abs(p.Y - slope * p.X)).Select(p => (p.Study, p.X, p.Y, $"precision {NumberText.Significant(p.X)}, standardised effect {NumberText.Fixed(p.Y, 2)}"))]);
        var outside = points.Count(p => Math.Abs(p.Y - slope * p.X) > Z95);
        return chart.Finish(
            title.Length > 0 ? title : "Radial plot",
            string.Create(CultureInfo.InvariantCulture, $"Radial plot of {points.Count} studies; {outside} outside the 95% band around the pooled effect."),
            ["Line: pooled effect. Band: where 95% of studies are expected."]) with
        {
            Rearrange = millimetres => effect.RadialPlot(chosen with { WidthMillimetres = millimetres }),
        };
    }
}
