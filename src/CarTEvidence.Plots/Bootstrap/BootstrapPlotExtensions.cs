using System.Globalization;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Axes;
using CarTEvidence.Plots.Charts;
using CarTEvidence.Resampling;

namespace CarTEvidence.Plots;

/// <summary>Distributions of resampled estimates.</summary>
public static class BootstrapPlotExtensions
{
    private const int FewestBins = 20;
    private const int MostBins = 80;

    /// <summary>Draws the histogram of bootstrapped pooled effects with the observed one and the middle 95 % of the replicates.</summary>
    /// <param name="replicates">The replicates.</param>
    /// <param name="measure">Measure of the effects that were pooled.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ChartOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">There is no finite replicate.</exception>
    /// <remarks>The band is the percentile interval. Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13. Replicates that are not finite are left out and counted in a note.</remarks>
    public static Figure BootstrapPlot(this BootstrapReplicates replicates, Measure measure, ChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(replicates);
        ArgumentNullException.ThrowIfNull(measure);
        var chosen = options ?? ChartOptions.Default;
        var means = replicates.Means.Where(double.IsFinite).Order().ToArray();
        if (means.Length == 0)
        {
            throw new ArgumentException($"None of {replicates.Means.Length} replicates is finite.", nameof(replicates));
        }

        var observed = replicates.Observed.Mean;
        var (low, high) = (Math.Min(means[0], observed), Math.Max(means[^1], observed));
        var pad = high > low ? 0 : 0.5;
        var range = new PlotAxis(low - pad, high + pad);
        var bins = Math.Clamp((int)Math.Sqrt(means.Length), FewestBins, MostBins);
        var counts = new int[bins];
        foreach (var mean in means)
        {
            counts[Math.Min(bins - 1, (int)(range.Share(mean) * bins))]++;
        }

        var title = chosen.Title ?? "Bootstrap distribution of the pooled effect";
        var subtitle = string.Create(CultureInfo.InvariantCulture, $"{means.Length:N0} replicates");
        var chart = new Chart(ChartPage.Of(chosen), title, subtitle, AnalysisAxis.Of(measure, range, null), ChartAxis.Of(ChartAxis.Around([0, counts.Max()]), "Replicates"), 330, 200);
        var (lower, upper) = (Quantile(means, 0.025), Quantile(means, 0.975));
        chart.Behind(new RectangleMark(new SceneBox(chart.X(lower), chart.Area.Top, chart.X(upper), chart.Area.Bottom), chart.Styles.Tint("band", 0.1)));
        var width = (range.Upper - range.Lower) / bins;
        chart.Behind(new GroupMark("histogram", [.. counts.Select((count, i) => (count, i)).Where(bin => bin.count > 0)
            .Select(bin => new RectangleMark(new SceneBox(chart.X(range.Lower + bin.i * width), chart.Y(bin.count), chart.X(range.Lower + (bin.i + 1) * width), chart.Area.Bottom), chart.Styles.Tint("bar", 0.65)))]));
        chart.Behind(Chart.Line(new(chart.X(observed), chart.Area.Top), new(chart.X(observed), chart.Area.Bottom), chart.Styles.SummaryLine));
        var text = new Forest.EffectText(measure);
        var said = $"Observed {text.Spoken(measure.ToNatural(observed), 2)}; 95% of the replicates lie between {text.Spoken(measure.ToNatural(lower), 2)} and {text.Spoken(measure.ToNatural(upper), 2)}.";
        var lost = replicates.Means.Length - means.Length;
        return chart.Finish(
            title.Length > 0 ? title : "Bootstrap distribution",
            $"Histogram of {subtitle}. {said}",
            lost > 0 ? [said, string.Create(CultureInfo.InvariantCulture, $"{lost:N0} replicates without a finite estimate are left out.")] : [said]) with
        {
            Rearrange = millimetres => replicates.BootstrapPlot(measure, chosen with { WidthMillimetres = millimetres }),
        };
    }

    /// <summary>Linear interpolation between order statistics.</summary>
    private static double Quantile(double[] sorted, double probability)
    {
        var place = (sorted.Length - 1) * probability;
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}
