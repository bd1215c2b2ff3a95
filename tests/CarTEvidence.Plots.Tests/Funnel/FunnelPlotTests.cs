using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Tests.Charts;
using CarTEvidence.Plots.Tests.Scenes;

namespace CarTEvidence.Plots.Tests.Funnel;

public class FunnelPlotTests
{
    private static List<CircleMark> Points(Figure figure, string style) => [.. figure.Scene.Flatten().OfType<CircleMark>().Where(circle => circle.Style.Name == style)];

    [Theory]
    [InlineData(FunnelScale.StandardError)]
    [InlineData(FunnelScale.Variance)]
    public void FunnelPlot_ScaleOfSpread_HasContoursAndMirroredLimits(FunnelScale scale)
    {
        var figure = BcgTrials.RiskRatio.FunnelPlot(new FunnelPlotOptions { Scale = scale });
        Assert.Empty(SceneChecks.Faults(figure.Scene));
        Assert.Contains(figure.Scene.Flatten().OfType<TextMark>(), text => text.Text == "p > 0.10");
        var edges = figure.Scene.Flatten().OfType<PathMark>().Where(path => path.Style.Name == "dashed-line").ToList();
        Assert.Equal(2, edges.Count);
        Assert.Equal(edges[0].Steps[0].End, edges[1].Steps[0].End);
    }

    [Theory]
    [InlineData(FunnelScale.SampleSize)]
    [InlineData(FunnelScale.InverseRootSampleSize)]
    public void FunnelPlot_ScaleOfPatients_HasNoLimitsThatDependOnSpread(FunnelScale scale)
    {
        var figure = Pooling.Proportions(new ProportionData(["A", "B", "C", "D"], [1, 4, 10, 20], [5, 9, 20, 30])).FunnelPlot(new FunnelPlotOptions { Scale = scale });
        Assert.Empty(SceneChecks.Faults(figure.Scene));
        Assert.DoesNotContain(figure.Scene.Flatten().OfType<PathMark>(), path => path.Style.Name == "dashed-line");
    }

    [Fact]
    public void FunnelPlot_PatientsNotKnown_IsRefusedByScale()
    {
        var refusal = Assert.Throws<ArgumentException>(() => BcgTrials.RiskRatio.FunnelPlot(new FunnelPlotOptions { Scale = FunnelScale.SampleSize }));
        Assert.Contains("SampleSize", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FunnelPlot_TrimAndFill_DrawsWhatIsMissingAsOpenCircles()
    {
        var filled = SmallStudyEffects.TrimAndFill(BcgTrials.RiskRatio);
        var figure = BcgTrials.RiskRatio.FunnelPlot(new FunnelPlotOptions { Filled = filled });
        Assert.Empty(SceneChecks.Faults(figure.Scene));
        Assert.Equal(filled.Missing, Points(figure, "open-point").Count);
        Assert.Equal(13, Points(figure, "point").Count);
    }

    [Fact]
    public void FunnelPlot_Labels_KeepOffTheLines()
    {
        var marks = BcgTrials.RiskRatio.FunnelPlot().Scene.Flatten().ToList();
        var labels = marks.OfType<TextMark>().Where(text => BcgTrials.Data.Study.Contains(text.Text)).ToList();
        Assert.Equal(13, labels.Count);
        var edges = marks.OfType<PathMark>().Where(path => path.Style.Name == "dashed-line").SelectMany(path => path.Steps.Zip(path.Steps.Skip(1), (a, b) => new ScenePoint((a.End.X + b.End.X) / 2, (a.End.Y + b.End.Y) / 2))).ToList();
        Assert.All(labels, label => Assert.DoesNotContain(edges, point => label.Bounds.Contains(new SceneBox(point.X, point.Y, point.X, point.Y))));
    }

    [Fact]
    public void FunnelPlot_MorePreciseStudies_StandHigher()
    {
        var figure = BcgTrials.RiskRatio.FunnelPlot(new FunnelPlotOptions { Labels = false });
        var precise = figure.Scene.Marks.OfType<GroupMark>().Single(group => group.Title?.StartsWith("TPT Madras", StringComparison.Ordinal) == true).Bounds;
        var vague = figure.Scene.Marks.OfType<GroupMark>().Single(group => group.Title?.StartsWith("Comstock & Webster", StringComparison.Ordinal) == true).Bounds;
        Assert.True(precise.Bottom < vague.Top);
    }
}
