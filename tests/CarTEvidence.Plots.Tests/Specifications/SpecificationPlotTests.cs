using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Plots.Tests.Specifications;

public class SpecificationPlotTests
{
    private static readonly SpecificationCurve Curve = SpecificationCurve.Of(
        [IncludedStudies.All(new ProportionData(["A", "B", "C"], [3, 7, 5], [10, 12, 9]))],
        new SpecificationOptions { Models = [ProportionModel.Random, ProportionModel.Common], Measures = [Measure.Logit], TauSquared = [TauSquaredEstimator.Reml, TauSquaredEstimator.PauleMandel] });

    [Fact]
    public void SpecificationPlot_Points_RiseToTheRight()
    {
        var points = Curve.SpecificationPlot().Scene.Flatten().OfType<CircleMark>().Where(circle => circle.Style.Name == "specification").ToList();
        Assert.Equal(Curve.Estimated, points.Count);
        Assert.All(points.Zip(points.Skip(1)), pair => Assert.True(pair.Second.Center.X > pair.First.Center.X && pair.Second.Center.Y <= pair.First.Center.Y));
    }

    [Fact]
    public void SpecificationPlot_Choices_AreThoseThatDifferInTheFieldsWords()
    {
        var texts = Curve.SpecificationPlot().Scene.Flatten().OfType<TextMark>().Select(text => text.Text).ToList();
        Assert.Contains("Paule–Mandel", texts);
        Assert.DoesNotContain("Measure", texts);
        Assert.DoesNotContain("Reports included", texts);
    }

    [Fact]
    public void SpecificationPlot_EverySpecification_HasOneTickInEveryDimension()
    {
        var ticks = Curve.SpecificationPlot().Scene.Flatten().OfType<RectangleMark>().Where(rectangle => rectangle.Style.Name == "choice").ToList();
        var dimensions = Curve.Choices.GroupBy(choice => choice.Choice.Dimension).Count(dimension => dimension.Count() > 1);
        Assert.Equal(dimensions * Curve.Estimated, ticks.Count);
    }
}
