using CarTEvidence.Plots.Axes;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Charts;

/// <summary>A rectangle with two axes: places data on the page, draws frame, titles and notes, and finds room for labels.</summary>
internal sealed partial class Chart
{
    private readonly ChartAxis _x;
    private readonly ChartAxis _y;
    private readonly List<Mark> _behind = [];
    private readonly List<Mark> _front = [];
    private readonly double _inset;

    /// <summary>Lays the chart out.</summary>
    /// <param name="page">Theme and, perhaps, a width to keep to.</param>
    /// <param name="heading">Heading; empty for none.</param>
    /// <param name="subheading">Line under it; empty for none.</param>
    /// <param name="x">Horizontal axis.</param>
    /// <param name="y">Vertical axis.</param>
    /// <param name="width">Width of the plotting rectangle, in points, where the page leaves it free.</param>
    /// <param name="height">Its height, in points; it keeps its ratio to the width, within reason.</param>
    /// <param name="rightSpace">Room at the right of the plot.</param>
    /// <param name="topSpace">Room over the plot.</param>
    /// <param name="inset">Distance from the axes to where their ranges begin, in em: for bubbles that sit on the ends.</param>
    internal Chart(ChartPage page, string heading, string subheading, ChartAxis x, ChartAxis y, double width, double height, double rightSpace = 0, double topSpace = 0, double inset = 0)
    {
        Styles = new ChartStyles(page.Theme);
        (_x, _y) = (x, y);
        _inset = inset * Styles.Em;
        var margin = 1.25 * Styles.Em;
        var labels = y.Ticks.Select(tick => Styles.Tick.WidthOf(tick.Label)).DefaultIfEmpty(0).Max();
        var left = margin + (y.Title.Length > 0 ? 1.7 * Styles.Em : 0) + labels + 0.9 * Styles.Em;
        Margin = margin;
        var right = margin + Math.Max(rightSpace, 0.8 * Styles.Em);
        (PageWidth, width, height) = page.Fit(left + right, width, height, Styles.Em);
        var top = margin;
        Heading = [.. Lines(heading, Styles.Title, ref top), .. Lines(subheading, Styles.Subtitle, ref top)];
        top += (Heading.Count > 0 ? 0.7 * Styles.Em : 0) + topSpace;
        Area = new SceneBox(left, top, left + width, top + height);
    }

    internal ChartStyles Styles { get; }

    internal double Margin { get; }

    internal double PageWidth { get; }

    /// <summary>The plotting rectangle.</summary>
    internal SceneBox Area { get; }

    private List<Mark> Heading { get; }

    internal double X(double value) => Along(_x, value, Area.Left + _inset, Area.Right - _inset);

    internal double Y(double value) => _y.Reversed ? Along(_y with { Reversed = false }, value, Area.Top + _inset, Area.Bottom - _inset) : Along(_y, value, Area.Bottom - _inset, Area.Top + _inset);

    internal ScenePoint At(double x, double y) => new(X(x), Y(y));

    /// <summary>Draws under the axes.</summary>
    internal void Behind(Mark mark) => _behind.Add(mark);

    /// <summary>Draws over the axes.</summary>
    internal void Add(Mark mark) => _front.Add(mark);

    /// <summary>Closes the chart.</summary>
    internal Figure Finish(string title, string description, IReadOnlyList<string> notes, IReadOnlyList<LegendEntry>? legend = null)
    {
        var frame = new List<Mark>();
        var cursor = Frame(frame);
        if (legend is { Count: > 0 })
        {
            cursor = Legend(legend, frame, cursor);
        }

        var footer = new List<Mark>();
        foreach (var note in notes)
        {
            cursor += 0.35 * Styles.Em;
            footer.AddRange(Lines(note, Styles.Small, ref cursor));
        }

        return new Figure(
            new Scene(PageWidth, cursor + Margin, [new GroupMark("headings", Heading), new GroupMark("background", _behind), new GroupMark("axes", frame), .. _front, new GroupMark("notes", footer)]) { Background = Styles.Theme.Background },
            title,
            description);
    }

    private double Frame(List<Mark> marks)
    {
        marks.Add(Line(new(Area.Left, Area.Bottom), new(Area.Right, Area.Bottom), Styles.AxisLine));
        marks.Add(Line(new(Area.Left, Area.Top), new(Area.Left, Area.Bottom), Styles.AxisLine));
        var length = 0.4 * Styles.Em;
        foreach (var tick in Apart(_x.Ticks))
        {
            marks.Add(Line(new(X(tick.Value), Area.Bottom), new(X(tick.Value), Area.Bottom + length), Styles.AxisLine));
            marks.Add(new TextMark(new(X(tick.Value), Area.Bottom + length + 0.2 * Styles.Em + Styles.Tick.Size * FontMetrics.Ascent), tick.Label, Styles.Tick, TextAnchor.Middle));
        }

        foreach (var tick in _y.Ticks)
        {
            marks.Add(Line(new(Area.Left - length, Y(tick.Value)), new(Area.Left, Y(tick.Value)), Styles.AxisLine));
            marks.Add(new TextMark(new(Area.Left - length - 0.3 * Styles.Em, Y(tick.Value) + Styles.Tick.MiddleToBaseline), tick.Label, Styles.Tick, TextAnchor.End));
        }

        var cursor = Area.Bottom + length + 0.2 * Styles.Em + Styles.Tick.Size * (FontMetrics.Ascent + FontMetrics.Descent);
        if (_x.Title.Length > 0)
        {
            cursor += 0.4 * Styles.Em;
            foreach (var line in TextFlow.Wrap(_x.Title, Styles.Label, Area.Width).Lines)
            {
                marks.Add(new TextMark(new((Area.Left + Area.Right) / 2, cursor + Styles.Label.Size * FontMetrics.Ascent), line, Styles.Label, TextAnchor.Middle));
                cursor += Styles.Label.LineHeight;
            }
        }

        if (_y.Title.Length > 0)
        {
            marks.Add(new TextMark(new(Margin + Styles.Label.Size * FontMetrics.Ascent, (Area.Top + Area.Bottom) / 2), TextFlow.Shorten(_y.Title, Styles.Label, Area.Height), Styles.Label, TextAnchor.Middle) { Upwards = true });
        }

        return cursor + 0.3 * Styles.Em;
    }

    /// <summary>Every tick, or every second, third … of them, so that labels keep apart.</summary>
    private IEnumerable<AxisTick> Apart(IReadOnlyList<AxisTick> ticks)
    {
        for (var stride = 1; stride < ticks.Count; stride++)
        {
            var kept = ticks.Where((_, i) => i % stride == 0).ToList();
            if (kept.Zip(kept.Skip(1)).All(pair => Math.Abs(X(pair.Second.Value) - X(pair.First.Value)) > (Styles.Tick.WidthOf(pair.First.Label) + Styles.Tick.WidthOf(pair.Second.Label)) / 2 + 0.4 * Styles.Em))
            {
                return kept;
            }
        }

        return ticks.Take(1);
    }

    private double Legend(IReadOnlyList<LegendEntry> legend, List<Mark> marks, double cursor)
    {
        var (x, row) = (Area.Left, 1.5 * Styles.Em);
        cursor += 0.3 * Styles.Em;
        foreach (var (label, style) in legend)
        {
            var width = 1.4 * Styles.Em + Styles.Label.WidthOf(label);
            if (x > Area.Left && x + width > PageWidth - Margin)
            {
                (x, cursor) = (Area.Left, cursor + row);
            }

            var middle = cursor + row / 2;
            marks.Add(new RectangleMark(new SceneBox(x, middle - 0.45 * Styles.Em, x + 0.9 * Styles.Em, middle + 0.45 * Styles.Em), style));
            marks.Add(new TextMark(new(x + 1.3 * Styles.Em, middle + Styles.Label.MiddleToBaseline), label, Styles.Label));
            x += width + 1.2 * Styles.Em;
        }

        return cursor + row + 0.3 * Styles.Em;
    }

    private List<Mark> Lines(string text, TextStyle style, ref double cursor)
    {
        if (text.Length == 0)
        {
            return [];
        }

        var lines = new List<Mark>();
        foreach (var line in TextFlow.Wrap(text, style, PageWidth - 2 * Margin).Lines)
        {
            lines.Add(new TextMark(new(Margin, cursor + style.Size * FontMetrics.Ascent), line, style));
            cursor += style.LineHeight;
        }

        return lines;
    }

    internal static LineMark Line(ScenePoint from, ScenePoint to, ShapeStyle style) => new(from, to, style);

    private static double Along(ChartAxis axis, double value, double start, double end)
    {
        var share = axis.Scale.Share(value);
        return axis.Reversed ? end + share * (start - end) : start + share * (end - start);
    }
}

/// <summary>A colour of a chart and what it means.</summary>
internal sealed record LegendEntry(string Label, ShapeStyle Style);
