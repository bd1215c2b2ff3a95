using CarTEvidence.Plots.Tests.Scenes;
using CarTEvidence.Plots.Toxicity;

namespace CarTEvidence.Plots.Tests.Toxicity;

public class ToxicityPlotTests
{
    [Fact]
    public void ToxicityPlot_BundledEvidence_HasNoFaultsAndABarForEachArm()
    {
        foreach (var outcome in new[] { Outcome.Crs(1), Outcome.Icans(1), Outcome.Crs(3) })
        {
            var figure = EvidenceBase.Bundled.ToxicityPlot(outcome);
            Assert.Empty(SceneChecks.Faults(figure.Scene));
            Assert.Equal(EvidenceBase.Bundled.Count(outcome).Arms.Count, figure.Scene.Marks.OfType<GroupMark>().Count(group => group.Name == "study"));
        }
    }

    [Fact]
    public void GradeSegments_BundledEvidence_AddUpToTheEvaluablePatients()
    {
        var reports = EvidenceBase.Bundled.Arms.SelectMany(arm => new[] { arm.Crs, arm.Icans }).OfType<GradedToxicity>().ToList();
        Assert.NotEmpty(reports);
        Assert.All(reports, report => Assert.Equal(report.Evaluable, GradeSegment.Of(report).Sum(segment => segment.Patients)));
    }

    /// <summary>Grades that a report does not split have the colour of the lowest of them, and hatching: never darker than a higher grade that is known.</summary>
    [Theory]
    [InlineData(1, 5)]
    [InlineData(1, 2)]
    [InlineData(3, 5)]
    public void GradeStyles_RangeOfGrades_HasTheColourOfItsLowestAndIsHatchedInsideTheBar(int from, int to)
    {
        var styles = new GradeStyles(FigureTheme.Light);
        var box = new SceneBox(10, 5, 60, 15);
        var range = styles.Draw(new GradeSegment(from, to, 4), box).Marks;
        var lowest = Assert.IsType<RectangleMark>(Assert.Single(styles.Draw(new GradeSegment(from, from, 4), box).Marks));
        Assert.Equal(lowest.Style.Fill, range.OfType<RectangleMark>().Single().Style.Fill);
        Assert.NotEmpty(range.OfType<LineMark>());
        Assert.All(range.OfType<LineMark>(), line => Assert.True(box.Grow(1e-9).Contains(new SceneBox(line.From.X, line.To.Y, line.To.X, line.From.Y))));
    }

    [Fact]
    public void ToxicityPlot_OutcomeWithoutGrades_IsRefusedByName()
    {
        var refusal = Assert.Throws<ArgumentException>(() => EvidenceBase.Bundled.ToxicityPlot(Outcome.Remission));
        Assert.Contains("remission", refusal.Message, StringComparison.Ordinal);
    }
}
