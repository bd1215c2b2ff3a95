using System.Globalization;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Axes;
using CarTEvidence.Plots.Charts;
using CarTEvidence.Plots.Forest;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Orchard;

/// <summary>Draws an orchard plot: one row a subgroup, and one for all.</summary>
internal sealed class OrchardDrawing
{
    private const double WidestLabel = 120;
    private const double RowHeight = 66;
    private const double LargestFruitInEm = 1.25;
    private const double SmallestFruitInEm = 0.26;

    // Circles shrink by steps where many studies share a value, down to a size that still shows its area.
    private const double Shrinking = 0.85;
    private const double MostShrunk = 0.25;

    private readonly PooledEffect _effect;
    private readonly ChartOptions _options;
    private readonly EffectText _text;
    private readonly string _title;
    private readonly string _axisTitle;
    private readonly List<(string Name, PooledEffect Effect, StudyEstimate[] Studies)> _rows;
    private readonly int _missing;

    internal OrchardDrawing(PooledEffect effect, ChartOptions options, string? outcome)
    {
        (_effect, _options, _text) = (effect, options, new EffectText(effect.Measure));
        _title = options.Title ?? (outcome is null ? "Orchard plot" : $"Orchard plot: {EffectText.Small(outcome)}");
        _axisTitle = outcome is not null ? $"{outcome}, % of patients" : _text.IsProportion ? "% of patients" : _text.Name + (_text.IsRatio ? " (log scale)" : "");
        _rows = [.. effect.Subgroups.Select(s => Row(s.Level.Replace('_', ' '), s.Effect)).Where(row => row.Studies.Length > 0), Row(effect.Subgroups.Count > 0 ? "All studies" : "", effect)];
        _missing = effect.Studies.Count - _rows[^1].Studies.Length;

        static (string Name, PooledEffect Effect, StudyEstimate[] Studies) Row(string name, PooledEffect effect) =>
            (name, effect, [.. effect.Studies.Where(study => study.Estimate.Value is not null)]);
    }

    internal Figure Draw()
    {
        var cells = SeriesColumns.Cells(_effect).Where(cell => cell.Value is not null).ToList();
        if (cells.Count == 0)
        {
            throw new InvalidOperationException("No study has an estimate to draw.");
        }

        var scale = ForestAxis.Choose(cells, _text, null, null);
        var styles = new ChartStyles(_options.Theme);
        var widest = Math.Min(WidestLabel, 0.3 * ChartPage.Of(_options).Points ?? WidestLabel);
        var ticks = _rows.Select((row, i) => new AxisTick(i, Label(row.Name, row.Studies.Length, styles.Tick, widest))).ToList();
        var chart = new Chart(
            ChartPage.Of(_options),
            _title,
            ModelText.Of(_effect),
            ChartAxis.Of(scale, _axisTitle),
            new ChartAxis(new PlotAxis(-0.5, _rows.Count - 0.5), ticks, "") { Reversed = true },
            330,
            RowHeight * styles.Em / 8 * Math.Max(_rows.Count, 1.6),
            inset: LargestFruitInEm);
        if (_text.NoEffect is { } none && scale.Share(none) is >= 0 and <= 1)
        {
            chart.Behind(Chart.Line(new(chart.X(none), chart.Area.Top), new(chart.X(none), chart.Area.Bottom), styles.Reference));
        }

        var half = Math.Abs(chart.Y(1) - chart.Y(0)) / 2 - 0.3 * styles.Em;
        var rows = _rows.ConvertAll(row => Fruits(chart, scale, row.Studies));
        var shrunk = 1.0;
        bool Fit() => rows.TrueForAll(row => Swarm.Fits(Circles(row, shrunk), half));
        while (!Fit() && shrunk > MostShrunk)
        {
            shrunk = Math.Max(MostShrunk, shrunk * Shrinking);
        }

        for (var i = 0; i < _rows.Count; i++)
        {
            Row(chart, scale, i, rows[i], Circles(rows[i], shrunk), half);
        }

        return chart.Finish(_title.Length > 0 ? _title : "Orchard plot", Describe(), [.. Notes(Fit())]);
    }

    private IEnumerable<string> Notes(bool apart)
    {
        if (_missing > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{_missing} of {_effect.Studies.Count} studies have no estimate on this scale and are not shown.");
        }

        var pooled = _effect.StudyCount > 1 ? $"Diamond: pooled; thick line: {IntervalText.InFull(_effect)}; thin line: prediction interval. " : "";
        var sized = _effect.Studies.Any(study => study.Variance is > 0) && !_text.IsProportion ? "1 / standard error" : "the number of patients";
        yield return $"{pooled}The area of a circle is proportional to {sized}.{(apart ? "" : " More studies share a value than the row has room for: some circles lie on others.")}";
    }

    /// <summary>The studies within the axis, the largest first.</summary>
    private List<Fruit> Fruits(Chart chart, PlotAxis scale, StudyEstimate[] studies)
    {
        var largest = _effect.Studies.Max(Precision);
        return
        [
            .. studies
                .Where(study => scale.Share(study.Estimate.Value!.Value) is >= -1e-9 and <= 1 + 1e-9)
                .Select(study => new Fruit(study, chart.X(study.Estimate.Value!.Value), Math.Max(SmallestFruitInEm, LargestFruitInEm * Math.Sqrt(Precision(study) / largest)) * chart.Styles.Em))
                .OrderByDescending(fruit => fruit.Radius).ThenBy(fruit => fruit.X),
        ];
    }

    private static (double X, double Radius)[] Circles(List<Fruit> fruits, double shrunk) => [.. fruits.Select(fruit => (fruit.X, shrunk * fruit.Radius))];

    private void Row(Chart chart, PlotAxis scale, int index, List<Fruit> fruits, (double X, double Radius)[] circles, double half)
    {
        var (name, effect, _) = _rows[index];
        var em = chart.Styles.Em;
        var center = chart.Y(index);
        var offsets = Swarm.Offsets(circles, half);
        var style = chart.Styles.Point with { Name = "fruit", Opacity = 0.55 };
        for (var i = 0; i < fruits.Count; i++)
        {
            var fruit = fruits[i];
            chart.Behind(new GroupMark("study", [new CircleMark(new ScenePoint(fruit.X, center + offsets[i]), circles[i].Radius, style)])
            {
                Title = $"{TextFlow.Clean(fruit.Study.Study)}: {_text.Spoken(fruit.Study.Estimate, IntervalText.OfStudy(_effect), _text.IsProportion ? 1 : 2)}",
            });
        }

        var marks = new List<Mark>();
        var color = index == _rows.Count - 1 ? _options.Theme.Summary : _options.Theme.Summary.Mix(_options.Theme.Subgroup, 0.35);
        void Limits(Interval interval, double width, string kind)
        {
            var (from, to) = (Math.Clamp(interval.Lower, scale.Lower, scale.Upper), Math.Clamp(interval.Upper, scale.Lower, scale.Upper));
            if (to > from)
            {
                marks.Add(Chart.Line(new(chart.X(from), center), new(chart.X(to), center), new ShapeStyle(kind) { Stroke = color, StrokeWidth = width * em / 8 }));
            }
        }

        if (effect.Prediction is { } prediction)
        {
            Limits(prediction.Interval, 1, "prediction-limits");
        }

        if (effect.StudyCount > 1 && effect.Leading.Interval is { } confidence)
        {
            Limits(confidence, 3.4, "confidence-limits");
        }

        if (effect.StudyCount > 1 && effect.Leading.Value is { } value && scale.Share(value) is >= 0 and <= 1)
        {
            var (x, r) = (chart.X(value), 0.72 * em);
            marks.Add(new PolygonMark([new(x - r, center), new(x, center - r), new(x + r, center), new(x, center + r)], new ShapeStyle("pooled") { Fill = color, Stroke = _options.Theme.Background ?? Rgb.White, StrokeWidth = 1 }));
        }

        chart.Add(new GroupMark("pooled", marks) { Title = $"{(name.Length == 0 ? "Pooled" : name)}: {Spoken(effect)}" });
    }

    private double Precision(StudyEstimate study) => _text.IsProportion ? study.Total ?? 1 : study.Variance is > 0 and var v ? 1 / Math.Sqrt(v) : study.Total ?? 1;

    /// <summary>Name and number of studies; a long name gives way to the number.</summary>
    private static string Label(string name, int studies, TextStyle style, double widest)
    {
        var count = string.Create(CultureInfo.InvariantCulture, $"k\u00A0=\u00A0{studies}");
        return name.Length == 0 ? count : $"{TextFlow.Shorten(TextFlow.Clean(name), style, widest - style.WidthOf($" ({count})"))} ({count})";
    }

    private string Spoken(PooledEffect effect) => _text.Spoken(effect.Leading, IntervalText.Of(_effect), _text.IsProportion ? 1 : 2);

    private string Describe() => string.Create(CultureInfo.InvariantCulture, $"Orchard plot of {_effect.Studies.Count} studies. ") + string.Join(". ", _rows.Select(row => $"{(row.Name.Length == 0 ? "Pooled" : row.Name)}: {Spoken(row.Effect)}")) + ".";

    private sealed record Fruit(StudyEstimate Study, double X, double Radius);
}
