using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Plots.Tests.Posterior;

public class PosteriorPlotTests
{
    private static readonly PooledEffect Bayes = Pooling.Proportions(
        new ProportionData(["A", "B", "C", "D"], [3, 7, 5, 9], [10, 12, 9, 20]), new ProportionOptions { Model = ProportionModel.BayesianBinomialNormal });

    [Fact]
    public void PosteriorPlot_BayesianFit_ShowsMediansInsideTheirIntervals()
    {
        var figure = Bayes.PosteriorPlot();
        var groups = figure.Scene.Marks.OfType<GroupMark>().Where(group => group.Name == "estimate").ToList();
        Assert.Equal(["Typical study", "New study"], groups.Select(group => group.Title));
        Assert.All(groups, group =>
        {
            var (line, median) = (group.Marks.OfType<LineMark>().Single(), group.Marks.OfType<CircleMark>().Single());
            Assert.InRange(median.Center.X, line.From.X, line.To.X);
        });
        var widths = groups.Select(group => group.Marks.OfType<LineMark>().Single()).Select(line => line.To.X - line.From.X).ToList();
        Assert.True(widths[0] < widths[1]);
    }

    [Fact]
    public void TauPosteriorPlot_BayesianFit_NamesThePrior() => Assert.Contains(Bayes.TauPosteriorPlot().Scene.Flatten().OfType<TextMark>(), text => text.Text.Contains("half-normal(1)", StringComparison.Ordinal));

    [Fact]
    public void PosteriorPlot_ModelWithoutPriors_IsRefusedByName()
    {
        var effect = Pooling.Proportions(new ProportionData(["A", "B"], [3, 7], [10, 12]));
        Assert.Contains("binomial-normal", Assert.Throws<ArgumentException>(() => effect.PosteriorPlot()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => effect.TauPosteriorPlot());
    }
}
