using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Tests.Scenes;

namespace CarTEvidence.Plots.Tests.Forest;

/// <summary>Every kind of measure, fitted by the engine: BCG vaccine against tuberculosis, Colditz et al., JAMA 1994.</summary>
public class MeasureForestTests
{
    private static readonly string[] Study = ["Aronson 1948", "Ferguson & Simes 1949", "Rosenthal et al 1960", "Hart & Sutherland 1977", "TPT Madras 1980", "Comstock & Webster 1969"];

    private static readonly TwoArmData Bcg = new(Study, [4, 6, 3, 62, 505, 5], [123, 306, 231, 13598, 88391, 2498], [11, 29, 11, 248, 499, 3], [139, 303, 220, 12867, 88391, 2341]);

    public static TheoryData<string> TwoArmMeasures => ["OR", "RR", "RD", "AS"];

    [Theory]
    [MemberData(nameof(TwoArmMeasures))]
    public void ForestPlot_TwoArms_HasNoFaults(string code)
    {
        var figure = Pooling.TwoArm(Bcg, new TwoArmOptions { Measure = Measure.Parse(code) }).ForestPlot();
        Assert.Empty(SceneChecks.Faults(figure.Scene));
    }

    [Fact]
    public void ForestPlot_RiskRatio_HasALogarithmicAxisAndALineAtOne()
    {
        var figure = Pooling.TwoArm(Bcg, new TwoArmOptions { Measure = Measure.RiskRatio }).ForestPlot();
        var axis = Assert.Single(figure.Scene.Marks.OfType<GroupMark>(), group => group.Name == "axis");
        var ticks = axis.Marks.OfType<TextMark>().ToDictionary(text => text.Text, text => text.Position.X);
        Assert.Equal(ticks["0.2"] - ticks["0.1"], ticks["1"] - ticks["0.5"], 9);
        Assert.Contains(figure.Scene.Flatten().OfType<LineMark>(), line => line.Style.Name == "reference-line" && line.From.X == ticks["1"]);
    }

    [Fact]
    public void ForestPlot_RiskDifference_HasALineAtZero()
    {
        var figure = Pooling.TwoArm(Bcg, new TwoArmOptions { Measure = Measure.RiskDifference }).ForestPlot();
        Assert.Contains(figure.Scene.Flatten().OfType<LineMark>(), line => line.Style.Name == "reference-line");
        Assert.Contains(figure.Scene.Flatten().OfType<TextMark>(), text => text.Text.Contains('−', StringComparison.Ordinal));
    }

    [Fact]
    public void ForestPlot_Rates_StartAtZeroWithoutAReferenceLine()
    {
        var figure = Pooling.Rates(new RateData(Study, [3, 0, 7, 12, 1, 4], [120.5, 40, 310, 250, 88.2, 61])).ForestPlot();
        Assert.Empty(SceneChecks.Faults(figure.Scene));
        Assert.Contains(figure.Scene.Flatten().OfType<TextMark>(), text => text.Text == "0.00");
        Assert.DoesNotContain(figure.Scene.Flatten().OfType<LineMark>(), line => line.Style.Name == "reference-line");
    }
}
