using CarTEvidence.MetaAnalysis.Tests.Validation;

namespace CarTEvidence.MetaAnalysis.Tests.Models.Bivariate;

public class BivariateTests
{
    private static MultivariateData Data => DependenceProcedure.Multivariate(ReferenceFile.Open("bivariate-berkey1998.json").Root);

    [Fact]
    public void Bivariate_Berkey_ProfileIntervalsContainTheirEstimates()
    {
        var fit = Pooling.Bivariate(Data);

        Assert.True(fit.Converged);
        Assert.All(fit.VarianceComponents, c => Assert.True(c.Interval!.Value.Contains(c.Value)));
        Assert.True(fit.Correlations[0].Interval!.Value.Contains(fit.Correlations[0].Value!.Value));
    }

    [Fact]
    public void Bivariate_GradientAtAnyMatrix_IsTheDifferenceQuotient()
    {
        var likelihood = new MultivariateLikelihood(Data, Data.Outcomes);
        double[] between = [0.03, 0.01, 0.01, 0.02];
        var gradient = new double[4];
        var scratch = new double[4];
        foreach (var restricted in new[] { true, false })
        {
            likelihood.At(between, restricted, gradient);
            const double h = 1e-6;
            double At(double a, double b, double c) => likelihood.At([a, b, b, c], restricted, scratch).LogLikelihood;
            Near.Equal((At(0.03 + h, 0.01, 0.02) - At(0.03 - h, 0.01, 0.02)) / (2 * h), gradient[0], 1e-6);
            Near.Equal((At(0.03, 0.01 + h, 0.02) - At(0.03, 0.01 - h, 0.02)) / (2 * h), gradient[1] + gradient[2], 1e-6);
            Near.Equal((At(0.03, 0.01, 0.02 + h) - At(0.03, 0.01, 0.02 - h)) / (2 * h), gradient[3], 1e-6);
        }
    }

    [Fact]
    public void Bivariate_UncorrelatedOutcomesInDifferentStudies_IsEachOutcomeAlone()
    {
        double[] yi = [0.1, 0.9, -0.4, 1.2, 0.6], vi = [0.04, 0.1, 0.05, 0.2, 0.08];
        var alone = new MultivariateData(yi.Select((y, i) => new MultivariateStudy($"{i}", ["A"], [y], new[,] { { vi[i] } })));
        var both = new MultivariateData(alone.Studies.Concat(yi.Select((y, i) => new MultivariateStudy($"b{i}", ["B"], [2 * y], new[,] { { 3 * vi[i] } }))));

        var (one, two) = (Pooling.Bivariate(alone), Pooling.Bivariate(both, new MultivariateOptions { ComponentIntervals = false }));

        Near.Equal(one.Coefficients[0].Estimate.Value!.Value, two.Coefficients[0].Estimate.Value, 1e-7);
        Near.Equal(one.VarianceComponents[0].Value, two.VarianceComponents[0].Value, 1e-6);
    }

    [Fact]
    public void Bivariate_SingleOutcome_IsTheOrdinaryModel()
    {
        double[] yi = [0.1, 0.9, -0.4, 1.2, 0.6], vi = [0.04, 0.1, 0.05, 0.2, 0.08];
        var nested = Pooling.Multilevel(new MultilevelData(yi, vi, ["a", "b", "c", "d", "e"], ["1", "1", "1", "1", "1"]));

        var fit = Pooling.Bivariate(new MultivariateData(yi.Select((y, i) => new MultivariateStudy($"{i}", ["A"], [y], new[,] { { vi[i] } }))));

        Near.Equal(nested.VarianceComponents[0].Value, fit.VarianceComponents[0].Value, 1e-7);
        Near.Equal(nested.VarianceComponents[0].Interval!.Value.Upper, fit.VarianceComponents[0].Interval!.Value.Upper, 1e-7);
        Near.Equal(nested.Transformed.StandardError!.Value, fit.Transformed.StandardError, 1e-7);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Bivariate_HardlyAnyStudies_AnswersWithoutNaN(int studies)
    {
        var data = new MultivariateData(Enumerable.Range(0, studies).Select(i =>
            new MultivariateStudy($"{i}", ["A", "B"], [0.3 + i, 0.1 - i], new[,] { { 0.1, 0.02 }, { 0.02, 0.2 } })));

        var fit = Pooling.Bivariate(data, new MultivariateOptions { Robust = RobustOptions.Default });

        Assert.All(fit.Coefficients, c => Assert.True(double.IsFinite(c.Estimate.Value!.Value)));
        Assert.All(fit.VarianceComponents, c => Assert.True(c.Value >= 0 && double.IsFinite(c.Value)));
        Assert.NotEmpty(fit.Notes);
    }

    [Fact]
    public void Bivariate_IdenticalEffects_HasNoHeterogeneityAndNoCorrelation()
    {
        var data = new MultivariateData(Enumerable.Range(0, 5).Select(i =>
            new MultivariateStudy($"{i}", ["A", "B"], [0.3, 0.1], new[,] { { 0.1 + (0.01 * i), 0.02 }, { 0.02, 0.2 } })));

        var fit = Pooling.Bivariate(data);

        Near.Equal(0.3, fit.Coefficients[0].Estimate.Value, 1e-9);
        Assert.All(fit.VarianceComponents, c => Assert.Equal(0, c.Value));
        Assert.Null(fit.Correlations[0].Value);
    }

    [Fact]
    public void MultivariateStudy_ImpossibleCovariance_IsRefused()
    {
        var refused = Assert.Throws<ArgumentException>(() => new MultivariateStudy("S", ["A", "B"], [1.0, 2.0], new[,] { { 1.0, 2.0 }, { 2.0, 1.0 } }));
        Assert.Contains("positive definite", refused.Message, StringComparison.Ordinal);
    }
}
