namespace CarTEvidence.Plots.Tests.Durability;

public class DurabilityPlotTests
{
    private static TrialArm Arm(string study, FollowUp? followUp, ReportedOutcome? relapse) =>
        new(study, Disease.Sle, new Publication(2024), 8, remission: new ReportedOutcome(6, 8, "DORIS"), relapse: relapse, followUp: followUp);

    private static readonly EvidenceBase Evidence = new(
    [
        Arm("Short", new FollowUp(6), new ReportedOutcome(0, 8)), Arm("Long", new FollowUp(12, 3, 24), new ReportedOutcome(2, 8)), Arm("Silent", new FollowUp(9), null), Arm("Unknown", null, null),
    ]);

    [Fact]
    public void DurabilityPlot_Bars_ReachToTheMedianLongestFirst()
    {
        var figure = Evidence.DurabilityPlot(Outcome.Remission);
        var lanes = figure.Scene.Marks.OfType<GroupMark>().Where(group => group.Name == "study").ToList();
        Assert.Equal(["Long", "Silent", "Short"], lanes.Select(lane => lane.Marks.OfType<TextMark>().First().Text));
        var widths = lanes.Select(lane => lane.Marks.OfType<RectangleMark>().Single().Box.Width).ToList();
        Assert.Equal([12.0 / 6, 9.0 / 6, 1], widths.Select(width => Math.Round(width / widths[2], 9)));
        Assert.Equal(["relapse", "relapse-unknown", "no-relapse"], lanes.Select(lane => lane.Marks.OfType<RectangleMark>().Single().Style.Name));
    }

    [Fact]
    public void DurabilityPlot_ArmsWithoutFollowUp_AreCountedInTheNote() => Assert.Contains("1 further arm reports no follow-up", Evidence.DurabilityPlot(Outcome.Remission).Description, StringComparison.Ordinal);

    [Fact]
    public void DurabilityPlot_NoFollowUpAtAll_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new EvidenceBase([Arm("Unknown", null, new ReportedOutcome(1, 8))]).DurabilityPlot());
}
