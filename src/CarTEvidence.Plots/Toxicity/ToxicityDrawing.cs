using System.Globalization;
using CarTEvidence.Plots.Axes;
using CarTEvidence.Plots.Charts;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Toxicity;

/// <summary>Draws graded toxicity as horizontal stacked bars.</summary>
internal sealed class ToxicityDrawing
{
    private const double WidestBar = 280;
    private const double WidestLabel = 170;

    private readonly EvidenceBase _evidence;
    private readonly Outcome _outcome;
    private readonly ChartOptions _options;
    private readonly ChartStyles _styles;
    private readonly GradeStyles _grades;
    private readonly List<(string Label, int Patients, IReadOnlyList<GradeSegment> Segments)> _rows = [];
    private readonly string _name;

    internal ToxicityDrawing(EvidenceBase evidence, Outcome outcome, ChartOptions options)
    {
        (_evidence, _outcome, _options) = (evidence, outcome, options);
        _grades = new GradeStyles(options.Theme);
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
        var pageGiven = ChartPage.Of(_options);
        var labels = Math.Min(Math.Min(WidestLabel, 0.32 * pageGiven.Points ?? WidestLabel), _rows.Max(row => _styles.Strong.WidthOf(row.Label)));
        var counts = Math.Max(_styles.Strong.WidthOf("Patients"), _rows.Max(row => _styles.Strong.WidthOf(Whole(row.Patients))));
        var countRight = margin + labels + 1.7 * em + counts;
        var (page, width, _) = pageGiven.Fit(countRight + 1.5 * em + margin + 0.8 * em, WidestBar, 1, em);
        var bar = new SceneBox(countRight + 1.5 * em, 0, countRight + 1.5 * em + width, 0);
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

            marks.Add(Row(i, margin, labels, countRight, bar, ref cursor));
        }

        Axis(marks, bar, ref cursor);
        Legend(marks, pageGiven.Points is null ? bar.Left : margin, page - margin, ref cursor);
        return new Figure(new Scene(page, cursor + margin, marks) { Background = _options.Theme.Background }, title.Length > 0 ? title : $"{_name} by grade", Describe())
        {
            Rearrange = millimetres => new ToxicityDrawing(_evidence, _outcome, _options with { WidthMillimetres = millimetres }).Draw(),
        };
    }

    private GroupMark Row(int index, double left, double labelWidth, double countRight, SceneBox bar, ref double cursor)
    {
        var (label, patients, segments) = _rows[index];
        var labelStyle = index == _rows.Count - 1 ? _styles.Strong : _styles.Label;
        var height = 1.6 * _styles.Em;
        var middle = cursor + height / 2;
        var marks = new List<Mark>
        {
            new TextMark(new(left, middle + labelStyle.MiddleToBaseline), TextFlow.Shorten(TextFlow.Clean(label), labelStyle, labelWidth), labelStyle),
            new TextMark(new(countRight, middle + labelStyle.MiddleToBaseline), Whole(patients), labelStyle, TextAnchor.End),
        };
        var x = bar.Left;
        foreach (var segment in segments)
        {
            var width = bar.Width * segment.Patients / patients;
            var box = new SceneBox(x, middle - 0.55 * _styles.Em, x + width, middle + 0.55 * _styles.Em);
            var (painted, ink) = _grades.Draw(segment, box);
            marks.AddRange(painted);
            var count = new TextStyle("count", 0.85 * _styles.Em, ink);
            var (text, half) = (Whole(segment.Patients), count.WidthOf(Whole(segment.Patients)) / 2 + 0.2 * _styles.Em);
            if (segment.To > 0 && 2 * half < width)
            {
                if (segment.From < segment.To && painted[0] is RectangleMark { Style: var style })
                {
                    marks.Add(new RectangleMark(box with { Left = x + width / 2 - half, Right = x + width / 2 + half }, style with { Name = style.Name + "-count", Stroke = null }));
                }

                marks.Add(new TextMark(new(x + width / 2, middle + count.MiddleToBaseline), text, count, TextAnchor.Middle));
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
            var x = bar.Left + tick.Value * bar.Width;
            marks.Add(new LineMark(new(x, cursor), new(x, cursor + length), _styles.AxisLine));
            marks.Add(new TextMark(new(x, cursor + length + 0.2 * _styles.Em + _styles.Tick.Size * FontMetrics.Ascent), tick.Label, _styles.Tick, TextAnchor.Middle));
        }

        cursor += length + 0.5 * _styles.Em + _styles.Tick.Size;
        cursor += 0.2 * _styles.Em;
        foreach (var line in TextFlow.Wrap($"% of patients, by worst grade of {_name}", _styles.Label, bar.Width).Lines)
        {
            marks.Add(new TextMark(new((bar.Left + bar.Right) / 2, cursor + _styles.Label.Size * FontMetrics.Ascent), line, _styles.Label, TextAnchor.Middle));
            cursor += _styles.Label.LineHeight;
        }

        cursor += 0.4 * _styles.Em;
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
            marks.AddRange(_grades.Draw(segment, new SceneBox(x, middle - 0.45 * _styles.Em, x + 0.9 * _styles.Em, middle + 0.45 * _styles.Em)).Marks);
            marks.Add(new TextMark(new(x + 1.3 * _styles.Em, middle + _styles.Label.MiddleToBaseline), segment.Label, _styles.Label));
            x += width + 1.1 * _styles.Em;
        }

        cursor += row;
    }

    private string Describe() => $"Stacked bars of the worst grade of {_name} in {Whole(_rows.Count - 1)} arms. All arms, {Whole(_rows[^1].Patients)} patients: {Spoken(_rows[^1].Segments)}.";

    private static string Spoken(IEnumerable<GradeSegment> segments) => string.Join(", ", segments.Select(s => $"{s.Label.ToLowerInvariant()} {Whole(s.Patients)}"));

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
