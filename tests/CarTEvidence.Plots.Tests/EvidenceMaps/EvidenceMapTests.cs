using CarTEvidence.Plots.Tests.Scenes;

namespace CarTEvidence.Plots.Tests.EvidenceMaps;

public class EvidenceMapTests
{
    [Fact]
    public void EvidenceMap_BundledEvidence_CountsEveryPatientOnce()
    {
        var figure = EvidenceBase.Bundled.EvidenceMap(Outcome.Remission);
        Assert.Empty(SceneChecks.Faults(figure.Scene));
        var numbers = figure.Scene.Marks.OfType<GroupMark>().Where(group => group.Name == "cell").SelectMany(cell => cell.Marks.OfType<TextMark>()).Select(text => int.Parse(text.Text.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(EvidenceBase.Bundled.Count(Outcome.Remission).Counts.Sum(count => count.Evaluable), numbers.Sum());
    }

    [Fact]
    public void EvidenceMap_BubbleAreas_AreProportionalToPatients()
    {
        var cells = EvidenceBase.Bundled.EvidenceMap(Outcome.Remission).Scene.Marks.OfType<GroupMark>().Where(group => group.Name == "cell");
        var ratios = cells.Select(cell => Math.Pow(cell.Marks.OfType<CircleMark>().Single().Radius, 2) / int.Parse(cell.Marks.OfType<TextMark>().Single().Text.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.All(ratios, ratio => Assert.Equal(ratios[0], ratio, 9));
    }

    [Fact]
    public void EvidenceMap_OtherColumns_HasNoFaults() =>
        Assert.Empty(SceneChecks.Faults(EvidenceBase.Bundled.EvidenceMap(Outcome.Crs(1), new EvidenceMapOptions { Rows = "country", Columns = "source" }).Scene));

    [Fact]
    public void EvidenceMap_UnknownColumn_IsRefused() => Assert.Throws<ArgumentException>(() => EvidenceBase.Bundled.EvidenceMap(Outcome.Remission, new EvidenceMapOptions { Rows = "planet" }));
}
