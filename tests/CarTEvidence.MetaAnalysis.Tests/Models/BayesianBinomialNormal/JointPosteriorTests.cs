using CarTEvidence.MetaAnalysis.Models;

namespace CarTEvidence.MetaAnalysis.Tests.Models.BayesianBinomialNormal;

public sealed class JointPosteriorTests
{
    // Two grids for one posterior, one of them made for all studies.
    private const double Quadrature = 1e-7;

    /// <summary>Each study divided out of the grid of all is the fit without it: many studies, few, equal ones, an outlier, a large one, and two (fitted anew).</summary>
    [Theory]
    [InlineData(new long[] { 9, 17, 2, 3, 8, 9, 5, 12, 7, 6, 9, 17 }, new long[] { 10, 20, 6, 10, 21, 11, 9, 14, 15, 8, 10, 20 }, 8)]
    [InlineData(new long[] { 0, 0, 1, 0, 0, 0, 2, 0, 0 }, new long[] { 5, 9, 6, 12, 44, 3, 8, 5, 30 }, 5)]
    [InlineData(new long[] { 8, 9, 7, 8, 1, 9, 8 }, new long[] { 10, 10, 10, 10, 30, 10, 10 }, 0)]
    [InlineData(new long[] { 8, 9, 7, 5000, 6, 9, 8 }, new long[] { 10, 10, 10, 9000, 10, 10, 10 }, 0)]
    [InlineData(new long[] { 3, 11 }, new long[] { 10, 14 }, 0)]
    public void LeaveOneOut_EveryStudy_IsTheFitWithoutIt(long[] events, long[] totals, int leastCarried)
    {
        var data = new ProportionData(events.Select((_, i) => $"S{i + 1}"), events, totals);
        var options = new ProportionOptions { Model = ProportionModel.BayesianBinomialNormal };
        var whole = Pooling.Proportions(data, options);
        var steps = whole.LeaveOneOut();
        Assert.Equal(events.Length, steps.Count);
        for (var left = 0; left < events.Length; left++)
        {
            var refit = Pooling.Proportions(data.Select([.. Enumerable.Range(0, events.Length).Where(i => i != left)]), options);
            Assert.Equal(refit.Transformed.Value!.Value, steps[left].Transformed.Value!.Value, Quadrature);
            Assert.Equal(refit.Transformed.StandardError!.Value, steps[left].Transformed.StandardError!.Value, Quadrature);
            Assert.Equal(refit.Transformed.Interval!.Value.Lower, steps[left].Transformed.Interval!.Value.Lower, Quadrature);
            Assert.Equal(refit.Transformed.Interval!.Value.Upper, steps[left].Transformed.Interval!.Value.Upper, Quadrature);
            Assert.Equal(refit.Pooled.Value!.Value, steps[left].Pooled.Value!.Value, Quadrature);
            Assert.Equal(refit.Heterogeneity.TauSquared!.Value, steps[left].Heterogeneity.TauSquared!.Value, 10 * Quadrature);
        }

        Assert.InRange(whole.Joint!.WithoutEach().Count(w => w.Posterior is not null), leastCarried, events.Length);
    }

    [Fact]
    public void Shared_OneGroup_IsThePosteriorOfTheGroup()
    {
        var studies = new DistinctStudies(new ProportionData(["a", "b", "c"], [9, 17, 5], [12, 20, 10]));
        var alone = JointPosterior.Of(studies, BinomialNormalPriors.Default);
        var shared = Assert.Single(JointPosterior.Shared([studies], BinomialNormalPriors.Default));
        Assert.Equal(alone.Evidence, shared.Evidence);
        Assert.Equal(alone.MuQuantile(0.3), shared.MuQuantile(0.3));
    }
}
