using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Tests.Typography;

public class TextFlowTests
{
    [Fact]
    public void Wrap_WordsGrownTogether_BreaksAtTheirSeams()
    {
        var style = new TextStyle("text", 8, Rgb.Black);
        Assert.Equal(["PaedRomeErlangen", "2026, SLE"], TextFlow.Wrap("PaedRomeErlangen2026, SLE", style, style.WidthOf("PaedRomeErlangen202")).Lines);
    }

    private static readonly TextStyle Style = new("text", 10, Rgb.Black);

    [Fact]
    public void Wrap_ShortText_IsOneCleanLine() => Assert.Equal(["Two words"], TextFlow.Wrap(" Two\r\n\twords ", Style, 200).Lines);

    [Theory]
    [InlineData("The quick brown fox jumps over the lazy dog")]
    [InlineData("Donaudampfschifffahrtsgesellschaftskapitän")]
    [InlineData("王伟与上海交通大学医学院附属仁济医院")]
    public void Wrap_LongText_KeepsEveryCharacterAndTheWidth(string text)
    {
        var flow = TextFlow.Wrap(text, Style, 60);
        Assert.False(flow.Shortened);
        Assert.All(flow.Lines, line => Assert.True(Style.WidthOf(line) <= 60, line));
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(flow.Lines).Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Wrap_MoreLinesThanAllowed_EndsInAnEllipsis()
    {
        var flow = TextFlow.Wrap("The quick brown fox jumps over the lazy dog", Style, 60, 2);
        Assert.True(flow.Shortened);
        Assert.Equal(2, flow.Lines.Count);
        Assert.EndsWith("…", flow.Lines[1], StringComparison.Ordinal);
        Assert.True(Style.WidthOf(flow.Lines[1]) <= 60);
    }

    [Fact]
    public void Wrap_NoBreakSpace_DoesNotBreak() => Assert.Contains("k\u00A0=\u00A014", TextFlow.Wrap("Pooled, k\u00A0=\u00A014", Style, 40).Lines);

    [Fact]
    public void Shorten_CutsWholeCharacters() => Assert.Equal("👩‍⚕️…", TextFlow.Shorten("👩‍⚕️👩‍⚕️👩‍⚕️", Style, 32));
}
