using System.Text.Json;

namespace CarTEvidence.Cli.Tests.Verbs;

public sealed class ReportVerbTests
{
    private const string Arms = """
        study_id,arm_id,year,disease,target,n_treated,n_evaluable_remission,remission_events,cohort_id
        A2024,A,2024,SLE,CD19,8,8,7,C1
        B2024,A,2024,SLE,BCMA,12,12,6,C2
        C2025,A,2025,SSc,CD19,9,9,6,C3

        """;

    [Fact]
    public void Report_OfAFile_WritesPageFiguresResultsAndStudies()
    {
        using var folder = new TemporaryFolder();
        var run = CliRun.Of("report", folder.File("arms.csv", Arms), "--out", folder.At("report"), "--title", "Three arms");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("Three arms", File.ReadAllText(folder.At("report/index.html")), StringComparison.Ordinal);
        Assert.True(File.Exists(folder.At("report/studies.csv")));
        Assert.NotEmpty(Directory.GetFiles(folder.At("report/figures"), "*.svg"));
        using var results = JsonDocument.Parse(File.ReadAllText(folder.At("report/results.json")));
        Assert.Equal(["version", "inputHash", "analyses"], results.RootElement.EnumerateObject().Select(p => p.Name).Take(3));
        foreach (var analysis in results.RootElement.GetProperty("analyses").EnumerateArray())
        {
            Schemas.RequireAnswers(JsonSerializer.Serialize(analysis));
        }
    }

    [Fact]
    public void Report_OutcomesNobodyReports_AreWarnedAbout()
    {
        using var folder = new TemporaryFolder();
        var run = CliRun.Of("report", folder.File("arms.csv", Arms), "--out", folder.At("report"));
        Assert.Contains("warning: no selected arm reports icans", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_SelectionAndModel_AreThoseOfTheCommandLine()
    {
        using var folder = new TemporaryFolder();
        var run = CliRun.Of("report", folder.File("arms.csv", Arms), "--out", folder.At("report"), "--where", "disease=SLE", "--model", "random", "--tau2", "DL");
        Assert.True(run.ExitCode == 0, run.Error);
        using var results = JsonDocument.Parse(File.ReadAllText(folder.At("report/results.json")));
        var overall = results.RootElement.GetProperty("analyses")[0];
        Assert.Equal(("dersimonian-laird", 2), (overall.GetProperty("tau2Estimator").GetString(), overall.GetProperty("k").GetInt32()));
        Assert.Equal("disease=SLE", overall.GetProperty("where")[0].GetString());
    }

    [Fact]
    public void Report_IntoAFolderThatCannotBe_IsRefusedAndLeavesNothing()
    {
        using var folder = new TemporaryFolder();
        folder.File("file", "not a folder");
        var run = CliRun.Of("report", folder.File("arms.csv", Arms), "--out", folder.At("file/report"));
        Assert.Equal((1, string.Empty), (run.ExitCode, run.Out));
        Assert.NotEmpty(run.Error);
        Assert.Equal(["arms.csv", "file"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Report_CancelledInTheMiddle_Exits130AndLeavesNothing()
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        using var input = new CancellingReader(Arms, cancellation);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = CliApplication.Run(["report", "-", "--out", folder.At("report")], new CliStreams(input, output, error), cancellation.Token);
        Assert.Equal((130, string.Empty), (exitCode, output.ToString()));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Report_OverAnEarlierReport_ReplacesIt()
    {
        using var folder = new TemporaryFolder();
        var arms = folder.File("arms.csv", Arms);
        Assert.Equal(0, CliRun.Of("report", arms, "--out", folder.At("report")).ExitCode);
        var before = File.ReadAllText(folder.At("report/results.json"));
        Assert.Equal(0, CliRun.Of("report", arms, "--out", folder.At("report")).ExitCode);
        Assert.Equal(before, File.ReadAllText(folder.At("report/results.json")));
    }

    [Theory]
    [InlineData(2, "--out", "report")]
    [InlineData(2, "no column", "report", "--out", "x", "--where", "colour=red")]
    [InlineData(1, "no arm has disease=XX", "report", "--out", "x", "--where", "disease=XX")]
    [InlineData(1, "there is no such file", "report", "nowhere.csv", "--out", "x")]
    public void Report_WrongUsage_SaysWhat(int exitCode, string message, params string[] args)
    {
        var run = CliRun.Of(args);
        Assert.Equal((exitCode, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    /// <summary>Gives its text and then cancels, so that the cancellation falls between reading and writing.</summary>
    private sealed class CancellingReader(string text, CancellationTokenSource cancellation) : TextReader
    {
        private int _position;

        public override int Peek() => _position < text.Length ? text[_position] : -1;

        public override int Read()
        {
            if (_position < text.Length)
            {
                return text[_position++];
            }

            cancellation.Cancel();
            return -1;
        }
    }
}
