using System.Globalization;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Axes;
using CarTEvidence.Plots.Charts;
using CarTEvidence.Plots.Forest;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Funnel;

/// <summary>Draws a funnel plot.</summary>
internal sealed class FunnelDrawing
{
    private const double Z90 = 1.6448536269514722;
    private const double Z95 = 1.959963984540054;
    private const double Z99 = 2.5758293035489004;
    private const int CurveSteps = 80;

    private readonly PooledEffect _effect;
    private readonly FunnelPlotOptions _options;
    private readonly EffectText _text;
    private readonly List<(string Name, double Effect, double Height, bool Filled)> _points = [];
    private readonly double? _center;
    private readonly bool _bySpread;
    private readonly bool _contours;

    internal FunnelDrawing(PooledEffect effect, FunnelPlotOptions options)
    {
        _effect = effect;
        _options = options;
        _text = new EffectText(effect.Measure);
        FunnelData data = effect;
        if (!data.HasSize && options.Scale is FunnelScale.SampleSize or FunnelScale.InverseRootSampleSize)
        {
            throw new ArgumentException($"The studies' numbers of patients are not known, so the funnel cannot stand on {options.Scale}.", nameof(options));
        }

        for (var i = 0; i < data.Count; i++)
        {
            _points.Add((data.Study(i), data.Effect[i], Height(Math.Sqrt(data.Variance[i]), data.HasSize ? data.Size[i] : 0), false));
        }

        _bySpread = options.Scale is FunnelScale.StandardError or FunnelScale.Variance;
        if (_bySpread)
        {
            _points.AddRange((options.Filled?.Filled ?? []).Where(e => e is { Effect: not null, Variance: not null }).Select((e, i) => ($"Filled {i + 1}", e.Effect!.Value, Height(Math.Sqrt(e.Variance!.Value), 0), true)));
        }

        _center = effect.Transformed.Value is { } mean && double.IsFinite(mean) ? mean : null;
        _contours = _bySpread && (options.Contours ?? _text.IsComparison);
    }

    internal Figure Draw()
    {
        var top = _points.Max(p => p.Height);
        var lowest = _options.Scale == FunnelScale.SampleSize ? 0 : top * 1.05;
        var heights = _options.Scale == FunnelScale.SampleSize ? ChartAxis.Around([0, top]) : ChartAxis.Around([0, lowest]);
        var effects = _points.Select(p => p.Effect).ToList();
        var spread = _center is { } c && _bySpread ? new[] { c - Z95 * Spread(heights.Upper), c + Z95 * Spread(heights.Upper) } : [];
        var low = effects.Concat(spread).Concat(_contours ? [0.0] : []).Min();
        var high = effects.Concat(spread).Concat(_contours ? [0.0] : []).Max();
        var range = new PlotAxis(low - 0.04 * (high - low + 0.1), high + 0.04 * (high - low + 0.1));
        var chart = new Chart(
            new ChartPage(_options.Theme, _options.WidthMillimetres),
            _options.Title ?? "Funnel plot",
            "",
            AnalysisAxis.Of(_effect.Measure, range, _options.AxisTitle),
            ChartAxis.Of(heights, HeightTitle()) with { Reversed = _options.Scale != FunnelScale.SampleSize },
            330,
            230);
        var legend = _contours ? Contours(chart, range, heights) : [];
        if (_center is { } center)
        {
            Funnel(chart, center, range, heights);
        }

        Points(chart);
        var filled = _points.Count(p => p.Filled);
        var notes = new List<string>();
        if (_effect.Studies.Count > _points.Count - filled)
        {
            notes.Add($"{_effect.Studies.Count - (_points.Count - filled)} of {_effect.Studies.Count} studies have no effect on this scale (no or all events) and are not shown.");
        }

        if (_center is not null && _bySpread)
        {
            notes.Add("Solid line: pooled effect; dashed lines: where 95% of studies would lie if all shared it.");
        }

        if (filled > 0)
        {
            notes.Add($"Open circles: {filled} {(filled == 1 ? "study" : "studies")} added by trim and fill.");
        }

        return chart.Finish(_options.Title is { Length: > 0 } title ? title : "Funnel plot", Describe(filled), notes, legend) with
        {
            Rearrange = millimetres => new FunnelDrawing(_effect, _options with { WidthMillimetres = millimetres }).Draw(),
        };
    }

    private List<LegendEntry> Contours(Chart chart, PlotAxis range, PlotAxis heights)
    {
        (double Z, ShapeStyle Style, string Label)[] regions =
        [
            (Z99, chart.Styles.Tint("contour-05", 0.14), "0.01 < p ≤ 0.05"), (Z95, chart.Styles.Tint("contour-10", 0.26), "0.05 < p ≤ 0.10"), (Z90, new ShapeStyle("contour-ns") { Fill = _options.Theme.Background ?? Rgb.White, Stroke = _options.Theme.Grid, StrokeWidth = 0.5 }, "p > 0.10"),
        ];
        chart.Behind(new RectangleMark(chart.Area, chart.Styles.Tint("contour-01", 0.05)));
        foreach (var (z, style, _) in regions)
        {
            chart.Behind(new PolygonMark([.. Edge(chart, 0, -z, range, heights), .. Edge(chart, 0, z, range, heights).Reverse()], style));
        }

        return [.. regions.Reverse().Select(region => new LegendEntry(region.Label, region.Style)), new LegendEntry("p ≤ 0.01", chart.Styles.Tint("contour-01", 0.05) with { Stroke = _options.Theme.Grid, StrokeWidth = 0.5 })];
    }

    private void Funnel(Chart chart, double center, PlotAxis range, PlotAxis heights)
    {
        ScenePoint[] line = [new(chart.X(center), chart.Area.Top), new(chart.X(center), chart.Area.Bottom)];
        chart.Behind(Chart.Line(line[0], line[1], chart.Styles.SummaryLine));
        chart.Avoid(line);
        if (!_bySpread)
        {
            return;
        }

        foreach (var z in new[] { -Z95, Z95 })
        {
            ScenePoint[] edge = [.. Edge(chart, center, z, range, heights)];
            chart.Behind(PathMark.Polyline(edge, chart.Styles.DashedLine));
            chart.Avoid(edge);
        }
    }

    /// <summary>From the tip of the funnel down one of its sides, kept inside the plot.</summary>
    private IEnumerable<ScenePoint> Edge(Chart chart, double center, double z, PlotAxis range, PlotAxis heights) =>
        Enumerable.Range(0, CurveSteps + 1).Select(i => heights.Lower + (heights.Upper - heights.Lower) * i / CurveSteps)
            .Select(height => chart.At(Math.Clamp(center + z * Spread(height), range.Lower, range.Upper), height));

    private void Points(Chart chart)
    {
        var radius = 0.3 * chart.Styles.Em;
        foreach (var point in _points)
        {
            var place = chart.At(point.Effect, point.Height);
            chart.Occupy(new SceneBox(place.X - radius, place.Y - radius, place.X + radius, place.Y + radius));
        }

        foreach (var (name, effect, height, filled) in _points.OrderByDescending(p => p.Filled).ThenByDescending(p => Math.Abs(p.Effect - (_center ?? 0)) / Math.Max(Spread(p.Height), 1e-12)))
        {
            var place = chart.At(effect, height);
            var marks = new List<Mark> { new CircleMark(place, radius, filled ? chart.Styles.OpenPoint : chart.Styles.Point) };
            if (_options.Labels && !filled)
            {
                marks.AddRange(chart.Label(name, place, radius));
            }

            var natural = _effect.Measure.ToNatural(effect);
            chart.Add(new GroupMark("study", marks) { Title = $"{TextFlow.Clean(name)}: {_text.Spoken(natural, 2)}, {HeightTitle().ToLowerInvariant()} {NumberText.Significant(height)}" });
        }
    }

    private string Describe(int filled)
    {
        var pooled = _center is { } center ? $" The pooled effect is {_text.Spoken(_effect.Measure.ToNatural(center), 2)}." : "";
        var added = filled > 0 ? $" Trim and fill adds {filled}." : "";
        return string.Create(CultureInfo.InvariantCulture, $"Funnel plot of {_points.Count - filled} studies, effect against {HeightTitle().ToLowerInvariant()}.{pooled}{added}");
    }

    private double Height(double standardError, double size) => _options.Scale switch
    {
        FunnelScale.Variance => standardError * standardError,
        FunnelScale.SampleSize => size,
        FunnelScale.InverseRootSampleSize => 1 / Math.Sqrt(size),
        _ => standardError,
    };

    /// <summary>The standard error at a height.</summary>
    private double Spread(double height) => _options.Scale == FunnelScale.Variance ? Math.Sqrt(Math.Max(0, height)) : height;

    private string HeightTitle() => _options.Scale switch
    {
        FunnelScale.Variance => "Variance",
        FunnelScale.SampleSize => "Patients",
        FunnelScale.InverseRootSampleSize => "1 / √patients",
        _ => "Standard error",
    };
}
