using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Tests.Scenes;

namespace CarTEvidence.Plots.Tests.Forest;

public class OutcomeForestTests
{
    private static PooledOutcome Pooled(Outcome outcome, string? by = null)
    {
        var data = EvidenceBase.Bundled.Count(outcome, by);
        var studies = data.Proportions.Study.Select((label, i) => ForestData.Study(label, data.Counts[i].Events, data.Counts[i].Evaluable)).ToList();
        var effect = ForestData.Pool(studies);
        if (data.Grouping is not { } grouping)
        {
            return new PooledOutcome(data, effect);
        }

        var groups = grouping.Values.Select((level, i) => (level, study: studies[i])).GroupBy(x => x.level).OrderBy(g => g.Key, StringComparer.Ordinal);
        return new PooledOutcome(data, effect with
        {
            SubgroupName = grouping.Name,
            Subgroups = [.. groups.Select(g => new SubgroupResult(g.Key, ForestData.Pool([.. g.Select(x => x.study)])))],
        });
    }

    [Theory]
    [InlineData("remission", null)]
    [InlineData("remission", "disease")]
    [InlineData("crs>=3", "target")]
    [InlineData("icans", "source")]
    [InlineData("relapse", null)]
    public void ForestPlot_BundledEvidence_HasNoFaults(string outcome, string? by) =>
        Assert.Empty(SceneChecks.Faults(Pooled(Outcome.Parse(outcome), by).ForestPlot().Scene));

    [Fact]
    public void ForestPlot_Outcome_IsNamedInHeadingAxisAndNotes()
    {
        var pooled = Pooled(Outcome.Remission, "disease");
        var texts = pooled.ForestPlot().Scene.Flatten().OfType<TextMark>().Select(text => text.Text).ToList();
        Assert.Contains("Remission by disease", texts);
        Assert.Contains("Remission, % of patients", texts);
        Assert.All(pooled.Data.Notes, note => Assert.Contains(texts, text => note.StartsWith(text, StringComparison.Ordinal)));
    }

    [Fact]
    public void ForestPlot_EveryArm_HasARowThatSaysItsCounts()
    {
        var pooled = Pooled(Outcome.Remission);
        var titles = pooled.ForestPlot().Scene.Marks.OfType<GroupMark>().Where(group => group.Name == "study").Select(group => group.Title!).ToList();
        Assert.Equal(pooled.Arms.Count, titles.Count);
        Assert.All(pooled.Data.Counts.Zip(titles), pair => Assert.Contains($": {pair.First.Events} of {pair.First.Evaluable} patients", pair.Second, StringComparison.Ordinal));
    }
}
