using System.Globalization;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Axes;
using CarTEvidence.Plots.Charts;
using CarTEvidence.Resampling;

namespace CarTEvidence.Plots;

/// <summary>GOSH plots: graphical display of study heterogeneity.</summary>
public static class GoshPlotExtensions
{
    private const int Shades = 8;
    private const int FewestBins = 40;
    private const int MostBins = 100;
    private const double MarginHeight = 34;

    /// <summary>Draws the pooled effect against I² over all subsets of the studies, as a density in vectors with histograms at the margins. Several clouds point to outlying studies.</summary>
    /// <param name="cloud">The subsets.</param>
    /// <param name="measure">Measure of the effects that were pooled.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ChartOptions.Default"/>.</param>
    /// <remarks>Stronger colour is more subsets, on a logarithmic scale. Olkin, Dahabreh and Trikalinos, Res Synth Methods 2012, doi:10.1002/jrsm.1053.</remarks>
    public static Figure GoshPlot(this SubsetCloud cloud, Measure measure, ChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(cloud);
        ArgumentNullException.ThrowIfNull(measure);
        var chosen = options ?? ChartOptions.Default;
        var (bins, counts) = Coarser(cloud);
        var (low, high) = cloud.HighestMean > cloud.LowestMean ? (cloud.LowestMean, cloud.HighestMean) : (cloud.LowestMean - 0.5, cloud.LowestMean + 0.5);
        var width = (high - low) / bins;
        var every = cloud.IsExhaustive ? "All subsets of the studies" : "Random subsets of the studies";
        var title = chosen.Title ?? every;
        var subtitle = string.Create(CultureInfo.InvariantCulture, $"{cloud.SubsetCount:N0} subsets of {cloud.StudyCount} studies");
        var chart = new Chart(ChartPage.Of(chosen), title, subtitle, AnalysisAxis.Of(measure, new PlotAxis(low, high), null), ChartAxis.Of(new PlotAxis(0, 100), "I², %"), 300, 260, MarginHeight + 10, MarginHeight + 6);
        var (columns, rows) = (new long[bins], new long[bins]);
        var most = Math.Log(1 + counts.DefaultIfEmpty(0).Max());
        var cells = new List<Mark>();
        for (var i = 0; i < bins; i++)
        {
            for (var m = 0; m < bins;)
            {
                var level = Level(counts[i * bins + m]);
                var run = m;
                for (; run < bins && Level(counts[i * bins + run]) == level; run++)
                {
                    columns[run] += counts[i * bins + run];
                    rows[i] += counts[i * bins + run];
                }

                if (level > 0)
                {
                    cells.Add(new RectangleMark(new SceneBox(chart.X(low + m * width), chart.Y(100.0 * (i + 1) / bins), chart.X(low + run * width), chart.Y(100.0 * i / bins)), chart.Styles.Tint($"density-{level}", 0.12 + 0.88 * level / Shades)));
                }

                m = run;
            }
        }

        chart.Behind(new GroupMark("density", cells));
        Margins(chart, columns, rows);
        var mean = measure.ToNatural(cloud.Mean);
        return chart.Finish(
            title.Length > 0 ? title : every,
            $"GOSH plot of {subtitle}; their mean is {new Forest.EffectText(measure).Spoken(mean, 2)}.",
            ["Stronger colour: more subsets, on a logarithmic scale. At the margins: how the subsets spread over the effect and over I²."]) with
        {
            Rearrange = millimetres => cloud.GoshPlot(measure, chosen with { WidthMillimetres = millimetres }),
        };

        int Level(long count) => count == 0 ? 0 : Math.Max(1, (int)Math.Ceiling(Math.Log(1 + count) / most * Shades));
    }

    /// <summary>Joins neighbouring bins until a few subsets do not scatter over many: between 40 and 100 bins a side, as the bins of the cloud divide.</summary>
    private static (int Bins, long[] Counts) Coarser(SubsetCloud cloud)
    {
        var fine = cloud.Options.Bins;
        var wanted = Math.Clamp((int)Math.Sqrt(cloud.SubsetCount / 4.0), FewestBins, MostBins);
        var join = Enumerable.Range(1, fine).First(size => fine % size == 0 && fine / size <= wanted);
        var bins = fine / join;
        var counts = new long[bins * bins];
        for (var i = 0; i < fine; i++)
        {
            for (var m = 0; m < fine; m++)
            {
                counts[i / join * bins + m / join] += cloud.Counts[i * fine + m];
            }
        }

        return (bins, counts);
    }

    private static void Margins(Chart chart, long[] columns, long[] rows)
    {
        var style = chart.Styles.Tint("margin", 0.55);
        var (area, gap, bars) = (chart.Area, 4.0, new List<Mark>());
        var (mostColumn, mostRow) = (Math.Max(1, columns.Max()), Math.Max(1, rows.Max()));
        for (var i = 0; i < rows.Length; i++)
        {
            var (left, right) = (area.Left + area.Width * i / rows.Length, area.Left + area.Width * (i + 1) / rows.Length);
            if (columns[i] > 0)
            {
                bars.Add(new RectangleMark(new SceneBox(left, area.Top - gap - MarginHeight * columns[i] / mostColumn, right, area.Top - gap), style));
            }

            if (rows[i] > 0)
            {
                bars.Add(new RectangleMark(new SceneBox(area.Right + gap, chart.Y(100.0 * (i + 1) / rows.Length), area.Right + gap + MarginHeight * rows[i] / mostRow, chart.Y(100.0 * i / rows.Length)), style));
            }
        }

        chart.Behind(new GroupMark("margin", bars));
    }
}
