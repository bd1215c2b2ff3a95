namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>Three-level and multivariate models with their cluster-robust variances. Source: R 4.2.2, metafor 5.1-12, <c>rma.mv</c> and <c>robust</c>.</summary>
internal static class DependenceProcedure
{
    public static readonly string[] Files = ["multilevel-*.json", "bivariate-*.json"];

    /// <summary>metafor's rma.mv stops its optimiser at about this relative accuracy; the files say so.</summary>
    private const double Iterated = 1e-4;

    /// <summary>What does not move to first order with the optimiser's last steps: the likelihood at its maximum; and sums of squares.</summary>
    private const double Stationary = 1e-8;

    public static void Compare(ReferenceFile file, Comparison comparison)
    {
        var root = file.Root;
        foreach (var estimator in new[] { TauSquaredEstimator.Reml, TauSquaredEstimator.Ml })
        {
            var entry = root[estimator == TauSquaredEstimator.Reml ? "reml" : "ml"];
            if (root.Text("kind") == "multilevel")
            {
                Compare(entry, Pooling.Multilevel(Nested(root), new MultilevelOptions { TauSquared = estimator }), "sigma2", comparison);
            }
            else
            {
                Compare(entry, Pooling.Bivariate(Multivariate(root), new MultivariateOptions { TauSquared = estimator }), "tau2", comparison);
            }
        }

        foreach (var entry in new[] { root["reml"], root["ml"] })
        {
            // rma.mv holds the components that a model does not have at 0.
            foreach (var name in root.Text("kind") == "multilevel" ? new[] { "tau2", "rho" } : ["sigma2"])
            {
                comparison.Require(entry.Number(name).Path, entry.Number(name).Value == 0, "a component beyond the model");
            }
        }

        foreach (var type in new[] { RobustVarianceType.Cr0, RobustVarianceType.Cr1 })
        {
            var name = $"robust{type.ToString().ToUpperInvariant()}";
            if (!root.Has(name))
            {
                continue;
            }

            var (entry, method) = (root[name], $"robust {type}");
            var fit = Pooling.Multilevel(Nested(root), new MultilevelOptions { Robust = new RobustOptions { Type = type } });
            comparison.Check(method, "estimate", entry.Number("beta"), fit.Transformed.Value, Iterated, 0, "");
            comparison.Check(method, "standard error", entry.Number("se"), fit.Robust!.StandardError, Iterated, 0, "");
            comparison.Check(method, "degrees of freedom", entry.Number("df"), fit.Robust.DegreesOfFreedom, 0, 1, "");
            if (entry.Has("p"))
            {
                comparison.Check(method, "p-value", entry.Number("p"), fit.Robust.PValue, Iterated, 1e-3, "");
            }
        }
    }

    public static MultilevelData Nested(ReferenceEntry root)
    {
        var data = root["data"];
        return new MultilevelData(data.Values("yi"), data.Values("vi"), data.Texts("outer"), data.Texts("inner"));
    }

    public static MultivariateData Multivariate(ReferenceEntry root)
    {
        var data = root["data"];
        var (study, outcome, yi) = (data.Texts("study"), data.Texts("outcome"), data.Values("yi"));
        double[][] v = [.. data["V"].Json.EnumerateArray().Select(r => r.EnumerateArray().Select(c => c.GetDouble()).ToArray())];
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

    private static void Compare(ReferenceEntry entry, PooledEffect fit, string components, Comparison comparison)
    {
        var method = $"{fit.Model} {fit.TauSquaredEstimator}";
        void Check(string quantity, ReferenceNumber expected, double? actual, double tolerance, double floor = 0) =>
            comparison.Check(method, quantity, expected, actual, tolerance, floor, "");

        ReferenceNumber[] beta = entry.Numbers("beta"), se = entry.Numbers("se"), lower = entry.Numbers("ciLower"), upper = entry.Numbers("ciUpper"), variances = entry.Numbers(components);
        for (var i = 0; i < fit.Coefficients.Count; i++)
        {
            var estimate = fit.Coefficients[i].Estimate;
            Check("estimate", beta[i], estimate.Value, Iterated, se[i].Value!.Value);
            Check("standard error", se[i], estimate.StandardError, Iterated);
            Check("lower limit", lower[i], estimate.Interval?.Lower, Iterated, se[i].Value!.Value);
            Check("upper limit", upper[i], estimate.Interval?.Upper, Iterated, se[i].Value!.Value);
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
