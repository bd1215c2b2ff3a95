using System.Text.Json;

namespace CarTEvidence.Cli.Tests.Verbs;

public sealed class DataVerbTests
{
    [Fact]
    public void List_WhereAndOutcome_ShowsTheCountsOfTheSelectedArms()
    {
        var run = CliRun.Of("data", "list", "--where", "disease=SLE", "--outcome", "remission", "--format", "csv");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("study_id,arm_id,year,disease,target,source,n_treated,events,total,definition", run.Lines[0]);
        Assert.Contains("Mackensen2022,A,2022,SLE,CD19,autologous,5,5,5,DORIS at 3 months", run.Lines);
        Assert.All(run.Lines.Skip(1), line => Assert.Contains(",SLE,", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Export_Selection_ComesBackThroughPool()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("sle.csv");
        Assert.Equal(0, CliRun.Of("data", "export", "--where", "disease=SLE", "--out", path).ExitCode);
        Assert.Equal(Pooled("--where", "disease=SLE"), Pooled(path));
    }

    private static string Pooled(params string[] options) =>
        JsonDocument.Parse(CliRun.Of(["pool", .. options, "--format", "json"]).Out).RootElement.GetProperty("pooled").GetRawText();

    [Fact]
    public void Export_WithoutOut_PrintsCsv() => Assert.StartsWith("study_id,arm_id,", CliRun.Of("data", "export").Out, StringComparison.Ordinal);

    [Fact]
    public void Export_IntoTheNameOfAFolder_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var run = CliRun.Of("data", "export", "--out", folder.Path);
        Assert.Equal((1, $"{folder.Path}: it cannot be written: it is a folder\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public void Export_IntoNoFolder_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var run = CliRun.Of("data", "export", "--out", folder.At("none/arms.csv"));
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }
}
