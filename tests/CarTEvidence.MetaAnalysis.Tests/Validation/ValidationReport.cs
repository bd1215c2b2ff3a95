using System.Globalization;
using System.Text;
using CarTEvidence.MetaAnalysis.Tests.Presets;

namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>Writes down what was compared with the reference files, and how far apart it was at most.</summary>
internal static class ValidationReport
{
    /// <summary>Every procedure that is compared number by number, with its files.</summary>
    public static readonly (string Name, Action<string, Comparison> Compare, Func<IEnumerable<string>> Files)[] Procedures =
    [
        ("Effect sizes and pooled effects", PooledReferenceTests.Compare, () => Names(PooledReferenceTests.Files())),
        ("Intervals of tau², I² and H²", TauSquaredIntervalReferenceTests.Compare, () => Names(TauSquaredIntervalReferenceTests.Files())),
        ("Meta-regression and subgroups", RegressionReferenceTests.Compare, () => Names(RegressionReferenceTests.Files())),
        ("Diagnostics", DiagnosticsReferenceTests.Compare, () => Names(DiagnosticsReferenceTests.Files())),
        ("Small-study effects", BiasReferenceTests.Compare, () => Names(BiasReferenceTests.Files())),
        ("Selection models", SelectionReferenceTests.Compare, () => Names(SelectionReferenceTests.Files())),
        ("Tests of small-study effects in R's meta", MetaBiasReferenceTests.Compare, () => Names(MetaBiasReferenceTests.Files())),
        ("Three-level and multivariate models", DependenceReferenceTests.Compare, () => Names(DependenceReferenceTests.Files())),
        ("Presets, every convention of R's meta 8", LikeTests.Compare, () => Names(LikeTests.Files())),
        ("Conventions of R's meta", MetaPackageReferenceTests.Compare, () => Names(MetaPackageReferenceTests.Files())),
    ];

    /// <summary>The report as Markdown; <paramref name="differences"/> false leaves out the largest differences, which depend on rounding.</summary>
    public static string Markdown(IReadOnlyList<(string Name, Comparison Comparison)> results, bool differences)
    {
        var text = new StringBuilder();
        var total = results.Sum(r => r.Comparison.Entries.Sum(e => e.Value.Count));
        text.Append(CultureInfo.InvariantCulture, $"""
            # Validation

            Every number below is compared by the tests of `CarTEvidence.MetaAnalysis` with the files in `tests/CarTEvidence.MetaAnalysis.Tests/Reference`
            (their `README.md` says what computed them): {total:N0} numbers by the procedures of this table; likelihood models have tests of their own beside them.
            Differences are relative; where a quantity is near 0 they are relative to its natural size (a limit to the standard error, tau² to the typical sampling variance, I² to 100).
            A number that the reference prints with its own looser convergence is compared to that, as the test says. This page is written by `ValidationReportTests`.


            """);
        foreach (var (name, comparison) in results)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {name}\n\n");
            Table(text, "file", comparison.Entries.GroupBy(e => e.Key.File), differences);
            Table(text, "quantity", comparison.Entries.GroupBy(e => e.Key.Quantity), differences);
            Table(text, "method", comparison.Entries.GroupBy(e => e.Key.Method), differences);
        }

        return text.ToString().TrimEnd() + "\n";
    }

    /// <summary>Every file, method and quantity on a line.</summary>
    public static string Csv(IReadOnlyList<(string Name, Comparison Comparison)> results)
    {
        var text = new StringBuilder("procedure,file,method,quantity,cases,largest difference\n");
        foreach (var (name, comparison) in results)
        {
            foreach (var ((file, method, quantity), entry) in comparison.Entries.OrderBy(e => e.Key))
            {
                text.Append(CultureInfo.InvariantCulture, $"\"{name}\",{file},\"{method}\",\"{quantity}\",{entry.Count},{entry.Largest:E1}\n");
            }
        }

        return text.ToString();
    }

    private static void Table(
        StringBuilder text, string by, IEnumerable<IGrouping<string, KeyValuePair<(string File, string Method, string Quantity), Comparison.Entry>>> groups, bool differences)
    {
        text.Append(CultureInfo.InvariantCulture, $"| {by} | numbers | largest difference |\n|---|---:|---:|\n");
        foreach (var group in groups.OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var largest = group.Max(e => e.Value.Largest);
            text.Append(CultureInfo.InvariantCulture, $"| {group.Key} | {group.Sum(e => e.Value.Count)} | {(differences ? largest == 0 ? "0" : $"{largest:0e0}" : string.Empty)} |\n");
        }

        text.Append('\n');
    }

    private static IEnumerable<string> Names(TheoryData<string> files) => ((IEnumerable<object[]>)files).Select(row => (string)row[0]);
}
