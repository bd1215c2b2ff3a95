using System.Text.Json;
using CarTEvidence.MetaAnalysis.Tests.Validation;

namespace CarTEvidence.MetaAnalysis.Tests.Models.Bivariate;

/// <summary>Against metafor 5.1-12, <c>rma.mv(yi, V, mods = ~ outcome - 1, random = ~ outcome | trial, struct = "UN")</c>, on berkey1998.</summary>
public class BivariateTests
{
    // metafor's rma.mv stops its optimiser at about this relative accuracy; the file says so.
    private const double IteratedTolerance = 1e-4;

    private const double LikelihoodTolerance = 1e-8;

    private static readonly JsonElement File = ReferenceFile.Open("bivariate-berkey1998.json").RootElement;

    private static MultivariateData Data
    {
        get
        {
            var data = File.GetProperty("data");
            var (study, outcome, yi) = (data.Texts("study"), data.Texts("outcome"), data.Values("yi"));
            double[][] v = [.. data.GetProperty("V").EnumerateArray().Select(r => r.EnumerateArray().Select(c => c.GetDouble()).ToArray())];
            return new MultivariateData(study.Distinct().Select(s =>
            {
                int[] rows = [.. Enumerable.Range(0, study.Length).Where(i => study[i] == s)];
                var covariance = new double[rows.Length, rows.Length];
                for (var i = 0; i < rows.Length; i++)
                {
                    for (var j = 0; j < rows.Length; j++)
                        covariance[i, j] = v[rows[i]][rows[j]];
                }

                return new MultivariateStudy(s, rows.Select(r => outcome[r]), rows.Select(r => yi[r]), covariance);
            }));
        }
    }

    [Theory]
    [InlineData("reml", TauSquaredEstimator.Reml)]
    [InlineData("ml", TauSquaredEstimator.Ml)]
    public void Bivariate_Berkey_MatchesMetafor(string entry, TauSquaredEstimator estimator)
    {
        var expected = File.GetProperty(entry);

        var fit = Pooling.Bivariate(Data, new MultivariateOptions { TauSquared = estimator });

        Assert.Equal(["AL", "PD"], fit.Coefficients.Select(c => c.Name));
        for (var i = 0; i < 2; i++)
        {
            var estimate = fit.Coefficients[i].Estimate;
            Near.Equal(expected.Values("beta")[i], estimate.Value, IteratedTolerance, what: "beta");
            Near.Equal(expected.Values("se")[i], estimate.StandardError, IteratedTolerance, what: "se");
            Near.Equal(expected.Values("ciLower")[i], estimate.Interval?.Lower, IteratedTolerance, what: "lower");
            Near.Equal(expected.Values("ciUpper")[i], estimate.Interval?.Upper, IteratedTolerance, what: "upper");
            Near.Equal(expected.Values("tau2")[i], fit.VarianceComponents[i].Value, IteratedTolerance, what: "tau2");
            Assert.True(fit.VarianceComponents[i].Interval!.Value.Contains(fit.VarianceComponents[i].Value));
        }

        Near.Equal(expected.Value("rho"), fit.Correlations[0].Value, IteratedTolerance, what: "rho");
        Assert.True(fit.Correlations[0].Interval!.Value.Contains(fit.Correlations[0].Value!.Value));
        Near.Equal(expected.Value("Q"), fit.Heterogeneity.CochranQ?.Statistic, LikelihoodTolerance, what: "Q");
        var logLikelihood = estimator == TauSquaredEstimator.Reml ? fit.FitStatistics?.LogLikelihoodReml : fit.FitStatistics?.LogLikelihoodMl;
        Near.Equal(expected.Value("logLik"), logLikelihood, LikelihoodTolerance, what: "log-likelihood");
        Assert.True(fit.Converged);
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

    [Fact]
    public void MultivariateStudy_ImpossibleCovariance_IsRefused()
    {
        var refused = Assert.Throws<ArgumentException>(() => new MultivariateStudy("S", ["A", "B"], [1.0, 2.0], new[,] { { 1.0, 2.0 }, { 2.0, 1.0 } }));
        Assert.Contains("positive definite", refused.Message, StringComparison.Ordinal);
    }
}
