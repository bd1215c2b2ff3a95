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

    private static int Spoil(Func<string, string, string?> change, bool sameField = false)
    {
        var columns = EvidenceBase.Bundled.Columns;
        var header = string.Join(',', columns);
        var spoilt = 0;
        foreach (var arm in EvidenceBase.Bundled.Arms)
        {
            string[] fields = [.. columns.Select(c => arm.Column(c) ?? "")];
            for (var i = 0; i < fields.Length; i++)
            {
                if (change(columns[i], fields[i]) is not { } value)
                {
                    continue;
                }

                spoilt++;
                var row = string.Join(',', fields.Select((f, j) => $"\"{(j == i ? value : f).Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
                var errors = EvidenceBase.ReadCsv(new StringReader($"{header}\n{row}\n")).Errors;
                Assert.True(errors.Count > 0, $"{arm} with {columns[i]} = \"{value}\" was accepted.");
                Assert.All(errors, e => Assert.Equal(2, e.Line));
                Assert.True(!sameField || errors.Any(e => e.Field == columns[i] && e.Column == i + 1), $"{arm} with {columns[i]} = \"{value}\": the error stands elsewhere.");
            }
        }

        return spoilt;
    }
}
