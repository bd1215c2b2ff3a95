using System.Globalization;

namespace CarTEvidence.Plots.Tests.Scenes;

/// <summary>What must hold for every figure: nothing outside the page, no text over text, no text under a shape, over a point of something else or across a line.</summary>
internal static class SceneChecks
{
    /// <summary>Coordinates are written with two decimals, so a hundredth of a point is nothing.</summary>
    private const double Tolerance = 0.01;

    /// <summary>Letters rarely fill the box of their font: a shape may reach this far into it, in points.</summary>
    private const double Grace = 0.8;

    /// <summary>Height of a band of the page, in points.</summary>
    private const double Band = 12;

    /// <summary>Every fault of a scene, in words; empty for a sound one.</summary>
    internal static IReadOnlyList<string> Faults(Scene scene)
    {
        var marks = Numbered(scene.Marks, 0).Select((m, i) => (m.Mark, m.Group, Order: i)).ToList();
        var outside = marks.Where(m => !scene.Page.Grow(Tolerance).Contains(m.Mark.Bounds)).Select(m => $"outside the page: {Name(m.Mark)} {Box(m.Mark.Bounds)}");
        var texts = marks.Where(m => m.Mark is TextMark { Text.Length: > 0 }).OrderBy(m => m.Mark.Bounds.Top).ToList();
        var overlaps = new List<string>();
        for (var i = 0; i < texts.Count; i++)
        {
            var box = texts[i].Mark.Bounds.Grow(-Tolerance);
            for (var j = i + 1; j < texts.Count && texts[j].Mark.Bounds.Top < box.Bottom; j++)
            {
                if (box.Overlaps(texts[j].Mark.Bounds.Grow(-Tolerance)))
                {
                    overlaps.Add($"{Name(texts[i].Mark)} {Box(texts[i].Mark.Bounds)} over {Name(texts[j].Mark)} {Box(texts[j].Mark.Bounds)}");
                }
            }
        }

        // Figures of hundreds of studies have thousands of marks: a text is compared with those of the bands of the page that it is in.
        var bands = marks.Where(m => m.Mark is CircleMark or LineMark or RectangleMark)
            .SelectMany(m => Bands(m.Mark.Bounds).Select(band => (Band: band, Shape: m))).ToLookup(m => m.Band, m => m.Shape);
        var touched = from text in texts
                      from shape in Bands(text.Mark.Bounds).SelectMany(band => bands[band]).Distinct()
                      let later = shape.Order > text.Order
                      where shape.Group != text.Group && Touches(shape.Mark, text.Mark.Bounds.Grow(-Grace), later)
                      select $"{Name(text.Mark)} {Box(text.Mark.Bounds)} touches {Name(shape.Mark)} {Box(shape.Mark.Bounds)}";
        return [.. outside, .. overlaps, .. touched];
    }

    /// <summary>Points are never under or over foreign text; fills and lines that come later never hide it. Lines behind it are grids.</summary>
    private static bool Touches(Mark shape, SceneBox box, bool later) => shape switch
    {
        CircleMark { Style.Opacity: > 0.6 } circle => Distance(circle.Center, box) < circle.Radius,
        RectangleMark { Style.Fill: not null } rectangle => later && rectangle.Bounds.Overlaps(box),
        LineMark line => later && Crosses(line, box),
        _ => false,
    };

    private static IEnumerable<int> Bands(SceneBox box) => Enumerable.Range((int)Math.Floor(box.Top / Band), (int)Math.Floor(box.Bottom / Band) - (int)Math.Floor(box.Top / Band) + 1);

    private static double Distance(ScenePoint point, SceneBox box)
    {
        var (dx, dy) = (Math.Max(0, Math.Max(box.Left - point.X, point.X - box.Right)), Math.Max(0, Math.Max(box.Top - point.Y, point.Y - box.Bottom)));
        return Math.Sqrt(dx * dx + dy * dy);
    }

    private static bool Crosses(LineMark line, SceneBox box) => line.Bounds.Overlaps(box) && Enumerable.Range(0, 101).Any(i =>
    {
        var (x, y) = (line.From.X + (line.To.X - line.From.X) * i / 100, line.From.Y + (line.To.Y - line.From.Y) * i / 100);
        return x > box.Left && x < box.Right && y > box.Top && y < box.Bottom;
    });

    /// <summary>All marks with the number of the group that they belong to.</summary>
    private static IEnumerable<(Mark Mark, int Group)> Numbered(IReadOnlyList<Mark> marks, int group)
    {
        for (var i = 0; i < marks.Count; i++)
        {
            if (marks[i] is GroupMark inner)
            {
                foreach (var mark in Numbered(inner.Marks, HashCode.Combine(group, i + 1)))
                {
                    yield return mark;
                }
            }
            else
            {
                yield return (marks[i], group);
            }
        }
    }

    private static string Name(Mark mark) => mark switch
    {
        TextMark text => $"'{text.Text}'",
        CircleMark circle => circle.Style.Name,
        LineMark line => line.Style.Name,
        RectangleMark rectangle => rectangle.Style.Name,
        _ => mark.GetType().Name,
    };

    private static string Box(SceneBox box) => string.Create(CultureInfo.InvariantCulture, $"({box.Left:0.0}, {box.Top:0.0}, {box.Right:0.0}, {box.Bottom:0.0})");
}
