namespace CarTEvidence.Cli.Tests.Verbs;

public sealed class ValidateVerbTests
{
    private const string Header = "study_id,arm_id,year,disease,n_treated,n_evaluable_remission,remission_events,cohort_id";
    private const string GradesHeader = "study_id,arm_id,year,disease,n_treated,cohort_id,crs_any,crs_grade1,crs_grade2,crs_grade3,crs_grade4,n_evaluable_crs";

    [Fact]
    public void Validate_GoodFile_PrintsNothing()
    {
        var run = Validate(Header + "\nA2024,A,2024,SLE,9,9,7,C1\n");
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Out));
    }

    [Theory]
    [InlineData("", ":1:", "empty")]
    [InlineData(Header + "\n", "", "")]
    [InlineData("study_id,year\nA,2024\n", ":1:", "n_treated")]
    [InlineData(Header + "\nA,A,2024,SLE,nine,9,7,C\n", ":2:5: n_treated: \"nine\":", "whole number")]
    [InlineData(Header + "\nA,A,2024,SLE,9,9,-1,C\n", ":2:7: remission_events: \"-1\":", "negative")]
    [InlineData(Header + "\nA,A,2024,SLE,9,9,10,C\n", ":2:7: remission_events: \"10\":", "9")]
    [InlineData(Header + "\nA,A,2024,SLE,9,10,7,C\n", ":2:6: n_evaluable_remission: \"10\":", "9")]
    [InlineData(Header + "\nA,A,2024,SLE,9,9,7,C\nA,A,2025,SLE,9,9,7,C\n", ":3:", "A")]
    [InlineData(GradesHeader + "\nA,A,2024,SLE,9,C,5,1,1,1,0,9\n", ":2:", "crs")]
    public void Validate_BadFile_NamesThePlace(string csv, string place, string about)
    {
        var run = Validate(csv);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("arms.csv" + place, run.Out, StringComparison.Ordinal);
        Assert.Contains(about, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_ManyProblems_ListsEveryOneOnALine()
    {
        var run = Validate(Header + "\nA,A,2024,SLE,x,9,7,C\nB,A,20x4,SLE,9,9,10,D\nC,A,2024,SLE,9,y,7,E\n");
        Assert.Equal(1, run.ExitCode);
        Assert.True(run.Lines.Length >= 4, run.Out);
        Assert.All(run.Lines, line => Assert.Matches(@"arms\.csv:\d+:\d+: \w+: "".*"": ", line));
    }

    [Fact]
    public void Validate_MissingFile_IsRefusedByName()
    {
        var run = CliRun.Of("validate", "nowhere.csv");
        Assert.Equal((1, "nowhere.csv: there is no such file\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public void Validate_BundledEvidenceExported_IsGood()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("arms.csv");
        Assert.Equal(0, CliRun.Of("data", "export", "--out", path).ExitCode);
        var run = CliRun.Of("validate", path);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Out));
    }

    private static CliRun Validate(string csv)
    {
        using var folder = new TemporaryFolder();
        return CliRun.Of("validate", folder.File("arms.csv", csv));
    }
}
