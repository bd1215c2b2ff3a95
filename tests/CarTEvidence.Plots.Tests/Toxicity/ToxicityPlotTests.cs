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

    [Fact]
    public void ToxicityPlot_OutcomeWithoutGrades_IsRefusedByName()
    {
        var refusal = Assert.Throws<ArgumentException>(() => EvidenceBase.Bundled.ToxicityPlot(Outcome.Remission));
        Assert.Contains("remission", refusal.Message, StringComparison.Ordinal);
    }
}
