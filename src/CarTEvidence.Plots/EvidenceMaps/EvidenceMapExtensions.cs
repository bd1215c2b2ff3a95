using System.Globalization;
using CarTEvidence.Plots.Charts;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots;

/// <summary>Maps of where there is evidence and where there is none.</summary>
public static class EvidenceMapExtensions
{
    private const double LargestRadiusInEm = 1.9;
    private const double SmallestFont = 4.5;

    /// <summary>A map of few columns is no narrower than this, so that its title has room.</summary>
    private const double NarrowestPageInEm = 28;

    /// <summary>Draws a grid of two columns of the evidence, by default disease × target; the area of a bubble is the number of patients evaluable for an outcome.</summary>
    /// <param name="evidence">The arms; shared patients are resolved by the evidence's policy.</param>
    /// <param name="outcome">The outcome whose evaluable patients are counted.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="EvidenceMapOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="NoDataException">No arm reports the outcome.</exception>
    public static Figure EvidenceMap(this EvidenceBase evidence, Outcome outcome, EvidenceMapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(outcome);
        var chosen = options ?? EvidenceMapOptions.Default;
        var (rows, columns) = (evidence.Count(outcome, chosen.Rows), evidence.Count(outcome, chosen.Columns));
        var cells = rows.Counts.Select((count, i) => (Row: rows.Grouping!.Values[i], Column: columns.Grouping!.Values[i], count.Evaluable))
            .GroupBy(cell => (cell.Row, cell.Column))
            .ToDictionary(group => group.Key, group => (Arms: group.Count(), Patients: group.Sum(cell => cell.Evaluable)));
        var title = chosen.Title ?? $"Patients evaluable for {Forest.EffectText.Small(outcome.Label)}, by {chosen.Rows.Replace('_', ' ')} and {chosen.Columns.Replace('_', ' ')}";
        return Draw(cells, title, chosen) with
        {
            Rearrange = millimetres => evidence.EvidenceMap(outcome, chosen with { WidthMillimetres = millimetres }),
        };
    }

    private static Figure Draw(Dictionary<(string Row, string Column), (int Arms, int Patients)> cells, string title, EvidenceMapOptions options)
    {
        var styles = new ChartStyles(options.Theme);
        var em = styles.Em;
        var rows = cells.GroupBy(c => c.Key.Row).OrderByDescending(g => g.Sum(c => c.Value.Patients)).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key).ToList();
        var columns = cells.GroupBy(c => c.Key.Column).OrderByDescending(g => g.Sum(c => c.Value.Patients)).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key).ToList();
        var margin = 1.25 * em;
        var largest = LargestRadiusInEm * em;
        var labels = rows.Max(row => styles.Strong.WidthOf(row));
        var numbers = cells.Values.Max(cell => styles.Small.WidthOf(Numbers(cell)));
        var cellWidth = Math.Max(largest + 2 * numbers + em, columns.Max(column => styles.Strong.WidthOf(column)) + em);
        var left = margin + labels + em;
        cellWidth = Math.Max(cellWidth, (NarrowestPageInEm * em - left - margin) / columns.Count);
        var page = left + columns.Count * cellWidth + margin;
        if (new ChartPage(options.Theme, options.WidthMillimetres) is { Points: { } width } given)
        {
            if (page > width + 1e-9)
            {
                return em > SmallestFont ? Draw(cells, title, options with { Theme = options.Theme with { FontSize = Math.Max(SmallestFont, em - 0.25) } }) : throw given.Narrow(page);
            }

            (cellWidth, page) = (cellWidth + (width - page) / columns.Count, width);
        }

        var most = cells.Values.Max(cell => cell.Patients);
        var marks = new List<Mark>();
        var cursor = margin;
        foreach (var line in title.Length == 0 ? [] : TextFlow.Wrap(title, styles.Title, page - 2 * margin).Lines)
        {
            marks.Add(new TextMark(new(margin, cursor + styles.Title.Size * FontMetrics.Ascent), line, styles.Title));
            cursor += styles.Title.LineHeight;
        }

        cursor += 0.6 * em;
        marks.AddRange(columns.Select((column, i) => new TextMark(new(left + (i + 0.5) * cellWidth, cursor + styles.Strong.Size * FontMetrics.Ascent), column, styles.Strong, TextAnchor.Middle)));
        cursor += styles.Strong.LineHeight + 0.3 * em;
        foreach (var row in rows)
        {
            marks.Add(new LineMark(new(margin, cursor), new(page - margin, cursor), styles.Grid));
            var widest = cells.Where(cell => cell.Key.Row == row).Max(cell => Radius(cell.Value.Patients));
            var cellHeight = Math.Max(2 * widest, styles.Strong.LineHeight) + 0.7 * em;
            var middle = cursor + cellHeight / 2;
            marks.Add(new TextMark(new(margin, middle + styles.Strong.MiddleToBaseline), row, styles.Strong));
            for (var i = 0; i < columns.Count; i++)
            {
                if (cells.TryGetValue((row, columns[i]), out var cell))
                {
                    marks.Add(Bubble(row, columns[i], cell, Radius(cell.Patients), new ScenePoint(left + (i + 0.5) * cellWidth, middle), styles));
                }
            }

            cursor += cellHeight;
        }

        marks.Add(new LineMark(new(margin, cursor), new(page - margin, cursor), styles.Grid));
        cursor += 0.5 * em;
        foreach (var line in TextFlow.Wrap("Numbers: patients (arms). An empty field: no report.", styles.Small, page - 2 * margin).Lines)
        {
            marks.Add(new TextMark(new(margin, cursor + styles.Small.Size * FontMetrics.Ascent), line, styles.Small));
            cursor += styles.Small.LineHeight;
        }

        var description = string.Join("; ", cells.OrderByDescending(c => c.Value.Patients).ThenBy(c => c.Key.Row, StringComparer.Ordinal).ThenBy(c => c.Key.Column, StringComparer.Ordinal)
            .Select(c => Spoken(c.Key.Row, c.Key.Column, c.Value)));
        return new Figure(new Scene(page, cursor + margin, marks) { Background = options.Theme.Background }, title.Length > 0 ? title : "Evidence map", description + ".");

        double Radius(int patients) => largest * Math.Sqrt((double)patients / most);
    }

    private static string Spoken(string row, string column, (int Arms, int Patients) cell) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row}, {column}: {cell.Patients} {(cell.Patients == 1 ? "patient" : "patients")} in {cell.Arms} {(cell.Arms == 1 ? "arm" : "arms")}");

    private static string Numbers((int Arms, int Patients) cell) => string.Create(CultureInfo.InvariantCulture, $"{cell.Patients} ({cell.Arms})");

    private static GroupMark Bubble(string row, string column, (int Arms, int Patients) cell, double radius, ScenePoint center, ChartStyles styles)
    {
        var text = Numbers(cell);
        var inside = styles.Small.WidthOf(text) < 1.8 * radius;
        var style = inside ? styles.Small with { Name = "bubble-text", Color = styles.Theme.Background ?? Rgb.White } : styles.Small;
        var circle = new CircleMark(center, radius, new ShapeStyle("bubble") { Fill = styles.Theme.Study });
        var label = inside
            ? new TextMark(center with { Y = center.Y + style.MiddleToBaseline }, text, style, TextAnchor.Middle)
            : new TextMark(new ScenePoint(circle.Center.X + radius + 0.3 * styles.Em, center.Y + style.MiddleToBaseline), text, style);
        return new GroupMark("cell", [circle, label]) { Title = Spoken(row, column, cell) };
    }
}
