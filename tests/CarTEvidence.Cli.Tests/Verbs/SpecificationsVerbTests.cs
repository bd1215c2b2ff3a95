using System.Text.Json;

namespace CarTEvidence.Cli.Tests.Verbs;

public sealed class SpecificationsVerbTests
{
    private const string Trials = "trial,deaths,n\nT1,1,20\nT2,3,15\nT3,4,40\nT4,9,30\nT5,1,2\nT6,2,33\n";

    [Fact]
    public void Specifications_OfCounts_GoThroughEveryCombinationAskedFor()
    {
        using var folder = new TemporaryFolder();
        var run = Run(folder, "--model", "RE", "--measure", "PLO", "--measure", "raw", "--tau2", "DL", "--tau2", "reml", "--interval", "z", "--excluding", "0.9", "--format", "json");
        var json = JsonDocument.Parse(run.Out).RootElement;

        // Two rules of inclusion (all, and without the two patients of T5), two scales, two estimators.
        Assert.Equal(8, json.GetProperty("specifications").GetArrayLength());
        Assert.Equal(1, json.GetProperty("shareExcluding").GetDouble());
        Assert.Equal([140L, 138], json.GetProperty("specifications").EnumerateArray().Select(s => s.GetProperty("total").GetInt64()).Distinct().OrderDescending());
        double[] estimates = [.. json.GetProperty("specifications").EnumerateArray().Select(s => s.GetProperty("estimate").GetDouble())];
        Assert.Equal(estimates.Order(), estimates);
    }

    [Fact]
    public void Specifications_OfBundledArms_NameTheRulesOfInclusion()
    {
        var run = CliRun.Of("specifications", "--outcome", "remission", "--model", "binomial-normal", "--interval", "wald", "--quantity", "typical");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("Remission: 8 specifications", run.Out, StringComparison.Ordinal);
        Assert.Contains("trials only", run.Out, StringComparison.Ordinal);
        Assert.Contains("overlaps kept", run.Out, StringComparison.Ordinal);
        Assert.Contains("Note: \"most used criterion\" is DORIS at any time: 5 arms with 47 patients.", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Specifications by ascending estimate", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Specifications_AllAndCsv_ListEveryOneWithItsInterval()
    {
        using var folder = new TemporaryFolder();
        string[] few = ["--model", "random", "--measure", "logit", "--tau2", "DL", "--interval", "wald"];
        var table = Run(folder, [.. few, "--all"]);
        Assert.Contains("Specifications by ascending estimate", table.Out, StringComparison.Ordinal);
        var csv = Run(folder, [.. few, "--format", "csv"]);
        Assert.Equal("inclusion,measure,model,tau2,interval,quantity,k,events,total,estimate,lower,upper", csv.Lines[0]);
        Assert.Equal(3, csv.Lines.Length);
    }

    [Fact]
    public void Specifications_OneStudy_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var run = CliRun.Of("specifications", folder.File("one.csv", "trial,deaths,n\nT1,1,20\n"), "--study", "trial", "--events", "deaths", "--total", "n");
        Assert.Equal((1, "cartevidence: a specification curve needs at least two studies; there is 1.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public void Specifications_FigureThatCannotBeWritten_NamesItAsTheUserDid()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("nowhere/curve.svg");
        var run = Run(folder, "--model", "random", "--interval", "wald", "--figure", path);
        Assert.Equal((1, $"{path}: it cannot be written: there is no such folder\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public void Specifications_Figure_IsWritten()
    {
        using var folder = new TemporaryFolder();
        var run = Run(folder, "--model", "random", "--interval", "wald", "--figure", folder.At("curve.svg"));
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.StartsWith("<svg", File.ReadAllText(folder.At("curve.svg")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("is no model", "--model", "nothing")]
    [InlineData("No model knows", "--model", "common", "--interval", "hksj")]
    [InlineData("--excluding 2", "--excluding", "2")]
    public void Specifications_ImpossibleChoices_AreWrongUsage(string message, params string[] options)
    {
        using var folder = new TemporaryFolder();
        var run = Run(folder, options);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    private static CliRun Run(TemporaryFolder folder, params string[] options) =>
        CliRun.Of(["specifications", folder.File("trials.csv", Trials), "--study", "trial", "--events", "deaths", "--total", "n", .. options]);
}
