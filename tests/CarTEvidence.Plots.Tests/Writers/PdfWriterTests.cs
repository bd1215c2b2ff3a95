using System.Globalization;
using System.Text;
using CarTEvidence.Plots.Tests.Forest;

namespace CarTEvidence.Plots.Tests.Writers;

public class PdfWriterTests
{
    private static readonly TextStyle Style = new("text", 10, Rgb.Black);

    [Fact]
    public void ToPdf_CrossReferences_PointAtTheirObjects()
    {
        var pdf = Text(ForestData.RemissionByTarget().ForestPlot());
        var table = int.Parse(pdf.Split("startxref\n")[1].Split('\n')[0], CultureInfo.InvariantCulture);
        Assert.Equal("xref", pdf.Substring(table, 4));
        var offsets = pdf[table..].Split('\n').Where(line => line.EndsWith(" n ", StringComparison.Ordinal)).Select(line => int.Parse(line[..10], CultureInfo.InvariantCulture)).ToList();
        Assert.True(offsets.Count > 6);
        Assert.All(offsets.Select((offset, i) => (offset, i)), x => Assert.StartsWith($"{x.i + 1} 0 obj", pdf[x.offset..], StringComparison.Ordinal));
    }

    [Fact]
    public void ToPdf_SameFigure_GivesTheSameBytes() =>
        Assert.Equal(ForestData.RemissionPooled().ForestPlot().ToPdf(), ForestData.RemissionPooled().ForestPlot().ToPdf());

    [Fact]
    public void ToPdf_GreekAndSigns_ComeFromSymbol()
    {
        var pdf = Text(Figure("τ² ≥ −1"));
        Assert.Contains("/BaseFont /Symbol", pdf, StringComparison.Ordinal);
        Assert.Contains("(t) Tj", pdf, StringComparison.Ordinal);
        Assert.Contains(@"(\263) Tj", pdf, StringComparison.Ordinal);
        Assert.DoesNotContain("ActualText", pdf, StringComparison.Ordinal);
    }

    [Fact]
    public void ToPdf_LatinBeyondWinAnsi_IsNamedInTheEncoding()
    {
        var pdf = Text(Figure("Čapek Żółć"));
        Assert.Contains("/Differences [33 /Ccaron /Zdotaccent /lslash /cacute]", pdf, StringComparison.Ordinal);
        Assert.DoesNotContain("ActualText", pdf, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Иванов 2024", "(Ivanov 2024)")]
    [InlineData("Щербак и Хоменко", "(Shcherbak i Khomenko)")]
    [InlineData("Ўліянэ Ґалаґан", "(Wliyane Galagan)")]
    [InlineData("Nguyễn Đức ħ", "(Nguyen )")]
    [InlineData("a‐b 10⁵ №3", "(a-b 105 No3)")]
    [InlineData("שלום 7", "(???? 7)")]
    [InlineData("👍🏽 ok", "(?? ok)")]
    public void ToPdf_ScriptsOfNoStandardFont_AreTransliteratedWithTheTextKeptForCopying(string text, string shown)
    {
        var pdf = Text(Figure(text));
        Assert.Contains(shown + " Tj", pdf, StringComparison.Ordinal);
        Assert.Contains($"/ActualText <FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>", pdf, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("王伟 2024", "STSong-Light", "UniGB-UTF16-H")]
    [InlineData("山田たろう", "HeiseiKakuGo-W5", "UniJIS-UTF16-H")]
    [InlineData("김철수 金", "HYGoThic-Medium", "UniKS-UTF16-H")]
    public void ToPdf_EastAsianText_UsesTheFontsThatViewersHave(string text, string font, string encoding)
    {
        var pdf = Text(Figure(text));
        Assert.Contains($"/BaseFont /{font}-{encoding}", pdf, StringComparison.Ordinal);
        Assert.DoesNotContain("ActualText", pdf, StringComparison.Ordinal);
    }

    /// <summary>Щ is as wide as an M, Shch as two: the line is set narrower rather than over what stands beside it.</summary>
    [Fact]
    public void ToPdf_WiderTransliteration_IsNarrowedToTheTextsOwnWidth()
    {
        Assert.Contains(" Tz ", Text(Figure("ЩЩЩЩ")), StringComparison.Ordinal);
        Assert.DoesNotContain(" Tz ", Text(Figure("Иван")), StringComparison.Ordinal);
    }

    [Fact]
    public void ToPdf_ParenthesesAndBackslashes_AreEscaped() => Assert.Contains(@"(a \(b\) \\ c) Tj", Text(Figure(@"a (b) \ c")), StringComparison.Ordinal);

    [Fact]
    public void ToPdf_Description_IsTheAlternativeText()
    {
        var hex = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes("What it shows"));
        Assert.Contains($"/Alt <FEFF{hex}>", Text(Figure("text")), StringComparison.Ordinal);
    }

    private static Figure Figure(string text) => new(new Scene(200, 50, [new TextMark(new ScenePoint(10, 30), text, Style)]), "Title", "What it shows");

    private static string Text(Figure figure) => Encoding.Latin1.GetString(figure.ToPdf());
}
