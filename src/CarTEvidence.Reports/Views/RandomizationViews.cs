using System.Globalization;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Resampling;

namespace CarTEvidence.Reports;

/// <summary>Permutation tests and wild bootstrap tests.</summary>
internal static class RandomizationViews
{
    public static ResultView Of(PermutationResult test) => new()
    {
        Title = "Permutation test",
        Sentence = test.ToString(),
        Tables = [new ResultTable("Permutation test", [TableParts.Number(test.Symbol, "statistic"), .. Counts("Rearrangements", "rearrangements")], [TableRow.Entry(Cells(test))])],
    };

    /// <summary>All moderators together, then each; those without a name are numbered from 1.</summary>
    public static ResultView Of(RegressionPermutation test)
    {
        var together = TableRow.Total([TableCell.Words($"together ({test.Omnibus.Symbol})"), .. Cells(test.Omnibus)]);
        var each = test.Coefficients.Select((coefficient, j) => TableRow.Entry([TableCell.Words($"{(j < test.Names.Count ? test.Names[j] : $"moderator {Printed.Count(j + 1)}")} ({coefficient.Symbol})"), .. Cells(coefficient)]));
        return new()
        {
            Title = "Permutation test of the moderators",
            Sentence = test.ToString(),
            Tables = [new ResultTable("Permutation test of the moderators", [TableParts.Label("Moderator", "moderator"), TableParts.Number("Statistic", "statistic"), .. Counts("Rearrangements", "rearrangements")], each.Append(together))],
        };
    }

    public static ResultView Of(WildTest test) => new()
    {
        Title = "Wild bootstrap test",
        Sentence = test.ToString(),
        Tables = [new ResultTable("Wild bootstrap test", [TableParts.Number("Statistic", "statistic"), .. Counts("Replicates", "replicates")], [TableRow.Entry(Cells(test))])],
    };

    public static ResultView Of(WildBootstrapRegression regression)
    {
        var each = regression.Coefficients.Select(coefficient => TableRow.Entry(
        [
            TableCell.Words(coefficient.Name), TableParts.Number(coefficient.Estimate), TableParts.Number(coefficient.StandardError),
            new TableCell(Printed.Numbers(coefficient.Interval), [coefficient.Interval?.Lower, coefficient.Interval?.Upper]),
            .. Cells(coefficient.Test),
        ]));
        TableRow[] together = regression.Omnibus is { } omnibus
            ? [TableRow.Total([TableCell.Words("together"), TableCell.Words(string.Empty), TableCell.Words(string.Empty), new TableCell(string.Empty, [null, null]), .. Cells(omnibus)])]
            : [];
        var multipliers = $"{regression.Options.Weights} multipliers, one {(regression.IsClustered ? $"a cluster ({Printed.Count(regression.ClusterCount)} clusters; cluster-robust standard errors)" : "a study")}";
        return new()
        {
            Title = "Wild bootstrap of the regression",
            Sentence = $"{multipliers}; seed {regression.Options.Seed.ToString(CultureInfo.InvariantCulture)}. On the scale of the analysis.",
            Tables =
            [
                new ResultTable(
                    "Wild bootstrap of the coefficients",
                    [
                        TableParts.Label("Coefficient", "coefficient"), TableParts.Estimate("Estimate"), TableParts.Number("Standard error", "standardError"), TableParts.Interval($"{Printed.Level(regression.Level)} interval"),
                        TableParts.Number("Statistic", "statistic"), .. Counts("Replicates", "replicates"),
                    ],
                    each.Concat(together)),
            ],
            Notes = regression.Notes,
        };
    }

    private static TableColumn[] Counts(string what, string field) =>
        [TableParts.Number(what, field), TableParts.Number("As extreme", "asExtreme"), TableParts.Number("p", "pValue"), TableParts.Number("Its standard error", "pValueStandardError")];

    private static TableCell[] Cells(PermutationResult test) => Cells(test.Statistic, test.Rearrangements, test.AsExtreme, test.PValue, test.PValueStandardError);

    private static TableCell[] Cells(WildTest test) => Cells(test.Statistic, test.Replicates, test.AsExtreme, test.PValue, test.PValueStandardError);

    private static TableCell[] Cells(double statistic, long looked, long extreme, double p, double error) =>
        [TableParts.Number(statistic), TableParts.Count(looked), TableParts.Count(extreme), TableParts.P(p), TableCell.Value(error.ToString("G2", CultureInfo.InvariantCulture), error)];
}
