using System.Text.Json;

namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>Meta-regressions and subgroups. Source: R 4.2.2, metafor 5.1-12, in the files named.</summary>
public sealed class RegressionReferenceTests
{
    private const double ClosedForm = 1e-10;
    private const double Iterated = 1e-8;

    /// <summary>
    /// Regressions on an uncentred year: the reference solves normal equations whose condition number is above 1e10 and prints 14 digits of coefficients that cancel,
    /// so that it carries about eight digits itself.
    /// </summary>
    private const double IllConditioned = 1e-7;

    public static TheoryData<string> Files() => [.. ReferenceFile.Names("proportions-*.json", "two-arm-*.json", "generic-*.json")
        .Where(name => File.ReadAllText(Path.Combine("Reference", name)).Contains("\"moderator\"", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Regression_EveryReferenceValue_Agrees(string file)
    {
        var comparison = new Comparison();
        Compare(file, comparison);
        comparison.Verify();
    }

    internal static void Compare(string file, Comparison comparison)
    {
        using var document = ReferenceFile.Open(file);
        var data = new ReferenceData(document.RootElement);
        foreach (var effect in document.RootElement.GetProperty("effects").EnumerateArray())
        {
            if (!effect.TryGetProperty("regressions", out var entries))
            {
                continue;
            }

            var measure = Measure.Parse(effect.Text("measure"));
            foreach (var entry in entries.EnumerateArray())
            {
                if (!entry.TryGetProperty("refused", out _))
                {
                    Compare(file, measure, entry, data, comparison);
                }
            }
        }
    }

    private static void Compare(string file, Measure measure, JsonElement entry, ReferenceData data, Comparison comparison)
    {
        var name = entry.Text("moderator");
        var factor = entry.Text("kind") == "factor";
        var values = entry.GetProperty("values");
        var moderators = factor
            ? Moderators.None.With(name, data.Rows.Select(i => values[i].ToString()), entry.GetProperty("levels")[0].GetString())
            : Moderators.None.With(name, data.Rows.Select(i => values[i].GetDouble()));
        var actual = data.Pool(measure, entry, moderators);
        var estimator = entry.Text("tau2Estimator");
        var closed = estimator is "EE" or "DL" or "HE" or "HS" or "HSk" or "SJ";
        var tolerance = !factor ? IllConditioned : closed ? ClosedForm : Iterated;
        var context = $"{measure.Code} {name} {entry.Text("test")}";
        void Check(string quantity, double? expected, double? value, double floor) =>
            comparison.Check(file, $"regression {estimator}", quantity, expected, value, tolerance, floor, context);

        var (beta, se) = (entry.Numbers("beta"), entry.Numbers("se"));
        for (var j = 0; j < beta.Length; j++)
        {
            var place = factor ? Place(entry, actual, name, j) : j;
            var coefficient = actual.Coefficients[place].Estimate;
            Check("coefficient", beta[j], coefficient.Value, se[j]!.Value);
            Check("standard error", se[j], coefficient.StandardError, 1e-300);
            Check("statistic", entry.Numbers("stat")[j], coefficient.Test.Statistic, 1);
            Check("p-value", entry.Numbers("p")[j], coefficient.Test.PValue, 1e-2);
            Check("lower limit", entry.Numbers("ciLower")[j], coefficient.Interval?.Lower, se[j]!.Value);
            Check("upper limit", entry.Numbers("ciUpper")[j], coefficient.Interval?.Upper, se[j]!.Value);
        }

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
        if (entry.TryGetProperty("subgroupsSeparateTau2", out var subgroups))
        {
            CompareSubgroups(entry, subgroups, data.Pool(measure, entry, grouping: new Grouping(name, [.. data.Rows.Select(i => values[i].ToString())])), Check);
        }
    }

    private static void CompareSubgroups(JsonElement entry, JsonElement subgroups, PooledEffect actual, Action<string, double?, double?, double> check)
    {
        foreach (var subgroup in subgroups.EnumerateArray())
        {
            var own = actual.Subgroups.Single(s => s.Level == subgroup.Text("level")).Effect;
            check("subgroup estimate", subgroup.Number("estimate"), own.Transformed.Value, own.Transformed.StandardError!.Value);
            check("subgroup standard error", subgroup.Number("se"), own.Transformed.StandardError, 1e-300);
            if (own.StudyCount > 1)
            {
                check("subgroup tau²", subgroup.Number("tau2"), own.Heterogeneity.TauSquared, own.Source!.Fit.TypicalVariance!.Value);
                check("subgroup Q", subgroup.Number("Q"), own.Heterogeneity.CochranQ?.Statistic, 1);
                check("subgroup I²", subgroup.Number("I2"), own.Heterogeneity.ISquared, 100);
            }
        }

        var between = entry.GetProperty("betweenSeparateTau2");
        check("Q between", between.Number("Q"), actual.SubgroupTest?.Statistic, 1);
        check("Q between degrees of freedom", between.Number("df"), actual.SubgroupTest?.DegreesOfFreedom, 1);
        check("Q between p-value", between.Number("p"), actual.SubgroupTest?.PValue, 1e-2);
    }

    /// <summary>R orders levels by locale, ours are ordinal: find a level's coefficient by its name.</summary>
    private static int Place(JsonElement entry, PooledEffect actual, string name, int j) =>
        j == 0 ? 0 : actual.Coefficients.Select(c => c.Name).ToList().IndexOf($"{name}={entry.GetProperty("levels")[j].GetString()}");
}
