using System.Globalization;

namespace CarTEvidence.Tests;

/// <summary>Nothing read or printed depends on the culture of the machine.</summary>
public sealed class CommaDecimalCultureTests : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public CommaDecimalCultureTests()
    {
        // A culture with everything that could go wrong, without need of the machine's own culture data.
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.PercentDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "−";
        culture.TextInfo.ListSeparator = ";";
        CultureInfo.CurrentCulture = culture;
    }

    public void Dispose() => CultureInfo.CurrentCulture = _before;

    [Fact]
    public void Culture_OfThisTest_HasADecimalComma() => Assert.Equal("1,5", 1.5.ToString(CultureInfo.CurrentCulture));

    [Fact]
    public void ReadCsv_And_WriteCsv_AreInvariant()
    {
        const string Text = "study_id,year,disease,n_treated,cohort_id,follow_up_median_months\nOne,2024,SLE,1000,C,6.5\n";
        using var written = new StringWriter();

        var evidence = EvidenceBase.ReadCsv(new StringReader(Text)).OrThrow();
        evidence.WriteCsv(written);

        Assert.Equal(Text, written.ToString());
        Assert.Equal("6.5 months", evidence.Arms[0].FollowUp!.ToString());
    }

    [Fact]
    public void ReadCsv_Problems_AreInvariant()
    {
        var error = Assert.Single(EvidenceBase.ReadCsv(new StringReader("study_id,year,disease,n_treated,cohort_id,follow_up_median_months,follow_up_min_months\nOne,2024,SLE,1000,C,6.5,7.25\n")).Errors);

        Assert.Equal("the minimum follow-up, 7.25 months, is longer than the median, 6.5", error.Message);
    }

    [Fact]
    public void Pool_ToString_IsInvariant() =>
        Assert.Equal(
            "CRS grade ≥ 3: 0.0% (95% CI 0.0 to 1.9), 28 arms, 0/196 patients; binomial-normal, tau² = 0",
            EvidenceBase.Bundled.Pool(Outcome.Crs(3)).ToString());
}
