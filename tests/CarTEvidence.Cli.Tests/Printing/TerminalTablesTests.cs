using System.Text.RegularExpressions;

namespace CarTEvidence.Cli.Tests.Printing;

public sealed partial class TerminalTablesTests
{
    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(200)]
    public void Pool_TerminalOfAnyWidth_SaysEverythingWithinIt(int width)
    {
        var text = Drawn(width, "pool", "--outcome", "crs>=3", "--where", "disease=SLE");

        Assert.All(text.Split('\n'), line => Assert.True(line.TrimEnd().Length <= width, line));
        Assert.Contains("0% to 6.3%", text, StringComparison.Ordinal);
        Assert.Contains("YTB323Lupus2024", text, StringComparison.Ordinal);
        Assert.Contains("0/57", text, StringComparison.Ordinal);
        Assert.Contains("fewer-evaluable", text, StringComparison.Ordinal);
        Assert.DoesNotContain("…", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Pool_NarrowTerminal_SetsOneCellALine()
    {
        var lines = Drawn(40, "pool", "--outcome", "crs>=3", "--where", "disease=SLE").Split('\n').Select(line => line.TrimEnd());

        Assert.Contains("Mackensen 2022", lines);
        Assert.Contains("  Events/n 0/5", lines);
    }

    private static string Drawn(int width, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter();
        Assert.Equal(0, CliApplication.Run(args, new CliStreams(TextReader.Null, output, error) { OutIsTerminal = true, OutWidth = width }));
        return Styles().Replace(output.ToString(), string.Empty);
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Styles();
}
