using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Tests.Scenes;

namespace CarTEvidence.Plots.Tests.Forest;

public class StudyOrderTests
{
    private static readonly PooledEffect Effect = Pooling.Proportions(
        new ProportionData(["Anna", "Bert", "Cora", "Dina"], [9, 1, 4, 2], [10, 40, 8, 5]), new ProportionOptions { Model = ProportionModel.Random });

    private static readonly ForestColumn Year = new("Year", ["2019", "999", null, "2004"]);

    [Theory]
    [InlineData(ForestOrder.AsGiven, "Anna Bert Cora Dina")]
    [InlineData(ForestOrder.Estimate, "Bert Dina Cora Anna")]
    [InlineData(ForestOrder.EstimateDescending, "Anna Cora Dina Bert")]
    [InlineData(ForestOrder.Size, "Bert Anna Cora Dina")]
    [InlineData(ForestOrder.Events, "Anna Cora Dina Bert")]
    [InlineData(ForestOrder.Precision, "Bert Anna Cora Dina")]
    [InlineData(ForestOrder.Name, "Anna Bert Cora Dina")]
    public void ForestPlot_Order_SortsTheStudies(ForestOrder order, string expected) => Assert.Equal(expected, Names(Effect.ForestPlot(new ForestPlotOptions { Order = order })));

    [Fact]
    public void ForestPlot_OrderByWeight_PutsTheHeaviestFirst()
    {
        var heaviest = Effect.Studies.OrderByDescending(s => s.Weight).Select(s => s.Study);
        Assert.Equal(string.Join(' ', heaviest), Names(Effect.ForestPlot(new ForestPlotOptions { Order = ForestOrder.Weight })));
    }

    [Theory]
    [InlineData(false, "Bert Dina Anna Cora")]
    [InlineData(true, "Anna Dina Bert Cora")]
    public void ForestPlot_OrderByColumnOfNumbers_SortsByValueWithEmptyEntriesLast(bool descending, string expected) =>
        Assert.Equal(expected, Names(Effect.ForestPlot(new ForestPlotOptions { Columns = [Year], OrderByColumn = "year", OrderByColumnDescending = descending })));

    [Fact]
    public void ForestPlot_OrderByColumnOfWords_SortsInOrdinalOrder() =>
        Assert.Equal("Dina Bert Anna Cora", Names(Effect.ForestPlot(new ForestPlotOptions { Columns = [new ForestColumn("Country", ["Japan", "China", "Spain", "10"])], OrderByColumn = "Country" })));

    [Fact]
    public void ForestPlot_OrderByMissingColumn_IsRefusedByName()
    {
        var refusal = Assert.Throws<ArgumentException>(() => Effect.ForestPlot(new ForestPlotOptions { Columns = [Year], OrderByColumn = "Dose" }));
        Assert.Contains("'Dose'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Year", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ForestPlot_SeriesWithColumnsAndRiskOfBias_ShowsBothAndSorts()
    {
        var figure = new ForestSeries[] { new("First", Effect), new("Second", Effect) }.ForestPlot(new ForestPlotOptions
        {
            Columns = [Year],
            OrderByColumn = "Year",
            RiskOfBias = new RiskOfBias(["Selection"], [[RiskJudgement.Low], [RiskJudgement.High], [null], [RiskJudgement.Unclear]]),
        });
        Assert.Empty(SceneChecks.Faults(figure.Scene));
        Assert.Equal("Bert Dina Anna Cora", Names(figure));
        Assert.Contains(figure.Scene.Flatten().OfType<TextMark>(), text => text.Text == "2004");
        Assert.Equal(3, figure.Scene.Flatten().OfType<CircleMark>().Count());
    }

    [Fact]
    public void LeaveOneOutPlot_WithAColumn_ShowsItBesideEachStudy()
    {
        var figure = Effect.LeaveOneOutPlot(new ForestPlotOptions { Columns = [Year] });
        Assert.Empty(SceneChecks.Faults(figure.Scene));
        Assert.Contains(figure.Scene.Flatten().OfType<TextMark>(), text => text.Text == "999");
    }

    private static string Names(Figure figure) => string.Join(' ', figure.Scene.Flatten().OfType<TextMark>().Select(text => text.Text).Where(text => Effect.Studies.Any(s => s.Study == text)));
}
