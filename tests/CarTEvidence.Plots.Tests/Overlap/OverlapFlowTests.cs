using CarTEvidence.Plots.Tests.Scenes;

namespace CarTEvidence.Plots.Tests.Overlap;

public class OverlapFlowTests
{
    [Fact]
    public void OverlapFlow_SharedPatients_NamesEveryArmThatLeft()
    {
        var pooled = EvidenceBase.Bundled.Pool(Outcome.Remission);
        var figure = pooled.OverlapFlow();
        Assert.Empty(SceneChecks.Faults(figure.Scene));
        Assert.NotEmpty(pooled.Overlap.Dropped);
        Assert.All(pooled.Overlap.Dropped, dropped => Assert.Contains($"{dropped.Study} {dropped.Arm}", figure.Description, StringComparison.Ordinal));
    }

    [Fact]
    public void OverlapFlow_NothingShared_HasTwoBoxes()
    {
        var pooled = EvidenceBase.Bundled.ResolveOverlaps(OverlapPolicy.Keep).Pool(Outcome.Remission);
        var figure = pooled.OverlapFlow();
        Assert.Empty(SceneChecks.Faults(figure.Scene));
        Assert.Equal(2, figure.Scene.Marks.OfType<GroupMark>().Count(group => group.Name == "step"));
    }
}
