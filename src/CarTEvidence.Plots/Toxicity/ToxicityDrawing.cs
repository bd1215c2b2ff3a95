using System.Globalization;
using CarTEvidence.Plots.Axes;
using CarTEvidence.Plots.Charts;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Toxicity;

/// <summary>Draws graded toxicity as horizontal stacked bars.</summary>
internal sealed class ToxicityDrawing
{
    private const double BarWidth = 280;
    private static readonly Rgb[] Colors = [Rgb.Parse("#e4e8ed"), Rgb.Parse("#fbdca0"), Rgb.Parse("#f6b259"), Rgb.Parse("#e9703f"), Rgb.Parse("#c2302f"), Rgb.Parse("#6d1023")];

    private readonly ChartOptions _options;
    private readonly ChartStyles _styles;
    private readonly List<(string Label, int Patients, IReadOnlyList<GradeSegment> Segments)> _rows = [];
    private readonly string _name;

    internal ToxicityDrawing(EvidenceBase evidence, Outcome outcome, ChartOptions options)
    {
        _options = options;
        _styles = new ChartStyles(options.Theme);
        var crs = outcome == Outcome.Crs(outcome.AtLeastGrade!.Value);
        _name = crs ? "CRS" : "ICANS";
        var data = evidence.Count(outcome);
        for (var i = 0; i < data.Arms.Count; i++)
        {
            if ((crs ? data.Arms[i].Crs : data.Arms[i].Icans) is { } report)
            {
                _rows.Add((data.Proportions.Study[i], report.Evaluable, GradeSegment.Of(report)));
            }
        }

        var all = _rows.SelectMany(row => row.Segments).GroupBy(s => (s.From, s.To)).Select(g => new GradeSegment(g.Key.From, g.Key.To, g.Sum(s => s.Patients))).OrderBy(s => s.From + s.To).ThenBy(s => s.From);
        _rows.Add(("All arms", _rows.Sum(row => row.Patients), [.. all]));
    }

    internal Figure Draw()
    {
        var em = _styles.Em;
        var margin = 1.25 * em;
        var labels = Math.Min(170, _rows.Max(row => _styles.Strong.WidthOf(row.Label)));
        var counts = Math.Max(_styles.Strong.WidthOf("Patients"), _rows.Max(row => _styles.Strong.WidthOf(Whole(row.Patients))));
        var countRight = margin + labels + 1.7 * em + counts;
        var bar = new SceneBox(countRight + 1.5 * em, 0, countRight + 1.5 * em + BarWidth, 0);
        var page = bar.Right + margin + 0.8 * em;
        var title = _options.Title ?? $"{_name} by grade";
        var marks = new List<Mark>();
        var cursor = margin;
        foreach (var line in title.Length == 0 ? [] : TextFlow.Wrap(title, _styles.Title, page - 2 * margin).Lines)
        {
            marks.Add(new TextMark(new(margin, cursor + _styles.Title.Size * FontMetrics.Ascent), line, _styles.Title));
            cursor += _styles.Title.LineHeight + 0.5 * em;
        }

        var header = cursor + _styles.Strong.Size * FontMetrics.Ascent;
        marks.Add(new TextMark(new(margin, header), "Study", _styles.Strong));
        marks.Add(new TextMark(new(countRight, header), "Patients", _styles.Strong, TextAnchor.End));
        cursor += _styles.Strong.LineHeight + 0.3 * em;
        marks.Add(new LineMark(new(margin - em / 2, cursor), new(page - margin + em / 2, cursor), _styles.AxisLine));
        cursor += 0.4 * em;
        for (var i = 0; i < _rows.Count; i++)
        {
            if (i == _rows.Count - 1)
            {
                cursor += 0.6 * em;
            }

            marks.Add(Row(i, margin, labels, countRight, bar.Left, ref cursor));
        }

        Axis(marks, bar, ref cursor);
        Legend(marks, bar.Left, page - margin, ref cursor);
        return new Figure(new Scene(page, cursor + margin, marks) { Background = _options.Theme.Background }, title.Length > 0 ? title : $"{_name} by grade", Describe());
    }

    private GroupMark Row(int index, double left, double labelWidth, double countRight, double barLeft, ref double cursor)
    {
        var (label, patients, segments) = _rows[index];
        var style = index == _rows.Count - 1 ? _styles.Strong : _styles.Label;
        var height = 1.6 * _styles.Em;
        var middle = cursor + height / 2;
        var marks = new List<Mark>
        {
            new TextMark(new(left, middle + style.MiddleToBaseline), TextFlow.Shorten(TextFlow.Clean(label), style, labelWidth), style),
            new TextMark(new(countRight, middle + style.MiddleToBaseline), Whole(patients), style, TextAnchor.End),
        };
        var x = barLeft;
        foreach (var segment in segments)
        {
            var width = BarWidth * segment.Patients / patients;
            marks.Add(new RectangleMark(new SceneBox(x, middle - 0.55 * _styles.Em, x + width, middle + 0.55 * _styles.Em), Style(segment)));
            var count = new TextStyle(IsDark(segment) ? "count-light" : "count-dark", 0.85 * _styles.Em, IsDark(segment) ? Rgb.White : Rgb.Parse("#1b2430"));
            if (segment.From > 0 && count.WidthOf(Whole(segment.Patients)) + 0.4 * _styles.Em < width)
            {
                marks.Add(new TextMark(new(x + width / 2, middle + count.MiddleToBaseline), Whole(segment.Patients), count, TextAnchor.Middle));
            }

            x += width;
        }

        cursor += height;
        return new GroupMark(index == _rows.Count - 1 ? "total" : "study", marks) { Title = $"{TextFlow.Clean(label)}, {Whole(patients)} patients: {Spoken(segments)}" };
    }

    private void Axis(List<Mark> marks, SceneBox bar, ref double cursor)
    {
        cursor += 0.3 * _styles.Em;
        marks.Add(new LineMark(new(bar.Left, cursor), new(bar.Right, cursor), _styles.AxisLine));
        var length = 0.4 * _styles.Em;
        foreach (var tick in new PlotAxis(0, 1) { PrintFactor = 100 }.Ticks(6))
        {
            var x = bar.Left + tick.Value * BarWidth;
            marks.Add(new LineMark(new(x, cursor), new(x, cursor + length), _styles.AxisLine));
            marks.Add(new TextMark(new(x, cursor + length + 0.2 * _styles.Em + _styles.Tick.Size * FontMetrics.Ascent), tick.Label, _styles.Tick, TextAnchor.Middle));
        }

        cursor += length + 0.5 * _styles.Em + _styles.Tick.Size;
        marks.Add(new TextMark(new((bar.Left + bar.Right) / 2, cursor + _styles.Label.Size * FontMetrics.Ascent + 0.2 * _styles.Em), $"% of patients, by worst grade of {_name}", _styles.Label, TextAnchor.Middle));
        cursor += _styles.Label.LineHeight + 0.6 * _styles.Em;
    }

    private void Legend(List<Mark> marks, double left, double right, ref double cursor)
    {
        var (x, row) = (left, 1.5 * _styles.Em);
        foreach (var segment in _rows[^1].Segments)
        {
            var width = 1.3 * _styles.Em + _styles.Label.WidthOf(segment.Label);
            if (x > left && x + width > right)
            {
                (x, cursor) = (left, cursor + row);
            }

            var middle = cursor + row / 2;
            marks.Add(new RectangleMark(new SceneBox(x, middle - 0.45 * _styles.Em, x + 0.9 * _styles.Em, middle + 0.45 * _styles.Em), Style(segment)));
            marks.Add(new TextMark(new(x + 1.3 * _styles.Em, middle + _styles.Label.MiddleToBaseline), segment.Label, _styles.Label));
            x += width + 1.1 * _styles.Em;
        }

        cursor += row;
    }

    private string Describe() => $"Stacked bars of the worst grade of {_name} in {Whole(_rows.Count - 1)} arms. All arms, {Whole(_rows[^1].Patients)} patients: {Spoken(_rows[^1].Segments)}.";

    private static string Spoken(IEnumerable<GradeSegment> segments) => string.Join(", ", segments.Select(s => $"{s.Label.ToLowerInvariant()} {Whole(s.Patients)}"));

    /// <summary>A range of grades has the colour between those of its ends.</summary>
    private static ShapeStyle Style(GradeSegment segment) =>
        new(string.Create(CultureInfo.InvariantCulture, $"grade-{segment.From}-{segment.To}")) { Fill = Colors[segment.From].Mix(Colors[segment.To], segment.From == segment.To ? 0 : 0.5), Stroke = Rgb.White, StrokeWidth = 0.5 };

    private static bool IsDark(GradeSegment segment) => segment.From + segment.To >= 7;

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
