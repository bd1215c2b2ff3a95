using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Tests.Typography;

public class FontMetricsTests
{
    /// <summary>The AFM of Helvetica counts in 1/1000 em, the table in 1/2048 em: they agree to half a unit a character.</summary>
    private const double AfmRounding = 0.0005;

    /// <summary>Widths from Adobe's Core 14 AFM files, Helvetica and Helvetica-Bold.</summary>
    [Theory]
    [InlineData("A", false, 0.667)]
    [InlineData("a", false, 0.556)]
    [InlineData("W", false, 0.944)]
    [InlineData("5", false, 0.556)]
    [InlineData("[", false, 0.278)]
    [InlineData("%", false, 0.889)]
    [InlineData("a", true, 0.556)]
    [InlineData("W", true, 0.944)]
    [InlineData("k", true, 0.556)]
    [InlineData("A", true, 0.722)]
    public void Width_LatinCharacters_AreThoseOfHelvetica(string text, bool bold, double em) =>
        Assert.Equal(em, FontMetrics.Width(text, 1, bold, false), AfmRounding);

    [Fact]
    public void Width_Digits_AreAllTheSame() => Assert.Single("0123456789".Select(c => FontMetrics.Width(c.ToString(), 8, true, false)).Distinct());

    [Fact]
    public void Width_WideCharacters_TakeOneEm() => Assert.Equal(30, FontMetrics.Width("王伟明", 10, false, false));

    [Fact]
    public void Width_CombiningMarks_TakeNothing() =>
        Assert.Equal(FontMetrics.Width("u", 10, false, false), FontMetrics.Width("u\u0308", 10, false, false));

    [Fact]
    public void Width_UnknownAccentedLetter_IsThatOfItsBase() =>
        Assert.Equal(FontMetrics.Width("a", 10, false, false), FontMetrics.Width("\u1EA5", 10, false, false));

    [Fact]
    public void Width_EveryRun_StaysInsideTheTables()
    {
        var runs = FontWidths.Runs;
        var last = runs.Length - 3;
        Assert.Equal(FontWidths.Regular.Length, runs[last + 2] + runs[last + 1] - runs[last] + 1);
        Assert.Equal(FontWidths.Regular.Length, FontWidths.Bold.Length);
        Assert.Equal(FontWidths.Regular.Length, FontWidths.Italic.Length);
        Assert.Equal(FontWidths.Regular.Length, FontWidths.BoldItalic.Length);
    }
}
