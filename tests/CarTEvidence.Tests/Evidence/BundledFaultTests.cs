using System.Text;

namespace CarTEvidence.Tests.Evidence;

/// <summary>Every count of the bundled file, spoilt one at a time: no fault may slip through, and none may be reported elsewhere.</summary>
public sealed class BundledFaultTests
{
    [Fact]
    public void ReadCsv_OneCountMadeImpossible_IsAnErrorOnItsLine()
    {
        var spoilt = Spoil((name, value) => name != "n_treated" && IsCount(name) && value.Length > 0 ? "1000000" : null);

        Assert.True(spoilt > 500, $"Only {spoilt} counts were tried.");
    }

    [Fact]
    public void ReadCsv_OneDenominatorTakenAway_IsAnErrorOnItsLine()
    {
        var spoilt = Spoil((name, value) => name.StartsWith("n_", StringComparison.Ordinal) && value.Length > 0 ? "" : null);

        Assert.True(spoilt > 200, $"Only {spoilt} denominators were tried.");
    }

    [Fact]
    public void ReadCsv_OneClosedCodeMisspelt_IsAnErrorOnItsLine()
    {
        string[] closed = ["design", "publication_type", "population", "source", "confidence"];

        Assert.Equal(5 * EvidenceBase.Bundled.Arms.Count, Spoil((name, value) => closed.Contains(name) ? value + "x" : null));
    }

    [Fact]
    public void ReadCsv_OneNumberThatIsNone_IsAnErrorInItsField()
    {
        var spoilt = Spoil((name, value) => (IsCount(name) || name is "year" || name.EndsWith("_months", StringComparison.Ordinal)) && value.Length > 0 ? "1,5" : null, sameField: true);

        Assert.True(spoilt > 700, $"Only {spoilt} numbers were tried.");
    }

    private static bool IsCount(string name) => EvidenceColumn.Find(name)!.Allowed.StartsWith("a whole number of patients", StringComparison.Ordinal);

    /// <summary>One file of rows that have one fault each, every row a study of its own; each must be found on its line.</summary>
    private static int Spoil(Func<string, string, string?> change, bool sameField = false)
    {
        var columns = EvidenceBase.Bundled.Columns;
        var text = new StringBuilder(string.Join(',', columns)).Append('\n');
        var faults = new List<(string Arm, int Column, string Value)>();
        foreach (var arm in EvidenceBase.Bundled.Arms)
        {
            string[] fields = [.. columns.Select(c => arm.Column(c) ?? "")];
            for (var i = 0; i < fields.Length; i++)
            {
                if (change(columns[i], fields[i]) is { } value)
                {
                    faults.Add((arm.ToString(), i, value));
                    var row = fields.Select((f, j) => j == i ? value : columns[j] == "study_id" ? $"S{faults.Count}" : f);
                    text.AppendJoin(',', row.Select(f => $"\"{f.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append('\n');
                }
            }
        }

        var errors = EvidenceBase.ReadCsv(new StringReader(text.ToString())).Errors.ToLookup(e => e.Line);
        Assert.All(faults.Index(), fault =>
        {
            var (arm, column, value) = fault.Item;
            var found = errors[fault.Index + 2];
            Assert.True(found.Any(), $"{arm} with {columns[column]} = \"{value}\" was accepted.");
            Assert.True(!sameField || found.Any(e => e.Field == columns[column] && e.Column == column + 1), $"{arm} with {columns[column]} = \"{value}\": the error stands elsewhere.");
        });
        Assert.Equal(faults.Count, errors.Count);
        return faults.Count;
    }
}
