using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Tests.Scenes;

namespace CarTEvidence.Plots.Tests.Forest;

public class SeriesForestTests
{
    [Fact]
    public void ForestPlot_ThreeOutcomes_HasOneRowForEachStudyOfAny()
    {
        ForestSeries[] series =
        [
            new("Remission", ForestData.Pool([ForestData.Study("A", 3, 5), ForestData.Study("B", 4, 4)])),
            new("CRS", ForestData.Pool([ForestData.Study("B", 2, 4), ForestData.Study("C", 1, 9), ForestData.Study("C", 2, 9)])),
            new("ICANS", ForestData.Many(4)),
        ];
        var figure = series.ForestPlot();
        Assert.Empty(SceneChecks.Faults(figure.Scene));
        var rows = figure.Scene.Marks.OfType<GroupMark>().Where(group => group.Name == "study").ToList();
        Assert.Equal(8, rows.Count);
        Assert.StartsWith("B: Remission: 4 of 4 patients", rows[1].Title, StringComparison.Ordinal);
        Assert.Contains("ICANS: not reported", rows[1].Title, StringComparison.Ordinal);
    }

    [Fact]
    public void ForestPlot_TwoModelsOfTheSameData_ShowsTheCountsOnce()
    {
        ForestSeries[] series = [new("Likelihood", ForestData.RemissionPooled()), new("Inverse variance", ForestData.RemissionPooled(PoolingModel.Random))];
        var figure = series.ForestPlot(new ForestPlotOptions { WidthMillimetres = 250 });
        Assert.Empty(SceneChecks.Faults(figure.Scene));
        Assert.Single(figure.Scene.Flatten().OfType<TextMark>(), text => text.Text == "Events/n");
        Assert.Contains(figure.Scene.Flatten().OfType<TextMark>(), text => text.Text.StartsWith("Likelihood: Binomial-normal", StringComparison.Ordinal));
    }

    [Fact]
    public void ForestPlot_NoSeries_IsRefused() => Assert.Throws<ArgumentException>(() => Array.Empty<ForestSeries>().ForestPlot());

    [Fact]
    public void ForestPlot_Entries_AreDrawnInOrderWithTheirHeadings()
    {
        var estimate = ForestData.Study("", 3, 9).Estimate;
        ForestEntry[] entries =
        [
            new("DerSimonian–Laird", estimate) { Group = "Estimators" }, new("REML", estimate) { Group = "Estimators" }, new("Without a value", new Estimate(null, null)) { Group = "Others" },
            new("All", estimate) { Summary = true },
        ];
        var figure = entries.ForestPlot(Measure.Logit);
        Assert.Empty(SceneChecks.Faults(figure.Scene));
        Assert.Equal(["subgroup", "study", "study", "subgroup", "study", "total"], figure.Scene.Marks.OfType<GroupMark>().Select(g => g.Name).Where(name => name is "subgroup" or "study" or "total"));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(300)]
    public void ForestPlot_Caterpillar_HasALineAStudyAndNoNames(int count)
    {
        var figure = ForestData.Many(count).ForestPlot(new ForestPlotOptions { Caterpillar = true });
        Assert.Empty(SceneChecks.Faults(figure.Scene));
        var legs = figure.Scene.Marks.OfType<GroupMark>().Where(group => group.Name == "study").ToList();
        Assert.Equal(count, legs.Count);
        Assert.DoesNotContain(legs.SelectMany(leg => leg.Marks), mark => mark is TextMark);
    }
}
