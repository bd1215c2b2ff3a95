using System.Text.Json;

namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>Three-level and multivariate models with their cluster-robust variances. Source: R 4.2.2, metafor 5.1-12, <c>rma.mv</c> and <c>robust</c>.</summary>
public sealed class DependenceReferenceTests
{
    /// <summary>metafor's rma.mv stops its optimiser at about this relative accuracy; the files say so.</summary>
    private const double Iterated = 1e-4;

    /// <summary>What does not move to first order with the optimiser's last steps: the likelihood at its maximum; and sums of squares.</summary>
    private const double Stationary = 1e-8;

    public static TheoryData<string> Files() => [.. ReferenceFile.Names("multilevel-*.json", "bivariate-*.json")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Pooling_DependentEffects_AgreesWithMetafor(string file)
    {
        var comparison = new Comparison();
        Compare(file, comparison);
        comparison.Verify();
    }

    internal static void Compare(string file, Comparison comparison)
    {
        using var document = ReferenceFile.Open(file);
        var root = document.RootElement;
        foreach (var estimator in new[] { TauSquaredEstimator.Reml, TauSquaredEstimator.Ml })
        {
            var entry = root.GetProperty(estimator == TauSquaredEstimator.Reml ? "reml" : "ml");
            if (root.Text("kind") == "multilevel")
            {
                Compare(file, entry, Pooling.Multilevel(Nested(root), new MultilevelOptions { TauSquared = estimator }), "sigma2", comparison);
            }
            else
            {
                Compare(file, entry, Pooling.Bivariate(Multivariate(root), new MultivariateOptions { TauSquared = estimator }), "tau2", comparison);
            }
        }

        foreach (var type in new[] { RobustVarianceType.Cr0, RobustVarianceType.Cr1 })
        {
            if (!root.TryGetProperty($"robust{type.ToString().ToUpperInvariant()}", out var entry))
            {
                continue;
            }

            var robust = Pooling.Multilevel(Nested(root), new MultilevelOptions { Robust = new RobustOptions { Type = type } }).Robust!;
            comparison.Check(file, $"robust {type}", "standard error", entry.Number("se"), robust.StandardError, Iterated, 0, "");
            comparison.Check(file, $"robust {type}", "degrees of freedom", entry.Number("df"), robust.DegreesOfFreedom, 0, 1, "");
            if (entry.Number("p") is { } p)
            {
                comparison.Check(file, $"robust {type}", "p-value", p, robust.PValue, Iterated, 1e-3, "");
            }
        }
    }

    internal static MultilevelData Nested(JsonElement root)
    {
        var data = root.GetProperty("data");
        return new MultilevelData(data.Values("yi"), data.Values("vi"), data.Texts("outer"), data.Texts("inner"));
    }

    internal static MultivariateData Multivariate(JsonElement root)
    {
        var data = root.GetProperty("data");
        var (study, outcome, yi) = (data.Texts("study"), data.Texts("outcome"), data.Values("yi"));
        double[][] v = [.. data.GetProperty("V").EnumerateArray().Select(r => r.EnumerateArray().Select(c => c.GetDouble()).ToArray())];
        return new MultivariateData(study.Distinct().Select(s =>
        {
            int[] rows = [.. Enumerable.Range(0, study.Length).Where(i => study[i] == s)];
            var covariance = new double[rows.Length, rows.Length];
            for (var i = 0; i < rows.Length; i++)
            {
                for (var j = 0; j < rows.Length; j++)
                {
                    covariance[i, j] = v[rows[i]][rows[j]];
                }
            }

            return new MultivariateStudy(s, rows.Select(r => outcome[r]), rows.Select(r => yi[r]), covariance);
        }));
    }

    private static void Compare(string file, JsonElement entry, PooledEffect fit, string components, Comparison comparison)
    {
        var method = $"{fit.Model} {fit.TauSquaredEstimator}";
        void Check(string quantity, double? expected, double? actual, double tolerance, double floor = 0) =>
            comparison.Check(file, method, quantity, expected, actual, tolerance, floor, "");

        double?[] beta = entry.Numbers("beta"), se = entry.Numbers("se"), lower = entry.Numbers("ciLower"), upper = entry.Numbers("ciUpper"), variances = entry.Numbers(components);
        for (var i = 0; i < fit.Coefficients.Count; i++)
        {
            var estimate = fit.Coefficients[i].Estimate;
            Check("estimate", beta[i], estimate.Value, Iterated, se[i]!.Value);
            Check("standard error", se[i], estimate.StandardError, Iterated);
            Check("lower limit", lower[i], estimate.Interval?.Lower, Iterated, se[i]!.Value);
            Check("upper limit", upper[i], estimate.Interval?.Upper, Iterated, se[i]!.Value);
        }

        for (var i = 0; i < fit.VarianceComponents.Count; i++)
        {
            Check("variance component", variances[i], fit.VarianceComponents[i].Value, Iterated);
        }

        if (fit.Correlations.Count > 0)
        {
            Check("correlation", entry.Number("rho"), fit.Correlations[0].Value, Iterated);
        }

        var logLikelihood = fit.TauSquaredEstimator == TauSquaredEstimator.Reml ? fit.FitStatistics?.LogLikelihoodReml : fit.FitStatistics?.LogLikelihoodMl;
        Check("log-likelihood", entry.Number("logLik"), logLikelihood, Stationary, 1);
        Check("Q", entry.Number("Q"), fit.Heterogeneity.CochranQ?.Statistic, Stationary);
    }
}
