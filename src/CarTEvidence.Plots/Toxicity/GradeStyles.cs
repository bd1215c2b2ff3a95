using System.Globalization;

namespace CarTEvidence.Plots.Toxicity;

/// <summary>How segments of grades are painted: one colour a grade, hatching over the colour of its lowest grade where a report does not say which grade of a range it was.</summary>
/// <param name="theme">The theme.</param>
internal sealed class GradeStyles(FigureTheme theme)
{
    private const double HatchStep = 3.4;
    private static readonly Rgb[] Grades = [Rgb.Parse("#e4e8ed"), Rgb.Parse("#fbdca0"), Rgb.Parse("#f6b259"), Rgb.Parse("#e9703f"), Rgb.Parse("#c2302f"), Rgb.Parse("#6d1023")];
    private static readonly Rgb DarkInk = Rgb.Parse("#1b2430");

    private readonly Rgb _page = theme.Background ?? Rgb.White;

    /// <summary>The marks of a segment in a box, and the colour that text on it must have.</summary>
    internal (IReadOnlyList<Mark> Marks, Rgb Ink) Draw(GradeSegment segment, SceneBox box)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"grade-{segment.From}-{segment.To}");
        var fill = segment.From == 0 ? _page.Mix(theme.Text, 0.11) : Grades[segment.From];
        var marks = new List<Mark> { new RectangleMark(box, new ShapeStyle(name) { Fill = fill, Stroke = _page, StrokeWidth = 0.5 }) };
        if (segment.From < segment.To)
        {
            marks.AddRange(Hatch(box, new ShapeStyle(name + "-hatch") { Stroke = Line(segment), StrokeWidth = 0.8 }));
        }

        return (marks, segment.From == 0 ? theme.Text : segment.From >= 4 ? Rgb.White : DarkInk);
    }

    private Rgb Line(GradeSegment segment) => segment.From == 0 ? theme.MutedText : segment.To == GradedToxicity.HighestGrade ? Rgb.Parse("#8a6d4a") : Grades[segment.To];

    /// <summary>Parallel lines that rise to the right, cut at the edges of the box.</summary>
    private static IEnumerable<LineMark> Hatch(SceneBox box, ShapeStyle style)
    {
        for (var x = box.Left - box.Height + HatchStep / 2; x < box.Right; x += HatchStep)
        {
            var from = Math.Max(x, box.Left);
            var to = Math.Min(x + box.Height, box.Right);
            if (to - from > 0.3)
            {
                yield return new LineMark(new ScenePoint(from, box.Bottom - (from - x)), new ScenePoint(to, box.Bottom - (to - x)), style);
            }
        }
    }
}
