using System.Text.Json;

namespace CarTEvidence.Cli.Tests.Verbs;

public sealed class ResamplingVerbsTests
{
    private const string Trials = "trial,deaths,n,year,group\nT1,1,20,2018,a\nT2,3,15,2019,a\nT3,4,40,2020,b\nT4,9,30,2021,b\nT5,6,25,2022,b\nT6,2,33,2023,a\n";

    [Fact]
    public void Bootstrap_ThreadsAndShards_ChangeNoDigit()
    {
        using var folder = new TemporaryFolder();
        var csv = folder.File("trials.csv", Trials);
        var whole = Run("bootstrap", csv, "--replicates", "20000", "--seed", "7", "--threads", "1", "--format", "json");
        Assert.Equal(whole.Out, Run("bootstrap", csv, "--replicates", "20000", "--seed", "7", "--threads", "2", "--format", "json").Out);
        foreach (var part in new[] { "1", "2", "3" })
        {
            var run = Run("bootstrap", csv, "--replicates", "20000", "--seed", "7", "--shard", part + "/3", "--out", folder.At(part + ".part"));
            Assert.Equal((0, string.Empty), (run.ExitCode, run.Out));
        }

        var merged = CliRun.Of("merge", folder.At("3.part"), folder.At("1.part"), folder.At("2.part"), "--format", "json");
        Assert.Equal(whole.Out, merged.Out);
    }

    [Fact]
    public void Bootstrap_Percentile_HoldsTheEstimateAndIsSeeded()
    {
        using var folder = new TemporaryFolder();
        var csv = folder.File("trials.csv", Trials);
        var one = Json(Run("bootstrap", csv, "--replicates", "5000", "--seed", "1", "--format", "json"));
        var other = Json(Run("bootstrap", csv, "--replicates", "5000", "--seed", "2", "--format", "json"));
        var percentile = one.GetProperty("intervals").EnumerateArray().First(i => i.GetProperty("method").GetString() == "percentile");
        var mean = one.GetProperty("observed").GetProperty("mean").GetDouble();
        Assert.InRange(mean, percentile.GetProperty("transformed").GetProperty("lower").GetDouble(), percentile.GetProperty("transformed").GetProperty("upper").GetDouble());
        Assert.NotEqual(one.GetProperty("intervals").GetRawText(), other.GetProperty("intervals").GetRawText());
        Assert.Equal(
            ["percentile", "basic", "normal", "bca", "studentized", "studentized-hksj"],
            one.GetProperty("intervals").EnumerateArray().Where(i => i.GetProperty("statistic").GetString() == "mean").Select(i => i.GetProperty("method").GetString()));
    }

    [Theory]
    [InlineData("Bootstrap of clusters by group", "--kind", "cluster", "--cluster", "group")]
    [InlineData("Wild bootstrap, webb multipliers by group", "--kind", "wild", "--cluster", "group", "--weights", "webb")]
    [InlineData("Parametric bootstrap of events", "--kind", "parametric", "--tau2", "PM")]
    [InlineData("Parametric bootstrap of effects", "--kind", "normal", "--tau2", "REML")]
    [InlineData("Bootstrap of patients within studies", "--kind", "patients", "--tau2", "ml")]
    public void Bootstrap_EveryKind_NamesItselfAndPrintsTheSameFromLimits(string title, params string[] options)
    {
        using var folder = new TemporaryFolder();
        string[] args = [.. options, "--replicates", "9000", "--statistic", "mean", "--statistic", "tau2", "--statistic", "i2", "--statistic", "prediction"];
        var run = Run("bootstrap", folder.File("trials.csv", Trials), args);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains(title, run.Out, StringComparison.Ordinal);
        Assert.Equal(run.Out, Run("bootstrap", folder.At("trials.csv"), [.. args, "--keep", "limits"]).Out);
    }

    [Fact]
    public void Bootstrap_WildRegression_TestsTheCoefficientsOfThatRegression()
    {
        using var folder = new TemporaryFolder();
        var csv = folder.File("trials.csv", Trials);
        var pooled = Json(CliRun.Of("pool", csv, "--study", "trial", "--events", "deaths", "--total", "n", "--moderator", "year", "--tau2", "reml", "--format", "json"));
        string[] args = ["--kind", "wild", "--moderator", "year", "--tau2", "reml", "--replicates", "999"];
        var wild = Json(Run("bootstrap", csv, [.. args, "--format", "json"])).GetProperty("coefficients")[0];
        Assert.Equal(pooled.GetProperty("coefficients")[1].GetProperty("statistic").GetDouble(), wild.GetProperty("statistic").GetDouble(), 1e-9);
        Assert.Equal(64, wild.GetProperty("replicates").GetInt32());
        Assert.InRange(wild.GetProperty("estimate").GetDouble(), wild.GetProperty("lower").GetDouble(), wild.GetProperty("upper").GetDouble());
        Assert.Contains("rademacher multipliers by group", Run("bootstrap", csv, [.. args, "--moderator", "n", "--cluster", "group"]).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("goes with --kind wild", "--moderator", "year")]
    [InlineData("--statistic and --interval are of a bootstrap of the mean", "--kind", "wild", "--moderator", "year", "--interval", "bca")]
    [InlineData("keep counts", "--kind", "wild", "--moderator", "year", "--keep", "all")]
    [InlineData("--out says where the part goes", "--kind", "wild", "--moderator", "year", "--shard", "1/2")]
    [InlineData("a model of events", "--kind", "wild", "--moderator", "year", "--tau2", "GLMM")]
    public void Bootstrap_WildRegressionWithOtherChoices_IsWrongUsage(string message, params string[] options)
    {
        using var folder = new TemporaryFolder();
        var run = Run("bootstrap", folder.File("trials.csv", Trials), options);
        Assert.Equal(ExitCode.WrongUsage, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Simulate_TwoArms_JudgesTheirMethodsAndMergesItsParts()
    {
        using var folder = new TemporaryFolder();
        string[] args = ["simulate", "--sizes", "20,40", "--control-sizes", "25,30", "--studies", "4", "--control-risk", "0.3", "--measure", "risk-difference", "--effect", "0.1", "--tau", "0.05", "--control-tau", "0.4", "--replicates", "8192"];
        var whole = CliRun.Of([.. args, "--format", "json"]);
        Assert.Equal((0, string.Empty), (whole.ExitCode, whole.Error));
        var methods = Json(whole).GetProperty("methods").EnumerateArray().ToArray();
        Assert.Equal("effect", methods[4].GetProperty("target").GetString());
        Assert.InRange(methods[4].GetProperty("bias").GetDouble(), -0.01, 0.01);
        Assert.True(methods[4].GetProperty("rootMeanSquaredErrorStandardError").GetDouble() > 0);
        foreach (var part in new[] { "1", "2" })
        {
            Assert.Equal(0, CliRun.Of([.. args, "--shard", part + "/2", "--out", folder.At(part + ".part")]).ExitCode);
        }

        Assert.Equal(whole.Out, CliRun.Of("merge", folder.At("2.part"), folder.At("1.part"), "--format", "json").Out);
    }

    [Theory]
    [InlineData("--control-risk says what happens", "--effect", "2", "--proportion", "0.1", "--tau", "0")]
    [InlineData("instead of --proportion", "--control-risk", "0.1", "--proportion", "0.1", "--tau", "0")]
    [InlineData("a ratio is above 0", "--control-risk", "0.1", "--effect", "-1", "--tau", "0")]
    [InlineData("risk strictly between 0 and 1", "--control-risk", "0.6", "--measure", "risk-ratio", "--effect", "2", "--tau", "0")]
    [InlineData("2 sizes of treated and 1 of control", "--control-risk", "0.6", "--control-sizes", "4", "--tau", "0")]
    public void Simulate_TwoArmsThatCannotBe_AreWrongUsage(string message, params string[] options)
    {
        var run = CliRun.Of(["simulate", "--sizes", "10,20", .. options]);
        Assert.Equal(ExitCode.WrongUsage, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Permute_ChosenModel_PrintsTheStatisticsOfThatRegression()
    {
        using var folder = new TemporaryFolder();
        var csv = folder.File("trials.csv", Trials);
        var pooled = Json(CliRun.Of("pool", csv, "--study", "trial", "--events", "deaths", "--total", "n", "--moderator", "year", "--tau2", "reml", "--interval", "hksj", "--format", "json"));
        var coefficient = pooled.GetProperty("coefficients")[1];
        var permuted = Json(Run("permute", csv, "--moderator", "year", "--tau2", "reml", "--interval", "hksj", "--format", "json"));
        Assert.Equal("F", permuted.GetProperty("statisticName").GetString());
        Assert.Equal(pooled.GetProperty("omnibus").GetProperty("statistic").GetDouble(), permuted.GetProperty("statistic").GetDouble(), 1e-9);
        Assert.Equal(coefficient.GetProperty("statistic").GetDouble(), permuted.GetProperty("coefficients")[0].GetProperty("statistic").GetDouble(), 1e-9);
        Assert.Equal(720, permuted.GetProperty("rearrangements").GetInt32());
        var mean = Json(Run("permute", csv, "--null", "0.5", "--tau2", "reml", "--interval", "hksj", "--format", "json"));
        var alone = Json(CliRun.Of("pool", csv, "--study", "trial", "--events", "deaths", "--total", "n", "--model", "random", "--tau2", "reml", "--interval", "hksj", "--format", "json"));
        Assert.Equal("Sign-flip test that the typical proportion is 0.5, tau² by reml, hksj statistics", mean.GetProperty("test").GetString());
        Assert.Equal(("t", 64), (mean.GetProperty("statisticName").GetString(), mean.GetProperty("rearrangements").GetInt32()));
        Assert.Equal(alone.GetProperty("pooled").GetProperty("transformed").GetProperty("statistic").GetDouble(), mean.GetProperty("statistic").GetDouble(), 1e-9);
        var text = Run("permute", csv, "--by", "group", "--tau2", "PM").Out;
        Assert.Contains("tau² by paule-mandel, wald statistics", text, StringComparison.Ordinal);
        Assert.Contains("together (QM, 1 df)", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("has no statistics to permute", "--null", "0.4", "--interval", "PL")]
    [InlineData("has no statistics to permute", "--moderator", "year", "--interval", "PL")]
    [InlineData("ask for one of them", "--moderator", "year", "--common", "--tau2", "DL")]
    public void Permute_ChoicesThatDoNotFit_AreWrongUsage(string message, params string[] options)
    {
        using var folder = new TemporaryFolder();
        var run = Run("permute", folder.File("trials.csv", Trials), options);
        Assert.Equal(ExitCode.WrongUsage, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bootstrap_ChosenIntervals_AreAllThatIsPrinted()
    {
        using var folder = new TemporaryFolder();
        var answer = Json(Run("bootstrap", folder.File("trials.csv", Trials), "--statistic", "prediction", "--interval", "basic", "--level", "0.8", "--format", "json"));
        Assert.Equal(
            ["prediction-lower basic", "prediction-upper basic"],
            answer.GetProperty("intervals").EnumerateArray().Select(i => $"{i.GetProperty("statistic").GetString()} {i.GetProperty("method").GetString()}"));
        Assert.Equal((0.8, 0.8), (answer.GetProperty("level").GetDouble(), answer.GetProperty("predictionLevel").GetDouble()));
    }

    [Theory]
    [InlineData("--cluster names the column", "--kind", "cluster")]
    [InlineData("--cluster goes with", "--cluster", "group")]
    [InlineData("are of --kind wild", "--weights", "webb")]
    [InlineData("is another scale", "--kind", "patients", "--measure", "arcsine")]
    [InlineData("is no kind of bootstrap", "--kind", "jackknife")]
    [InlineData("is no statistic of the bootstrap", "--statistic", "median")]
    [InlineData("no such interval", "--statistic", "tau2", "--tau2", "common")]
    public void Bootstrap_ChoicesThatDoNotFit_AreWrongUsage(string message, params string[] options)
    {
        using var folder = new TemporaryFolder();
        var run = Run("bootstrap", folder.File("trials.csv", Trials), options);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bootstrap_StudyWithoutCluster_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var run = Run("bootstrap", folder.File("trials.csv", Trials + "T7,1,9,2020,\n"), "--kind", "cluster", "--cluster", "group");
        Assert.Equal((1, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains("T7 has no cluster", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Permute_FewStudies_TakesEveryRearrangement()
    {
        using var folder = new TemporaryFolder();
        var csv = folder.File("trials.csv", Trials);
        var year = Json(Run("permute", csv, "--moderator", "year", "--format", "json"));
        Assert.True(year.GetProperty("exact").GetBoolean());
        Assert.Equal(720, year.GetProperty("rearrangements").GetInt64());
        Assert.InRange(year.GetProperty("pValue").GetDouble(), 1.0 / 720, 1);
        var mean = Json(Run("permute", csv, "--null", "0.5", "--format", "json"));
        Assert.Equal(2.0 / 64, mean.GetProperty("pValue").GetDouble(), 1e-15); // every study lies below one half: only all signs as they are, or all flipped
    }

    [Fact]
    public void Permute_TwoGroups_AreAFactor()
    {
        using var folder = new TemporaryFolder();
        var run = Run("permute", folder.File("trials.csv", Trials), "--moderator", "group");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("Permutation test of group, 6 studies", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Permute_SeveralModeratorsOrSubgroups_AreTestedTogether()
    {
        using var folder = new TemporaryFolder();
        var csv = folder.File("trials.csv", Trials);
        var both = Json(Run("permute", csv, "--moderator", "year", "--moderator", "group", "--format", "json"));
        Assert.Equal(["year", "group=b"], both.GetProperty("coefficients").EnumerateArray().Select(c => c.GetProperty("name").GetString()));
        Assert.Equal((2, 720), (both.GetProperty("df").GetInt32(), both.GetProperty("rearrangements").GetInt64()));
        var groups = Json(Run("permute", csv, "--by", "group", "--format", "json"));
        var slope = Json(Run("permute", csv, "--moderator", "group", "--format", "json"));
        Assert.Equal(20, groups.GetProperty("rearrangements").GetInt64());
        Assert.Equal(slope.GetProperty("pValue").GetDouble(), groups.GetProperty("pValue").GetDouble());
        var common = Run("permute", csv, "--moderator", "year", "--common");
        Assert.True(common.ExitCode == 0, common.Error);
        Assert.Equal(2, Run("permute", csv, "--moderator", "year", "--by", "group").ExitCode);
        Assert.Equal(1, Run("permute", csv, "--by", "trial").ExitCode);
    }

    [Fact]
    public void Gosh_AllSubsets_NamesEveryStudy()
    {
        using var folder = new TemporaryFolder();
        var cloud = Json(Run("gosh", folder.File("trials.csv", Trials), "--format", "json"));
        Assert.Equal(63, cloud.GetProperty("subsets").GetInt64());
        Assert.Equal(["T1", "T2", "T3", "T4", "T5", "T6"], cloud.GetProperty("studies").EnumerateArray().Select(s => s.GetProperty("study").GetString()));
        Assert.Equal(63, cloud.GetProperty("counts").EnumerateArray().Sum(c => c.GetInt64()));
        Assert.Equal(63, cloud.GetProperty("tauCounts").EnumerateArray().Sum(c => c.GetInt64()));
        Assert.True(cloud.GetProperty("exhaustive").GetBoolean());
    }

    [Fact]
    public void Gosh_EstimatorsAndRandomSubsets_AreWhatWasAskedFor()
    {
        using var folder = new TemporaryFolder();
        var csv = folder.File("trials.csv", Trials);
        var reml = Json(Run("gosh", csv, "--estimator", "reml", "--format", "json"));
        Assert.Equal("reml", reml.GetProperty("estimator").GetString());
        Assert.NotEqual(Json(Run("gosh", csv, "--format", "json")).GetProperty("meanTau2").GetDouble(), reml.GetProperty("meanTau2").GetDouble());
        var random = Json(Run("gosh", csv, "--subsets", "random", "--replicates", "5000", "--seed", "9", "--format", "json"));
        Assert.Equal((5000, 9), (random.GetProperty("subsets").GetInt64(), random.GetProperty("seed").GetInt64()));
        var refused = Run("gosh", csv, "--tau2", "paule-mandel");
        Assert.Equal(2, refused.ExitCode);
    }

    [Fact]
    public void Audit_OfCounts_NamesTheIntervalThatCovers()
    {
        using var folder = new TemporaryFolder();
        var csv = folder.File("trials.csv", Trials);
        var audit = Json(Run("audit", csv, "--replicates", "200", "--threads", "2", "--format", "json"));
        Assert.Equal(6, audit.GetProperty("k").GetInt32());
        Assert.Contains(audit.GetProperty("recommended").GetString(), audit.GetProperty("methods").EnumerateArray().Select(m => m.GetProperty("method").GetString()));
        Assert.All(audit.GetProperty("methods").EnumerateArray(), m => Assert.InRange(m.GetProperty("coverage").GetDouble(), 0, 1));
        Assert.Equal(audit.GetRawText(), Json(Run("audit", csv, "--replicates", "200", "--threads", "1", "--format", "json")).GetRawText());
    }

    [Fact]
    public void Audit_NoEvents_AsksForTheTruthToSuppose()
    {
        var run = CliRun.Of("audit", "--outcome", "crs>=3", "--where", "disease=SLE", "--replicates", "10");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--proportion", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, CliRun.Of("audit", "--outcome", "crs>=3", "--where", "disease=SLE", "--replicates", "10", "--proportion", "0.01", "--tau", "0.5").ExitCode);
    }

    [Fact]
    public void Simulate_WaldAtATinyProportion_CoversFarLessThanThePromise()
    {
        var run = CliRun.Of("simulate", "--studies", "12", "--sizes", "3,5,8,12", "--proportion", "0.02", "--tau", "0.5", "--replicates", "300", "--format", "json");
        Assert.True(run.ExitCode == 0, run.Error);
        var methods = JsonDocument.Parse(run.Out).RootElement.GetProperty("methods").EnumerateArray().ToDictionary(m => m.GetProperty("method").GetString()!, m => m.GetProperty("coverage").GetDouble());
        Assert.True(methods["logit, DerSimonian–Laird, HKSJ"] < 0.5, run.Out); // the zero correction moves the estimate away from 0
        Assert.True(methods["binomial-normal, profile likelihood, typical"] > 0.85, run.Out);
    }

    [Theory]
    [InlineData("--sizes", "3,x", "is no number of patients")]
    [InlineData("--sizes", "5", "at least")]
    public void Simulate_WrongSizes_SaysWhat(string option, string value, string message)
    {
        var run = CliRun.Of("simulate", option, value, "--proportion", "0.1", "--tau", "1");
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "--out says where", "bootstrap", "--shard", "1/2")]
    [InlineData(2, "--out says where", "permute", "--shard", "1/2")]
    [InlineData(2, "--out says where", "audit", "--shard", "1/2")]
    [InlineData(2, "is no I/N", "bootstrap", "--shard", "3/2")]
    [InlineData(2, "is no estimator", "bootstrap", "--tau2", "SJ")]
    [InlineData(2, "no column", "permute", "--moderator", "colour")]
    [InlineData(2, "strictly between 0 and 1", "permute", "--null", "2")]
    [InlineData(1, "at least two studies", "gosh", "--where", "trial=T1")]
    public void Resampling_WrongUsage_SaysWhat(int exitCode, string message, string verb, string option, string value)
    {
        using var folder = new TemporaryFolder();
        var run = Run(verb, folder.File("trials.csv", Trials), option, value);
        Assert.Equal((exitCode, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bootstrap_Cancelled_Exits130()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Equal(130, CliRun.With(string.Empty, cancelled.Token, "bootstrap", "--replicates", "100000000").ExitCode);
    }

    private static CliRun Run(string verb, string csv, params string[] options) =>
        CliRun.Of([verb, csv, "--study", "trial", "--events", "deaths", "--total", "n", .. options]);

    private static JsonElement Json(CliRun run)
    {
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Out).RootElement;
    }
}
