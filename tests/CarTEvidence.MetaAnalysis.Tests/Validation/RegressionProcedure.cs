namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>Meta-regressions and subgroups. Source: R 4.2.2, metafor 5.1-12, in the files named.</summary>
internal static class RegressionProcedure
{
    public static readonly string[] Files = ["proportions-*.json", "two-arm-*.json", "generic-*.json"];

    private const double ClosedForm = 1e-10;
    private const double Iterated = 1e-8;

    /// <summary>
    /// Regressions on an uncentred year: the reference solves normal equations whose condition number is above 1e10 and prints 14 digits of coefficients that cancel,
    /// so that it carries about eight digits itself.
    /// </summary>
    private const double IllConditioned = 1e-7;

    public static void Compare(ReferenceFile file, Comparison comparison)
    {
        var data = new ReferenceData(file.Root);
        foreach (var (measure, _, entry) in file.Walk("regressions"))
        {
            Compare(measure, entry, data, comparison);
        }
    }

    private static void Compare(Measure measure, ReferenceEntry entry, ReferenceData data, Comparison comparison)
    {
        var name = entry.Text("moderator");
        var factor = entry.Text("kind") == "factor";
        var values = entry["values"].Json;
        var moderators = factor
            ? Moderators.None.With(name, data.Rows.Select(i => values[i].ToString()), entry.Texts("levels")[0])
            : Moderators.None.With(name, data.Rows.Select(i => values[i].GetDouble()));
        var actual = data.Pool(measure, entry, moderators);
        var estimator = entry.Text("tau2Estimator");
        var closed = estimator is "EE" or "DL" or "HE" or "HS" or "HSk" or "SJ";
        var tolerance = !factor ? IllConditioned : closed ? ClosedForm : Iterated;
        var context = $"{measure.Code} {name} {entry.Text("test")}";
        void Check(string quantity, ReferenceNumber expected, double? value, double floor) =>
            comparison.Check($"regression {estimator}", quantity, expected, value, tolerance, floor, context);

        var (beta, se) = (entry.Numbers("beta"), entry.Numbers("se"));
        for (var j = 0; j < beta.Length; j++)
        {
            var place = factor ? Place(entry, actual, name, j) : j;
            var coefficient = actual.Coefficients[place].Estimate;
            Check("coefficient", beta[j], coefficient.Value, se[j].Value!.Value);
            Check("standard error", se[j], coefficient.StandardError, 1e-300);
            Check("statistic", entry.Numbers("stat")[j], coefficient.Test.Statistic, 1);
            Check("p-value", entry.Numbers("p")[j], coefficient.Test.PValue, 1e-2);
            Check("lower limit", entry.Numbers("ciLower")[j], coefficient.Interval?.Lower, se[j].Value!.Value);
            Check("upper limit", entry.Numbers("ciUpper")[j], coefficient.Interval?.Upper, se[j].Value!.Value);
            for (var l = 0; l < beta.Length; l++)
            {
                var other = factor ? Place(entry, actual, name, l) : l;
                Check("covariance", entry["covariance"][j].Number(l), actual.Covariance[place][other], se[j].Value!.Value * se[l].Value!.Value);
            }
        }

        var weights = entry.Numbers("weights");
        for (var i = 0; i < weights.Length; i++)
        {
            Check("weights", weights[i], actual.Studies[i].Weight, 1e-2);
        }

        comparison.Check($"regression {estimator}", "studies", entry.Number("k"), actual.StudyCount, 0, 1, context);
        Check("degrees of freedom", entry.Number("df"), actual.Coefficients[0].Estimate.Test.DegreesOfFreedom, 1);
        Check("omnibus degrees of freedom", entry.Numbers("QMdf")[0], beta.Length - 1, 1);
        Check("omnibus denominator", entry.Numbers("QMdf")[1], entry.Text("test") == "z" ? null : actual.StudyCount - beta.Length, 1);

        Check("tau²", entry.Number("tau2"), actual.Heterogeneity.TauSquared, actual.Source!.Fit.TypicalVariance!.Value);
        Check("standard error of tau²", entry.Number("seTau2"), actual.Heterogeneity.TauSquaredStandardError, 1e-7);
        Check("I²", entry.Number("I2"), actual.Heterogeneity.ISquared, 100);
        Check("H²", entry.Number("H2"), actual.Heterogeneity.HSquared, 1);
        Check("R²", entry.Number("R2"), actual.RSquared, 100);
        Check("Q", entry.Number("Q"), actual.Heterogeneity.CochranQ?.Statistic, 1);
        Check("Q p-value", entry.Number("Qp"), actual.Heterogeneity.CochranQ?.PValue, 1e-2);
        Check("omnibus", entry.Number("QM"), actual.Omnibus?.Statistic, 1);
        Check("omnibus p-value", entry.Number("QMp"), actual.Omnibus?.PValue, 1e-2);
        Check("log-likelihood", entry.Number("logLikML"), actual.FitStatistics?.LogLikelihoodMl, 1);
        Check("restricted log-likelihood", entry.Number("logLikREML"), actual.FitStatistics?.LogLikelihoodReml, 1);
        Check("AIC", entry.Number("aicML"), actual.FitStatistics?.Aic, 1);
        Check("BIC", entry.Number("bicML"), actual.FitStatistics?.Bic, 1);
        Check("AICc", entry.Number("aiccML"), actual.FitStatistics?.Aicc, 1);
        if (entry.Has("subgroupsSeparateTau2"))
        {
            CompareSubgroups(entry, data.Pool(measure, entry, grouping: new Grouping(name, [.. data.Rows.Select(i => values[i].ToString())])), Check);
        }
    }

    private static void CompareSubgroups(ReferenceEntry entry, PooledEffect actual, Action<string, ReferenceNumber, double?, double> check)
    {
        foreach (var subgroup in entry.Entries("subgroupsSeparateTau2"))
        {
            var own = actual.Subgroups.Single(s => s.Level == subgroup.Text("level")).Effect;
            check("subgroup estimate", subgroup.Number("estimate"), own.Transformed.Value, own.Transformed.StandardError!.Value);
            check("subgroup standard error", subgroup.Number("se"), own.Transformed.StandardError, 1e-300);
            check("subgroup studies", subgroup.Number("k"), own.StudyCount, 1);

            // One study has no heterogeneity: R prints tau² = I² = Q = 0, ours are null.
            var single = own.StudyCount == 1;
            check("subgroup tau²", subgroup.Number("tau2"), single ? 0 : own.Heterogeneity.TauSquared, own.Source!.Fit.TypicalVariance ?? 1);
            check("subgroup Q", subgroup.Number("Q"), single ? 0 : own.Heterogeneity.CochranQ?.Statistic, 1);
            check("subgroup I²", subgroup.Number("I2"), single ? 0 : own.Heterogeneity.ISquared, 100);
        }

        var between = entry["betweenSeparateTau2"];
        check("Q between", between.Number("Q"), actual.SubgroupTest?.Statistic, 1);
        check("Q between degrees of freedom", between.Number("df"), actual.SubgroupTest?.DegreesOfFreedom, 1);
        check("Q between p-value", between.Number("p"), actual.SubgroupTest?.PValue, 1e-2);
    }

    /// <summary>R orders levels by locale, ours are ordinal: find a level's coefficient by its name.</summary>
    private static int Place(ReferenceEntry entry, PooledEffect actual, string name, int j) =>
        j == 0 ? 0 : actual.Coefficients.Select(c => c.Name).ToList().IndexOf($"{name}={entry.Texts("levels")[j]}");
}
