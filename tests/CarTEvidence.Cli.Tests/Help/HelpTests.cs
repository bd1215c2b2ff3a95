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

    [Theory]
    [InlineData("there is no verb \"pol\"; pool is the nearest; the verbs are fit, validate, pool, ", "pol")]
    [InlineData("there is no verb \"lst\"; list is the nearest; the verbs are list, export.", "data", "lst")]
    [InlineData("a verb is missing; the verbs are list, export.", "data")]
    [InlineData("there is no option --outcom; --outcome is the nearest.", "pool", "--outcom", "remission")]
    [InlineData("there is no option --nothing-like-it.", "pool", "--nothing-like-it")]
    [InlineData("there is no option -x.", "validate", "-x")]
    [InlineData("\"y.csv\" is one argument too many.", "pool", "x.csv", "y.csv")]
    [InlineData("--replicates: \"1,000\" is no whole number from 0 to 9223372036854775807, written in digits alone, such as 1000.", "bootstrap", "--replicates", "1,000")]
    [InlineData("--threads: \"-1\" is no whole number from 0 to 2147483647, written in digits alone, such as 1000.", "gosh", "--threads", "-1")]
    [InlineData("--tau: \"0,7\" is no number with a decimal point, such as 0.7.", "simulate", "--sizes", "3,4", "--proportion", "0.2", "--tau", "0,7")]
    [InlineData("--excluding: \"NaN\" is no number with a decimal point, such as 0.7.", "specifications", "--excluding", "NaN")]
    public void Run_WrongUsage_IsSaidInWords(string message, params string[] args)
    {
        var run = CliRun.Of(args);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.StartsWith($"cartevidence: {message}", run.Error, StringComparison.Ordinal);
    }
}
