using System.Globalization;
using System.Text;

namespace CarTEvidence.Tests.Reading;

/// <summary>The written dictionary and the one in code are one: the tables of docs/evidence.md are compared with it line by line.</summary>
public sealed class DataDictionaryTests
{
    [Fact]
    public void Docs_ColumnTable_IsTheDictionary() => Assert.Contains(ColumnTable(), Docs(), StringComparison.Ordinal);

    [Fact]
    public void Docs_DiseaseTable_IsTheDictionary() => Assert.Contains(DiseaseTable(), Docs(), StringComparison.Ordinal);

    [Fact]
    public void Docs_Totals_AreThoseOfTheBundledFile()
    {
        var arms = EvidenceBase.Bundled.Arms;

        Assert.Contains($"{arms.Count} arms of {arms.Select(a => a.Study).Distinct().Count()} reports, {arms.Sum(a => a.Treated)} patients treated", Docs(), StringComparison.Ordinal);
    }

    private static string ColumnTable()
    {
        var table = new StringBuilder("| column | meaning | allowed | presence |\n| --- | --- | --- | --- |\n");
        foreach (var column in EvidenceColumn.Dictionary)
        {
            table.Append(CultureInfo.InvariantCulture, $"| {column.Name} | {column.Meaning} | {column.Allowed} | {column.Presence.ToString().ToLowerInvariant()} |\n");
        }

        return table.ToString();
    }

    private static string DiseaseTable() => string.Concat(Disease.WellKnown.Select(d => $"| {d.Code} | {d.Name} |\n"));

    private static string Docs() => File.ReadAllText(Repository.File("docs", "evidence.md")).ReplaceLineEndings("\n");
}
