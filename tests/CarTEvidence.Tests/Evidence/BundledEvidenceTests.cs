using System.Security.Cryptography;

namespace CarTEvidence.Tests.Evidence;

public sealed class BundledEvidenceTests
{
    // Counts of the file as an independent script over its raw fields gives them: reported events and denominators of all rows.
    public static TheoryData<string, int, int, int> ReportedTotals => new()
    {
        { "remission", 132, 170, 29 },
        { "response", 152, 173, 34 },
        { "drug-free", 137, 143, 23 },
        { "relapse", 5, 49, 6 },
        { "crs", 68, 114, 20 },
        { "icans", 5, 157, 22 },
    };

    [Fact]
    public void Bundled_WholeFile_Has76ArmsOf68Reports()
    {
        Assert.Equal(76, EvidenceBase.Bundled.Arms.Count);
        Assert.Equal(68, EvidenceBase.Bundled.Arms.Select(a => a.Study).Distinct().Count());
        Assert.Equal(501, EvidenceBase.Bundled.Arms.Sum(a => a.Treated));
        Assert.Equal("76 arms of 68 reports", EvidenceBase.Bundled.ToString());
    }

    [Fact]
    public void ReadCsv_BundledFile_HasNeitherErrorsNorWarnings()
    {
        var result = EvidenceBase.ReadCsv(new StringReader(BundledText()));

        Assert.Empty(result.Problems);
        Assert.True(result.IsValid);
    }

    [Theory]
    [MemberData(nameof(ReportedTotals))]
    public void CountIn_EveryArm_AddsUpToTheReportedTotals(string outcome, int events, int evaluable, int arms)
    {
        var counts = EvidenceBase.Bundled.Arms.Select(Outcome.Parse(outcome).CountIn).OfType<OutcomeCount>().ToArray();

        Assert.Equal((events, evaluable, arms), (counts.Sum(c => c.Events), counts.Sum(c => c.Evaluable), counts.Length));
    }

    [Fact]
    public void Hash_Bundled_IsThatOfTheFilesBytes() =>
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(BundledBytes())), EvidenceBase.Bundled.Hash);

    [Fact]
    public void WriteCsv_FileBesideWithALikeName_IsLeftAlone()
    {
        var folder = Directory.CreateTempSubdirectory("cartevidence-");
        try
        {
            var path = Path.Combine(folder.FullName, "arms.csv");
            File.WriteAllText(path + ".tmp", "mine");
            EvidenceBase.Bundled.WriteCsv(path);

            Assert.Equal("mine", File.ReadAllText(path + ".tmp"));
            Assert.Equal(["arms.csv", "arms.csv.tmp"], folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void WriteCsv_Bundled_ReadsBackEqualAndWritesTheSameAgain()
    {
        using var first = new StringWriter();
        EvidenceBase.Bundled.WriteCsv(first);
        var again = EvidenceBase.ReadCsv(new StringReader(first.ToString())).OrThrow();
        using var second = new StringWriter();
        again.WriteCsv(second);

        Assert.Equal(EvidenceBase.Bundled.Arms, again.Arms);
        Assert.Equal(EvidenceBase.Bundled.Columns, again.Columns);
        Assert.Equal(first.ToString(), second.ToString());
    }

    internal static string BundledText()
    {
        using var reader = new StreamReader(Open());
        return reader.ReadToEnd();
    }

    private static byte[] BundledBytes()
    {
        using var bytes = new MemoryStream();
        using var stream = Open();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static Stream Open() =>
        typeof(EvidenceBase).Assembly.GetManifestResourceStream("CarTEvidence.cart-autoimmune-arms.csv") ?? throw new InvalidOperationException("No bundled evidence.");
}
