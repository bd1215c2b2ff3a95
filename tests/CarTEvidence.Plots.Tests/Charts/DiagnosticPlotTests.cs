using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Tests.Scenes;

namespace CarTEvidence.Plots.Tests.Charts;

public class DiagnosticPlotTests
{
    public static TheoryData<string> Kinds => ["baujat", "radial", "doi", "leave-one-out", "cumulative", "funnel", "influence", "drapery"];

    private static Figure Draw(string kind, PooledEffect effect) => kind switch
    {
        "baujat" => effect.BaujatPlot(),
        "radial" => effect.RadialPlot(),
        "doi" => effect.DoiPlot(),
        "leave-one-out" => effect.LeaveOneOutPlot(),
        "influence" => effect.InfluencePlot(),
        "drapery" => effect.DraperyPlot(),
        "cumulative" => effect.CumulativePlot(),
        _ => effect.FunnelPlot(),
    };

    private static PooledEffect Many(int count) => Pooling.Generic(
        new GenericData(Enumerable.Range(0, count).Select(i => $"A study with a name {i}"), Enumerable.Range(0, count).Select(i => Math.Sin(i) + 0.1 * (i % 7)), Enumerable.Range(0, count).Select(i => 0.02 + 0.01 * (i % 11))));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Draw_BcgTrials_HasNoFaultsAndEveryStudyInWords(string kind)
    {
        var figure = Draw(kind, BcgTrials.RiskRatio);
        Assert.Empty(SceneChecks.Faults(figure.Scene));
        var studies = figure.Scene.Marks.OfType<GroupMark>().Where(group => group.Name == "study").ToList();
        Assert.Equal(13, studies.Count);
        Assert.All(BcgTrials.Data.Study, name => Assert.Contains(studies, study => study.Title!.StartsWith(name, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Draw_FewOrManyStudies_HasNoFaults(string kind)
    {
        foreach (var count in new[] { 3, 60, 200 })
        {
            Assert.Empty(SceneChecks.Faults(Draw(kind, Many(count)).Scene));
        }
    }

    [Fact]
    public void LeaveOneOutPlot_SingleStudy_IsRefused() => Assert.Throws<ArgumentException>(() => Many(1).LeaveOneOutPlot());

    [Fact]
    public void BaujatPlot_LikelihoodModel_SaysWhichModelsHaveOne() =>
        Assert.Throws<InvalidOperationException>(() => Pooling.Proportions(new ProportionData(["A", "B", "C"], [1, 2, 3], [5, 5, 5])).BaujatPlot());
}
