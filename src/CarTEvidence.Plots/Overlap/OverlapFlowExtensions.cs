using System.Globalization;
using CarTEvidence.Plots.Charts;
using CarTEvidence.Plots.Forest;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots;

/// <summary>How the arms that were pooled came about.</summary>
public static class OverlapFlowExtensions
{
    private const double WidestBox = 190;
    private const double GapInEm = 4;

    /// <summary>Draws the flow from the arms that report an outcome, past those that left because another report has their patients, to those pooled.</summary>
    /// <param name="outcome">A pooled outcome.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ChartOptions.Default"/>.</param>
    /// <remarks>In the manner of the PRISMA 2020 flow diagram: Page et al., BMJ 2021, doi:10.1136/bmj.n71.</remarks>
    public static Figure OverlapFlow(this PooledOutcome outcome, ChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var chosen = options ?? ChartOptions.Default;
        var styles = new ChartStyles(chosen.Theme);
        var audit = outcome.Overlap;
        var title = chosen.Title ?? $"Shared patients: {outcome.Outcome.Label}";
        var reported = string.Create(CultureInfo.InvariantCulture, $"{Arms(audit.Kept.Count + audit.Dropped.Count)} {(audit.Kept.Count + audit.Dropped.Count == 1 ? "reports" : "report")} {EffectText.Small(outcome.Outcome.Label)}{(outcome.WhereColumns.Count == 0 ? "" : $" ({string.Join("; ", outcome.WhereColumns)})")}");
        var pooled = string.Create(CultureInfo.InvariantCulture, $"{Arms(audit.Kept.Count)} pooled, {outcome.Effect.Total} {(outcome.Effect.Total == 1 ? "patient" : "patients")}, {outcome.Effect.Events} with the event");
        var left = audit.Dropped.Select(dropped => $"{dropped.Study} {dropped.Arm}: {dropped.Reason}").ToList();
        var margin = 1.25 * styles.Em;
        var (page, both, _) = ChartPage.Of(chosen).Fit(2 * margin + GapInEm * styles.Em, 2 * WidestBox, 1, styles.Em);
        var width = both / 2;
        var marks = new List<Mark>();
        var cursor = margin;
        foreach (var line in title.Length == 0 ? [] : TextFlow.Wrap(title, styles.Title, page - 2 * margin).Lines)
        {
            marks.Add(new TextMark(new(margin, cursor + styles.Title.Size * FontMetrics.Ascent), line, styles.Title));
            cursor += styles.Title.LineHeight;
        }

        cursor += 0.6 * styles.Em;
        var first = Box(marks, styles, margin, cursor, width, [reported]);
        var middle = margin + width / 2;
        var next = first.Bottom + 2.5 * styles.Em;
        if (left.Count > 0)
        {
            var heading = string.Create(CultureInfo.InvariantCulture, $"{Arms(left.Count)} left out: another report has the patients");
            var side = Box(marks, styles, margin + width + GapInEm * styles.Em, first.Bottom + 1.2 * styles.Em, width, [heading, .. left]);
            var y = Math.Min(side.Top + 1.2 * styles.Em, side.Bottom);
            Arrow(marks, styles, new(middle, y), new(side.Left, y));
            next = side.Bottom + 1.2 * styles.Em;
        }

        var last = Box(marks, styles, margin, next, width, [pooled]);
        Arrow(marks, styles, new(middle, first.Bottom), new(middle, last.Top));
        return new Figure(
            new Scene(page, last.Bottom + margin, marks) { Background = chosen.Theme.Background },
            title.Length > 0 ? title : "Shared patients",
            $"{reported}. {(left.Count == 0 ? "None left out." : $"Left out: {string.Join("; ", left)}.")} {pooled}.")
        {
            Rearrange = millimetres => outcome.OverlapFlow(chosen with { WidthMillimetres = millimetres }),
        };
    }

    private static string Arms(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "arm" : "arms")}");

    private static SceneBox Box(List<Mark> marks, ChartStyles styles, double left, double top, double width, IReadOnlyList<string> paragraphs)
    {
        var padding = 0.7 * styles.Em;
        var texts = new List<Mark>();
        var cursor = top + padding;
        for (var i = 0; i < paragraphs.Count; i++)
        {
            var style = i == 0 ? styles.Label : styles.Small;
            cursor += i == 0 ? 0 : 0.35 * styles.Em;
            foreach (var line in TextFlow.Wrap(paragraphs[i], style, width - 2 * padding).Lines)
            {
                texts.Add(new TextMark(new(left + padding, cursor + style.Size * FontMetrics.Ascent), line, style));
                cursor += style.LineHeight;
            }
        }

        var box = new SceneBox(left, top, left + width, cursor + padding);
        marks.Add(new GroupMark("step", [new RectangleMark(box, new ShapeStyle("box") { Fill = styles.Theme.Band ?? styles.Theme.Background, Stroke = styles.Theme.Study, StrokeWidth = 0.9 }) { CornerRadius = 0.35 * styles.Em }, .. texts]) { Title = paragraphs[0] });
        return box;
    }

    private static void Arrow(List<Mark> marks, ChartStyles styles, ScenePoint from, ScenePoint to)
    {
        var (length, half) = (0.7 * styles.Em, 0.35 * styles.Em);
        var line = styles.SummaryLine;
        var head = new ShapeStyle("arrow") { Fill = line.Stroke };
        if (from.Y == to.Y)
        {
            marks.Add(new LineMark(from, to with { X = to.X - length / 2 }, line));
            marks.Add(new PolygonMark([to, new(to.X - length, to.Y - half), new(to.X - length, to.Y + half)], head));
        }
        else
        {
            marks.Add(new LineMark(from, to with { Y = to.Y - length / 2 }, line));
            marks.Add(new PolygonMark([to, new(to.X - half, to.Y - length), new(to.X + half, to.Y - length)], head));
        }
    }
}
