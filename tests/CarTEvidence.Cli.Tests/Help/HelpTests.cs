namespace CarTEvidence.Cli.Tests.Help;

public sealed class HelpTests
{
    [Theory]
    [InlineData("")]
    [InlineData("fit")]
    [InlineData("pool")]
    [InlineData("validate")]
    [InlineData("data")]
    [InlineData("data list")]
    [InlineData("data export")]
    [InlineData("report")]
    [InlineData("bootstrap")]
    [InlineData("merge")]
    [InlineData("permute")]
    [InlineData("gosh")]
    [InlineData("specifications")]
    [InlineData("simulate")]
    [InlineData("audit")]
    public void Help_OfEveryVerb_TeachesByExample(string verb)
    {
        var run = CliRun.Of([.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Examples:\n  # ", run.Out, StringComparison.Ordinal);
        Assert.Contains($"cartevidence {verb}".TrimEnd(), run.Out, StringComparison.Ordinal);
        Assert.Contains("Usage:\n  cartevidence", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NoArguments_ShowsHelpAsWrongUsage()
    {
        var run = CliRun.Of();
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains("Examples:", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pol")]
    [InlineData("data")]
    [InlineData("validate")]
    [InlineData("fit", "a", "b")]
    public void Run_WrongUsage_PointsToHelpAndExits2(params string[] args)
    {
        var run = CliRun.Of(args);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
    }
}
