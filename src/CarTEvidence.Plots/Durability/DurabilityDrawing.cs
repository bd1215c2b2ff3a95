using System.Globalization;
using CarTEvidence.Plots.Axes;
using CarTEvidence.Plots.Charts;
using CarTEvidence.Plots.Forest;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Durability;

/// <summary>Draws arms as lanes whose length is their follow-up.</summary>
internal sealed class DurabilityDrawing
{
    private const double WidestBar = 230;
    private const double WidestLabel = 150;

    private readonly ChartOptions _options;
    private readonly ChartStyles _styles;
    private readonly Outcome _outcome;
    private readonly List<Lane> _lanes;
    private readonly int _unknown;
    private readonly List<(string Header, Func<Lane, string> Cell)> _columns;
    private readonly List<Mark> _marks = [];

    internal DurabilityDrawing(OutcomeData data, ChartOptions options)
    {
        (_options, _styles, _outcome) = (options, new ChartStyles(options.Theme), data.Outcome);
        var all = data.Arms.Select((arm, i) => new Lane(data.Proportions.Study[i], arm, data.Counts[i])).ToList();
        _lanes = [.. all.Where(lane => lane.Known).OrderByDescending(lane => lane.Median ?? lane.Maximum).ThenByDescending(lane => lane.Maximum)];
        _unknown = all.Count - _lanes.Count;
        if (_lanes.Count == 0)
        {
            throw new ArgumentException($"None of the {all.Count} arms that report {data.Outcome.Name} reports a follow-up.", nameof(data));
        }

        _columns = [(EffectText.Capital(_outcome.Label), lane => Text(lane.Count))];
        if (_outcome != Outcome.Relapse && _lanes.Exists(lane => lane.Relapse is not null))
        {
            _columns.Add((Outcome.Relapse.Label, lane => Text(lane.Relapse)));
        }
    }

    internal Figure Draw()
    {
        var em = _styles.Em;
        var margin = 1.25 * em;
        var given = ChartPage.Of(_options);
        var labels = Math.Min(Math.Min(WidestLabel, 0.3 * given.Points ?? WidestLabel), _lanes.Max(lane => _styles.Label.WidthOf(lane.Name)));
        labels = Math.Max(labels, _styles.Strong.WidthOf("Study"));
        var widths = _columns.ConvertAll(column => Math.Max(_styles.Strong.WidthOf(column.Header), _lanes.Max(lane => _styles.Label.WidthOf(column.Cell(lane)))));
        var left = margin + labels + 1.4 * em;
        var ends = widths.Sum(width => width + 1.2 * em) + margin + 0.4 * em;
        var (page, bar, _) = given.Fit(left + ends, WidestBar, 1, em);
        var scale = new PlotAxis(0, ChartAxis.Around([0, _lanes.Max(lane => lane.Longest)]).Upper);
        var cursor = margin;
        var title = _options.Title ?? "Follow-up and relapse";
        Paragraph(title, _styles.Title, margin, page, ref cursor);
        cursor += 0.4 * em;
        var header = cursor + _styles.Strong.Size * FontMetrics.Ascent;
        _marks.Add(new TextMark(new(margin, header), "Study", _styles.Strong));
        var right = left + bar;
        for (var c = 0; c < _columns.Count; c++)
        {
            right += widths[c] + 1.2 * em;
            _marks.Add(new TextMark(new(right, header), _columns[c].Header, _styles.Strong, TextAnchor.End));
        }

        cursor += _styles.Strong.LineHeight + 0.3 * em;
        _marks.Add(new LineMark(new(margin - em / 2, cursor), new(page - margin + em / 2, cursor), _styles.AxisLine));
        cursor += 0.4 * em;
        var top = cursor;
        var lanes = new List<Mark>();
        foreach (var lane in _lanes)
        {
            lanes.Add(Row(lane, margin, labels, left, bar, widths, scale, cursor));
            cursor += 1.6 * em;
        }

        cursor += 0.3 * em;
        var ticks = Ticks(scale, bar);
        _marks.AddRange(ticks.Select(tick => new LineMark(new(left + scale.Share(tick.Value) * bar, top), new(left + scale.Share(tick.Value) * bar, cursor), _styles.Grid)));
        _marks.AddRange(lanes);
        Axis(ticks, scale, left, bar, ref cursor);
        Legend(left, page - margin, ref cursor);
        cursor += 0.2 * em;
        var note = "Bar: to the median follow-up; line: shortest to longest. Times of relapse are not reported."
            + (_unknown == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {_unknown} further {(_unknown == 1 ? "arm reports" : "arms report")} no follow-up."));
        Paragraph(note, _styles.Small, margin, page, ref cursor);
        return new Figure(
            new Scene(page, cursor + margin, _marks) { Background = _options.Theme.Background },
            title.Length > 0 ? title : "Follow-up and relapse",
            string.Create(CultureInfo.InvariantCulture, $"Follow-up of {_lanes.Count} arms that report {EffectText.Small(_outcome.Label)}. ") + string.Join("; ", _lanes.Select(Spoken)) + $". {note}");
    }

    private GroupMark Row(Lane lane, double margin, double labels, double left, double bar, List<double> widths, PlotAxis scale, double top)
    {
        var em = _styles.Em;
        var middle = top + 0.8 * em;
        double X(double months) => left + scale.Share(months) * bar;
        var color = new ShapeStyle(lane.Status.Name) { Fill = Color(lane.Status) };
        var marks = new List<Mark> { new TextMark(new(margin, middle + _styles.Label.MiddleToBaseline), TextFlow.Shorten(TextFlow.Clean(lane.Name), _styles.Label, labels), _styles.Label) };
        if (lane.Median is { } median)
        {
            marks.Add(new RectangleMark(new SceneBox(left, middle - 0.42 * em, X(median), middle + 0.42 * em), color));
        }

        if (lane is { Minimum: { } from, Maximum: { } to })
        {
            var whisker = new ShapeStyle("range") { Stroke = _styles.Theme.Text, StrokeWidth = 0.9 * em / 8 };
            marks.Add(new LineMark(new(X(from), middle), new(X(to), middle), whisker));
            marks.AddRange(new[] { from, to }.Select(end => new LineMark(new(X(end), middle - 0.25 * em), new(X(end), middle + 0.25 * em), whisker)));
        }

        var right = left + bar;
        for (var c = 0; c < _columns.Count; c++)
        {
            right += widths[c] + 1.2 * em;
            marks.Add(new TextMark(new(right, middle + _styles.Label.MiddleToBaseline), _columns[c].Cell(lane), _styles.Label, TextAnchor.End));
        }

        return new GroupMark("study", marks) { Title = Spoken(lane) };
    }

    private void Axis(IReadOnlyList<AxisTick> ticks, PlotAxis scale, double left, double bar, ref double cursor)
    {
        var em = _styles.Em;
        var length = 0.4 * em;
        _marks.Add(new LineMark(new(left, cursor), new(left + bar, cursor), _styles.AxisLine));
        foreach (var tick in ticks)
        {
            var x = left + scale.Share(tick.Value) * bar;
            _marks.Add(new LineMark(new(x, cursor), new(x, cursor + length), _styles.AxisLine));
            _marks.Add(new TextMark(new(x, cursor + length + 0.2 * em + _styles.Tick.Size * FontMetrics.Ascent), tick.Label, _styles.Tick, TextAnchor.Middle));
        }

        cursor += length + 0.7 * em + _styles.Tick.Size;
        _marks.Add(new TextMark(new(left + bar / 2, cursor + _styles.Label.Size * FontMetrics.Ascent), "Months of follow-up", _styles.Label, TextAnchor.Middle));
        cursor += _styles.Label.LineHeight + 0.5 * em;
    }

    private void Legend(double left, double right, ref double cursor)
    {
        var em = _styles.Em;
        var (x, row) = (left, 1.5 * em);
        foreach (var status in _lanes.Select(lane => lane.Status).Distinct().OrderBy(status => status.Order))
        {
            var width = 1.3 * em + _styles.Label.WidthOf(status.Label);
            if (x > left && x + width > right)
            {
                (x, cursor) = (left, cursor + row);
            }

            var middle = cursor + row / 2;
            _marks.Add(new RectangleMark(new SceneBox(x, middle - 0.42 * em, x + 0.9 * em, middle + 0.42 * em), new ShapeStyle(status.Name) { Fill = Color(status) }));
            _marks.Add(new TextMark(new(x + 1.3 * em, middle + _styles.Label.MiddleToBaseline), status.Label, _styles.Label));
            x += width + 1.1 * em;
        }

        cursor += row;
    }

    private void Paragraph(string text, TextStyle style, double margin, double page, ref double cursor)
    {
        foreach (var line in text.Length == 0 ? [] : TextFlow.Wrap(text, style, page - 2 * margin).Lines)
        {
            _marks.Add(new TextMark(new(margin, cursor + style.Size * FontMetrics.Ascent), line, style));
            cursor += style.LineHeight;
        }
    }

    /// <summary>Ticks whose labels keep apart.</summary>
    private IReadOnlyList<AxisTick> Ticks(PlotAxis scale, double bar)
    {
        var widest = _styles.Tick.WidthOf("000") + 0.6 * _styles.Em;
        return scale.Ticks(Math.Clamp((int)(bar / widest), 2, 8));
    }

    private Rgb Color(RelapseStatus status) => status.Order switch
    {
        0 => _styles.Theme.Study,
        1 => _styles.Theme.Prediction,
        _ => (_styles.Theme.Background ?? Rgb.White).Mix(_styles.Theme.MutedText, 0.35),
    };

    private string Spoken(Lane lane) =>
        $"{TextFlow.Clean(lane.Name)}: {lane.Arm.FollowUp}, {EffectText.Small(_outcome.Label)} {Text(lane.Count)}{(_outcome == Outcome.Relapse ? "" : $", relapse {Text(lane.Relapse)}")}";

    private static string Text(OutcomeCount? count) => count is { } c ? string.Create(CultureInfo.InvariantCulture, $"{c.Events}/{c.Evaluable}") : NumberText.Missing;

    /// <summary>An arm and what is drawn of it.</summary>
    private sealed record Lane(string Name, TrialArm Arm, OutcomeCount Count)
    {
        internal double? Median => Arm.FollowUp?.Median;

        internal double? Minimum => Arm.FollowUp?.Minimum;

        internal double? Maximum => Arm.FollowUp?.Maximum;

        /// <summary>Whether there is anything to draw.</summary>
        internal bool Known => Median is not null || (Minimum is not null && Maximum is not null);

        internal double Longest => Maximum ?? Median ?? 0;

        internal OutcomeCount? Relapse { get; } = Outcome.Relapse.CountIn(Arm);

        internal RelapseStatus Status => Relapse switch { null => RelapseStatus.Unknown, { Events: 0 } => RelapseStatus.None, _ => RelapseStatus.Some };
    }

    /// <summary>What is known of relapses in an arm.</summary>
    private sealed record RelapseStatus(int Order, string Name, string Label)
    {
        internal static readonly RelapseStatus None = new(0, "no-relapse", "No relapse");

        internal static readonly RelapseStatus Some = new(1, "relapse", "Relapse in some patients");

        internal static readonly RelapseStatus Unknown = new(2, "relapse-unknown", "Relapse not reported");
    }
}
