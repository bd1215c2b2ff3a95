using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Plots.Tests.Orchard;

public class OrchardPlotTests
{
    private const double Touching = 1e-6;

    /// <summary>Reports of remission in every patient are the rule in this field: equal values must not hide each other.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(15)]
    public void OrchardPlot_EqualValues_DoNotHideEachOther(int studies)
    {
        var figure = Same(studies).OrchardPlot();
        var circles = Circles(figure);

        Assert.Equal(studies, circles.Count);
        for (var i = 0; i < studies; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var distance = Math.Sqrt(Math.Pow(circles[i].Center.X - circles[j].Center.X, 2) + Math.Pow(circles[i].Center.Y - circles[j].Center.Y, 2));
                Assert.True(distance >= circles[i].Radius + circles[j].Radius - Touching);
            }
        }

        Assert.DoesNotContain(Texts(figure), text => text.Contains("lie on others", StringComparison.Ordinal));
    }

    [Fact]
    public void OrchardPlot_MoreEqualValuesThanRoom_SaysSo() =>
        Assert.Contains(Texts(Same(60).OrchardPlot()), text => text.Contains("lie on", StringComparison.Ordinal));

    [Fact]
    public void OrchardPlot_OneStudy_SpeaksOfNoDiamond() =>
        Assert.DoesNotContain(Texts(Same(1).OrchardPlot()), text => text.Contains("Diamond", StringComparison.Ordinal));

    /// <summary>A subgroup whose studies have no events in either arm has no odds ratio: it gets no row, and the others count what is drawn.</summary>
    [Fact]
    public void OrchardPlot_SubgroupWithoutEstimates_HasNoRowAndIsNoted()
    {
        string[] level = ["empty", "full", "empty", "full", "full"];
        var data = new TwoArmData(["A", "B", "C", "D", "E"], [0, 3, 0, 4, 2], [20, 20, 20, 20, 20], [0, 5, 0, 6, 5], [20, 20, 20, 20, 20]);

        var figure = Pooling.TwoArm(data, new TwoArmOptions { DropDoubleZero = true }, new Grouping("kind", level)).OrchardPlot();

        Assert.Equal(2 * 3, Circles(figure).Count);
        Assert.DoesNotContain(Texts(figure), text => text.Contains("empty", StringComparison.Ordinal));
        Assert.Contains(Texts(figure), text => text.StartsWith("full (k\u00A0=\u00A03)", StringComparison.Ordinal));
        Assert.Contains(Texts(figure), text => text.StartsWith("2 of 5 studies have no estimate", StringComparison.Ordinal));
    }

    private static PooledEffect Same(int studies) =>
        Pooling.Proportions(new ProportionData([.. Enumerable.Range(1, studies).Select(i => $"Study {i}")], Enumerable.Repeat(8L, studies), Enumerable.Repeat(8L, studies)));

    private static List<CircleMark> Circles(Figure figure) => [.. figure.Scene.Flatten().OfType<CircleMark>()];

    private static List<string> Texts(Figure figure) => [.. figure.Scene.Flatten().OfType<TextMark>().Select(text => text.Text)];
}
