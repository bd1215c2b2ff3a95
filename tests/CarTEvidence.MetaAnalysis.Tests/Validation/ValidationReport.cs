using System.Globalization;
using System.Text;

namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>Writes down what was compared with the reference files, and how far apart it was at most.</summary>
internal static class ValidationReport
{
    /// <summary>The report as Markdown; <paramref name="differences"/> false leaves out the largest differences, which depend on rounding.</summary>
    public static string Markdown(IReadOnlyList<(string Name, IReadOnlyList<Comparison> Comparisons)> results, bool differences)
    {
        var text = new StringBuilder();
        var total = results.Sum(r => r.Comparisons.Sum(c => c.Entries.Sum(e => e.Value.Count)));
        text.Append(CultureInfo.InvariantCulture, $"""
            # Validation

            Every number below is compared by the tests of `CarTEvidence.MetaAnalysis` with the files in `tests/CarTEvidence.MetaAnalysis.Tests/Reference`
            (their `README.md` says what computed them): {total:N0} comparisons. An inventory of the files fails for any value that is neither compared nor explained;
            what is explained instead of compared is listed at the end. Differences are relative; where a quantity is near 0 they are relative to its natural size (a limit to
            the standard error, tau² to the typical sampling variance, I² to 100). A number that the reference prints with its own looser convergence is compared to that, as
            the test says. This page is written by `ValidationReportTests`.


            """);
        foreach (var (name, comparisons) in results)
        {
            var entries = comparisons.SelectMany(c => c.Entries).ToList();
            text.Append(CultureInfo.InvariantCulture, $"## {name}\n\n");
            Table(text, "file", entries.GroupBy(e => e.Key.File), differences);
            Table(text, "quantity", entries.GroupBy(e => e.Key.Quantity), differences);
            Table(text, "method", entries.GroupBy(e => e.Key.Method), differences);
        }

        Unequal(text);
        return text.ToString().TrimEnd() + "\n";
    }

    /// <summary>Every file, method and quantity on a line.</summary>
    public static string Csv(IReadOnlyList<(string Name, IReadOnlyList<Comparison> Comparisons)> results)
    {
        var text = new StringBuilder("procedure,file,method,quantity,cases,largest difference\n");
        foreach (var (name, comparisons) in results)
        {
            foreach (var ((file, method, quantity), entry) in comparisons.SelectMany(c => c.Entries).OrderBy(e => e.Key))
            {
                text.Append(CultureInfo.InvariantCulture, $"\"{name}\",{file},\"{method}\",\"{quantity}\",{entry.Count},{entry.Largest:E1}\n");
            }
        }

        return text.ToString();
    }

    private static void Unequal(StringBuilder text)
    {
        text.Append("## Values of the files that are explained, not compared\n\n| values | in files | why |\n|---:|---:|---|\n");
        var reasons = ReferenceFile.Names("*.json").SelectMany(file => Inventory.Of(file).Reasons.Select(r => (File: file, Reason: r.Key, Count: r.Value))).GroupBy(r => r.Reason);
        foreach (var reason in reasons.OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {reason.Sum(r => r.Count)} | {reason.Count()} | {reason.Key} |\n");
        }
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
}
