using System.Globalization;
using System.Text.Json;

namespace CarTEvidence.Cli.Tests.Verbs;

public sealed class PoolVerbTests
{
    private const string Header = "study_id,arm_id,year,disease,target,n_treated,n_evaluable_remission,remission_events,remission_definition,cohort_id,supersedes";
    private const string Arms = Header + """

        A2022,A,2022,SLE,CD19,5,5,5,DORIS,C1,
        A2024,A,2024,SLE,CD19,8,8,7,DORIS,C1,A2022
        B2024,A,2024,SLE,BCMA,12,12,6,DORIS,C2,
        C2025,A,2025,SSc,CD19,9,9,6,drug-free,C3,
        D2025,A,2025,SSc,CD19,4,,,,C4,

        """;

    private const string Counts = "trial,deaths,n,country\nT1,1,20,DE\nT2,0,15,DE\nT3,4,40,CN\n";

    [Fact]
    public void Pool_ArmsAsTable_PrintsWhatWasApproved() => Approval.Verify(Pool(Arms).Out, "pool-table");

    [Fact]
    public void Pool_ArmsAsMarkdownBySubgroup_PrintsWhatWasApproved() => Approval.Verify(Pool(Arms, "--by", "target", "--format", "markdown").Out, "pool-by-target-markdown");

    [Fact]
    public void Pool_ArmsAsCsv_PrintsWhatWasApproved() =>
        Approval.Verify(Pool(Arms, "--model", "common", "--format", "csv").Out, "pool-csv");

    [Fact]
    public void Pool_ArmsAsJson_IsTheAnswerOfFitWithTheOutcomeAndTheAudit()
    {
        var answer = JsonDocument.Parse(Pool(Arms, "--format", "json").Out).RootElement;
        Assert.Equal("remission", answer.GetProperty("outcome").GetString());
        Assert.Equal(3, answer.GetProperty("k").GetInt32());
        Assert.Equal(19, answer.GetProperty("events").GetInt32());
        var dropped = Assert.Single(answer.GetProperty("overlap").GetProperty("dropped").EnumerateArray().ToArray());
        Assert.Equal(("A2022", "superseded", "A2024"), (dropped.GetProperty("study").GetString(), dropped.GetProperty("rule").GetString(), dropped.GetProperty("inFavourOf").GetString()));
        Assert.Equal(["DORIS", "drug-free"], answer.GetProperty("definitions").EnumerateArray().Select(d => d.GetProperty("definition").GetString()));
    }

    [Fact]
    public void Pool_SameCountsThroughFit_GivesTheSamePooledNumbers()
    {
        var pooled = JsonDocument.Parse(Pool(Arms, "--format", "json").Out).RootElement;
        var fitted = JsonDocument.Parse(CliRun.WithInput("""{"kind":"proportions","study":["A","B","C"],"events":[7,6,6],"total":[8,12,9]}""", "fit").Out).RootElement;
        Assert.Equal(fitted.GetProperty("pooled").GetRawText(), pooled.GetProperty("pooled").GetRawText());
    }

    [Fact]
    public void Pool_OverlapKept_PoolsEveryArm()
    {
        var answer = JsonDocument.Parse(Pool(Arms, "--overlap", "keep", "--format", "json").Out).RootElement;
        Assert.Equal(4, answer.GetProperty("k").GetInt32());
    }

    [Fact]
    public void Pool_OverlapFails_IsRefusedNamingTheReports()
    {
        var run = Pool(Arms, "--overlap", "fail");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("A2022", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Pool_Where_SelectsArmsAndSaysSo()
    {
        var answer = JsonDocument.Parse(Pool(Arms, "--where", "disease=sle", "--where", "target=CD19", "--format", "json").Out).RootElement;
        Assert.Equal(1, answer.GetProperty("k").GetInt32());
        Assert.Equal(["disease=sle", "target=CD19"], answer.GetProperty("where").EnumerateArray().Select(w => w.GetString()));
    }

    [Fact]
    public void Pool_SingleArm_IsAnswered()
    {
        var run = Pool(Arms, "--where", "disease=SSc");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("6/9", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "\"happiness\" is no outcome", "--outcome", "happiness")]
    [InlineData(2, "no column", "--by", "colour")]
    [InlineData(2, "no column", "--where", "colour=red")]
    [InlineData(2, "no COLUMN=VALUE", "--where", "disease")]
    [InlineData(1, "reports icans", "--outcome", "icans")]
    [InlineData(1, "No arm is left", "--where", "disease=MG")]
    [InlineData(2, "is no tau² estimator", "--tau2", "DLL")]
    [InlineData(2, "is no level", "--level", "0")]
    [InlineData(2, "is no level", "--level", "1")]
    [InlineData(2, "is no level", "--level", "1.5")]
    [InlineData(2, "is no level", "--level", "5")]
    [InlineData(2, "is no level", "--level", "49.9")]
    [InlineData(2, "is no level", "--level", "100")]
    [InlineData(2, "is no level", "--level", "0.95%")]
    [InlineData(2, "is no level", "--level", "NaN")]
    [InlineData(2, "is no level", "--level", "high")]
    [InlineData(2, "is no ADD:TO", "--zero-correction", "x")]
    [InlineData(2, "go together", "--events", "deaths")]
    [InlineData(2, ".bmp", "--forest", "plot.bmp")]
    [InlineData(2, "no figure 'pie'", "--figure", "pie=plot.svg")]
    [InlineData(2, "KIND=FILE", "--figure", "funnel")]
    [InlineData(2, "defined for inverse-variance models", "--figure", "baujat=plot.svg")]
    [InlineData(2, "no posterior distribution", "--figure", "posterior=plot.svg")]
    [InlineData(2, "no width", "--width", "wide")]
    [InlineData(2, "jama", "--journal", "nature")]
    [InlineData(2, "print", "--theme", "sepia")]
    [InlineData(2, "there is no option --outcom; --outcome", "--outcom", "remission")]
    public void Pool_WrongOption_SaysWhat(int exitCode, string message, string option, string value)
    {
        var run = Pool(Arms, option, value);
        Assert.Equal((exitCode, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.9", 0.9)]
    [InlineData("0.05", 0.05)]
    [InlineData("90", 0.9)]
    [InlineData("50", 0.5)]
    [InlineData("97.5%", 0.975)]
    public void Pool_LevelAsShareOrPerCent_IsThatLevel(string level, double share) =>
        Assert.Equal(share, JsonDocument.Parse(Pool(Arms, "--level", level, "--format", "json").Out).RootElement.GetProperty("level").GetDouble());

    [Fact]
    public void Pool_FileWithErrors_ListsThemAndPrintsNoResult()
    {
        var run = Pool(Header + "\nA,A,2024,SLE,CD19,x,9,10,,C,\n");
        Assert.Equal((1, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains("arms.csv:2:6: n_treated: \"x\":", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Pool_AnyCsv_PoolsItsCounts()
    {
        var run = PoolCounts(Counts, "--by", "country", "--format", "json");
        Assert.True(run.ExitCode == 0, run.Error);
        var answer = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal((3, 5, 75), (answer.GetProperty("k").GetInt32(), answer.GetProperty("events").GetInt32(), answer.GetProperty("total").GetInt32()));
        Assert.Equal(["CN", "DE"], answer.GetProperty("subgroups").EnumerateArray().Select(s => s.GetProperty("level").GetString()));
    }

    /// <summary>One tau² for the subgroups of a column, in any model; with a tau² each they differ.</summary>
    [Theory]
    [InlineData("binomial-normal")]
    [InlineData("random")]
    [InlineData("bayesian-binomial-normal")]
    public void Pool_SubgroupsWithOneTauSquared_ShareIt(string model)
    {
        const string Studies = "trial,deaths,n,country\nA,1,10,CN\nB,6,12,CN\nC,3,20,CN\nD,9,12,DE\nE,8,9,DE\nF,4,11,DE\n";
        string Subgroups(string tau2) => PoolCounts(Studies, "--model", model, "--by", "country", "--subgroup-tau2", tau2, "--format", "json").Out;
        string?[] Heterogeneity(string tau2) =>
        [
            .. JsonDocument.Parse(Subgroups(tau2)).RootElement.GetProperty("subgroups").EnumerateArray().Select(s => s.GetProperty("heterogeneity").GetProperty("tau2").ToString()),
        ];
        var (common, separate) = (Heterogeneity("common"), Heterogeneity("separate"));
        Assert.Equal(common[0], common[1]);
        Assert.NotEqual(separate[0], separate[1]);
    }

    [Fact]
    public void Pool_TauSquaredOfSubgroupsWithoutAColumn_IsWrongUsage()
    {
        var run = PoolCounts(Counts, "--subgroup-tau2", "common");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--by COLUMN", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "trials.csv:1: the file is empty")]
    [InlineData("trial,deaths,n\n", "trials.csv:1: no row")]
    [InlineData("trial,deaths,n\nA,x,3\n", "trials.csv:2:2: deaths: \"x\": ")]
    [InlineData("trial,deaths,n\nA,-1,3\n", "trials.csv:2:2: deaths: \"-1\": ")]
    [InlineData("trial,deaths,n\nA,1,3\nB,4,3\n", "trials.csv:3:2: deaths: \"4\": ")]
    [InlineData("trial,deaths,n\nA,1\n", "trials.csv:2: the row has 2 fields, the header has 3")]
    public void Pool_AnyCsvWithFaults_NamesThePlace(string csv, string problem)
    {
        var run = PoolCounts(csv);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Pool_AnyCsvWithoutTheColumnsNamed_IsWrongUsageNamingThemAll()
    {
        var run = PoolCounts("trial,x\nA,3\n");
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.Equal("cartevidence: deaths, n: there is no such column; the columns are trial, x.\n", run.Error);
    }

    [Theory]
    [InlineData(2, "no column", "--where", "planet=Mars")]
    [InlineData(1, "No row", "--where", "country=FR")]
    [InlineData(2, "--outcome is about", "--outcome", "remission")]
    [InlineData(2, "--overlap is about", "--overlap", "keep")]
    public void Pool_AnyCsvWithOptionsThatDoNotFit_SaysWhat(int exitCode, string message, string option, string value)
    {
        var run = PoolCounts(Counts, option, value);
        Assert.Equal((exitCode, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Pool_Forest_WritesTheFigure()
    {
        using var folder = new TemporaryFolder();
        var run = Pool(Arms, "--forest", folder.At("forest.svg"));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("<svg", File.ReadAllText(folder.At("forest.svg")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("orchard", "Orchard plot")]
    [InlineData("overlap-flow", "Shared patients")]
    [InlineData("leave-one-out", "Leaving one study out")]
    [InlineData("caterpillar", "Forest plot")]
    public void Pool_Figure_WritesItInTheWidthAskedFor(string kind, string title)
    {
        using var folder = new TemporaryFolder();
        var run = Pool(Arms, "--figure", $"{kind}={folder.At("figure.svg")}", "--width", "150", "--theme", "print", "--journal", "bmj");
        Assert.True(run.ExitCode == 0, run.Error);
        var svg = File.ReadAllText(folder.At("figure.svg"));
        Assert.Contains(title, svg, StringComparison.Ordinal);
        Assert.Contains("width=\"425.2pt\"", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Pool_ForestIntoNoFolder_IsRefusedAndPrintsNoResult()
    {
        using var folder = new TemporaryFolder();
        folder.File("none", "a file where a folder is wanted");
        var run = Pool(Arms, "--forest", folder.At("none/forest.svg"));
        Assert.Equal((1, string.Empty), (run.ExitCode, run.Out));
        Assert.NotEmpty(run.Error);
    }

    [Theory]
    [InlineData("remission")]
    [InlineData("crs>=3")]
    [InlineData("icans")]
    public void Pool_BundledEvidence_IsTheDefault(string outcome)
    {
        var run = CliRun.Of("pool", "--outcome", outcome);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.NotEmpty(run.Out);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("markdown")]
    public void Pool_UnderACommaCulture_PrintsTheSame(string format)
    {
        var expected = Pool(Arms, "--format", format).Out;
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(expected, Pool(Arms, "--format", format, "--level", "0.95").Out);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static CliRun Pool(string csv, params string[] options) => Run("arms.csv", csv, options);

    private static CliRun PoolCounts(string csv, params string[] options) =>
        Run("trials.csv", csv, ["--study", "trial", "--events", "deaths", "--total", "n", .. options]);

    private static CliRun Run(string name, string csv, string[] options)
    {
        using var folder = new TemporaryFolder();
        var run = CliRun.Of(["pool", folder.File(name, csv), .. options]);
        return run with { Error = run.Error.Replace(folder.Path, string.Empty, StringComparison.Ordinal) };
    }
}
