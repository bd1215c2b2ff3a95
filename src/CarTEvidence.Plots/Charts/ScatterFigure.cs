using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Charts;

/// <summary>Points with labels, for charts that are little more than that.</summary>
internal static class ScatterFigure
{
    /// <summary>Draws points over what the chart already shows, labelled where there is room; the points named first get the best room.</summary>
    internal static void Draw(Chart chart, IReadOnlyList<(string Name, double X, double Y, string Spoken)> points, double radiusInEm = 0.32)
    {
        var radius = radiusInEm * chart.Styles.Em;
        foreach (var point in points)
        {
            var place = chart.At(point.X, point.Y);
            chart.Occupy(new SceneBox(place.X - radius, place.Y - radius, place.X + radius, place.Y + radius));
        }

        foreach (var (name, x, y, spoken) in points)
        {
            var place = chart.At(x, y);
            var marks = new List<Mark> { new CircleMark(place, radius, chart.Styles.Point) };
            marks.AddRange(chart.Label(name, place, radius));

            chart.Add(new GroupMark("study", marks) { Title = $"{TextFlow.Clean(name)}: {spoken}" });
        }
    }
}
