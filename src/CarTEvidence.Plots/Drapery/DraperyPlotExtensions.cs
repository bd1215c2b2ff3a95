using System.Globalization;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Axes;
using CarTEvidence.Plots.Charts;
using CarTEvidence.Plots.Typography;
using MathNet.Numerics;

namespace CarTEvidence.Plots;

/// <summary>Drapery plots.</summary>
public static class DraperyPlotExtensions
{
    private const int CurveSteps = 160;

    /// <summary>Draws, for every study and for the pooled effect, the two-sided p-value of each value that the effect could have: all confidence intervals at once.</summary>
    /// <param name="effect">A pooled effect whose studies have effects and variances.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ChartOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">No study has an effect and a variance.</exception>
    /// <remarks>
    /// Curves are of Wald type, on the scale of the analysis: 2 (1 − Φ(|x − estimate| / standard error)). The pooled curve uses the pooled standard error; it is left out
    /// where there is none. Rücker and Schwarzer, Res Synth Methods 2021, doi:10.1002/jrsm.1410.
    /// </remarks>
    public static Figure DraperyPlot(this PooledEffect effect, ChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(effect);
        var chosen = options ?? ChartOptions.Default;
        FunnelData data = effect;
        var studies = Enumerable.Range(0, data.Count).Select(i => (Name: data.Study(i), Center: data.Effect[i], Error: Math.Sqrt(data.Variance[i]))).ToList();
        var low = studies.Min(s => s.Center - 1.5 * s.Error);
        var high = studies.Max(s => s.Center + 1.5 * s.Error);
        var range = new PlotAxis(low, high);
        var title = chosen.Title ?? "Drapery plot";
        var chart = new Chart(ChartPage.Of(chosen), title, Forest.ModelText.Of(effect), AnalysisAxis.Of(effect.Measure, range, null), ChartAxis.Of(new PlotAxis(0, 1), "p-value"), 330, 230);
        foreach (var p in new[] { 0.01, 0.05, 0.1 })
        {
            chart.Behind(Chart.Line(chart.At(low, p), chart.At(high, p), chart.Styles.Grid));
        }

        var thin = new ShapeStyle("drape") { Stroke = chosen.Theme.Study.Mix(chosen.Theme.Background ?? Rgb.White, 0.45), StrokeWidth = 0.8 };
        foreach (var (name, center, error) in studies)
        {
            chart.Add(new GroupMark("study", [Curve(chart, range, center, error, thin)]) { Title = TextFlow.Clean(name) });
        }

        if (effect.Prediction is { Transformed: var prediction } && double.IsFinite(prediction.Lower) && double.IsFinite(prediction.Upper) && prediction.Upper > low && prediction.Lower < high)
        {
            chart.Behind(new RectangleMark(new SceneBox(chart.X(Math.Max(low, prediction.Lower)), chart.Area.Top, chart.X(Math.Min(high, prediction.Upper)), chart.Area.Bottom), new ShapeStyle("prediction-shade") { Fill = chosen.Theme.Prediction, Opacity = 0.1 }));
        }

        if (effect.Transformed is { Value: { } mean, StandardError: > 0 and var standardError } && double.IsFinite(mean))
        {
            chart.Add(new GroupMark("total", [Curve(chart, range, mean, standardError, new ShapeStyle("summary-drape") { Stroke = chosen.Theme.Summary, StrokeWidth = 2 })]) { Title = "Pooled" });
        }

        return chart.Finish(
            title.Length > 0 ? title : "Drapery plot",
            string.Create(CultureInfo.InvariantCulture, $"P-value curves of {studies.Count} studies and of the pooled effect, {new Forest.EffectText(effect.Measure).Spoken(effect.Pooled, "95% CI", 2)}."),
            ["Thick: pooled effect; thin: studies; band: prediction interval. A horizontal line at p cuts each curve at its 100 (1 − p)% interval."]) with
        {
            Rearrange = millimetres => effect.DraperyPlot(chosen with { WidthMillimetres = millimetres }),
        };
    }

    /// <summary>The curve within the plot, its tip included.</summary>
    private static PathMark Curve(Chart chart, PlotAxis range, double center, double error, ShapeStyle style)
    {
        var at = Enumerable.Range(0, CurveSteps + 1).Select(i => range.Lower + (range.Upper - range.Lower) * i / CurveSteps).Append(Math.Clamp(center, range.Lower, range.Upper)).Order();
        return PathMark.Polyline([.. at.Select(x => chart.At(x, SpecialFunctions.Erfc(Math.Abs(x - center) / error / Math.Sqrt(2))))], style);
    }
}
