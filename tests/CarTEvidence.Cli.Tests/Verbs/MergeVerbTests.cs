namespace CarTEvidence.Cli.Tests.Verbs;

public sealed class MergeVerbTests
{
    private const string Trials = "trial,deaths,n,year\nT1,1,20,2018\nT2,3,15,2019\nT3,4,40,2020\nT4,9,30,2021\nT5,6,25,2022\nT6,2,33,2023\nT7,5,21,2020\nT8,3,28,2021\nT9,2,14,2022\nT10,7,36,2024\n";

    /// <summary>
    /// Runs of every kind that has parts; the file of trials stands behind the verb where there is one. Parts are made of blocks of 4096,
    /// so 4160 data sets are in two parts (and none in the first); a run of fewer has parts with nothing in them.
    /// </summary>
    public static TheoryData<string[]> Runs() =>
    [
        ["bootstrap", "--measure", "arcsine", "--level", "0.9", "--replicates", "20000", "--seed", "7"],
        ["bootstrap", "--kind", "cluster", "--cluster", "year", "--statistic", "prediction", "--statistic", "i2", "--interval", "percentile", "--interval", "bca", "--replicates", "9000"],
        ["bootstrap", "--kind", "wild", "--weights", "mammen", "--adjust-residuals", "--tau2", "paule-mandel", "--replicates", "9000"],
        ["bootstrap", "--kind", "patients", "--keep", "limits", "--tau2", "reml", "--replicates", "9000"],
        ["bootstrap", "--kind", "parametric", "--keep", "limits", "--statistic", "i2", "--replicates", "9000"],
        ["bootstrap", "--kind", "normal", "--keep", "limits", "--tau2", "ml", "--replicates", "20000"],
        ["bootstrap", "--kind", "wild", "--moderator", "year", "--moderator", "n", "--weights", "webb", "--tau2", "common", "--replicates", "4400"],
        ["bootstrap", "--kind", "wild", "--moderator", "n", "--cluster", "year", "--level", "0.8", "--replicates", "300"],
        ["permute", "--moderator", "year", "--replicates", "20000", "--seed", "3"],
        ["permute", "--moderator", "year", "--moderator", "n", "--replicates", "20000"],
        ["permute", "--by", "year", "--replicates", "9000"],
        ["permute", "--null", "0.3", "--replicates", "500"],
        ["permute", "--null", "0.3"],
        ["permute", "--null", "0.3", "--tau2", "paule-mandel", "--interval", "hksj", "--replicates", "900"],
        ["gosh", "--estimator", "reml"],
        ["gosh", "--subsets", "random", "--replicates", "20000", "--seed", "4"],
        ["simulate", "--sizes", "5,9", "--proportion", "0.3", "--tau", "0.4", "--replicates", "4160", "--level", "0.9"],
        ["audit", "--proportion", "0.2", "--tau", "0.3", "--replicates", "100"],
    ];

    [Theory]
    [MemberData(nameof(Runs))]
    public void Merge_PartsInAnyOrder_PrintsWhatOneRunPrints(string[] run)
    {
        using var folder = new TemporaryFolder();
        var whole = Run(folder, run, "--format", "json", "--out", folder.At("one.part"));
        Assert.True(whole.ExitCode == 0, whole.Error);
        foreach (var part in new[] { 1, 2, 3 })
        {
            var split = Run(folder, run, "--shard", $"{part}/3", "--out", folder.At($"{part}.part"));
            Assert.True(split.ExitCode == 0, split.Error);
            Assert.Equal(string.Empty, split.Out);
        }

        string[] parts = [folder.At("3.part"), folder.At("1.part"), folder.At("2.part")];
        Assert.Equal(whole.Out, CliRun.Of(["merge", .. parts, "--format", "json", "--out", folder.At("all.part")]).Out);
        Assert.Equal(whole.Out, CliRun.Of("merge", folder.At("all.part"), "--format", "json").Out);
        Assert.Equal(CliRun.Of("merge", folder.At("one.part")).Out, CliRun.Of(["merge", .. parts]).Out);
        Assert.Equal(File.ReadAllBytes(folder.At("one.part")), File.ReadAllBytes(folder.At("all.part")));
    }

    [Theory]
    [InlineData("no file holds replicates 4096 to 12287 of the run of 20000", "1.part", "3.part")]
    [InlineData("no file holds replicates 12288 to 19999 of the run of 20000", "1.part", "2.part")]
    [InlineData("no file holds replicates 0 to 4095 of the run of 20000", "2.part", "3.part")]
    [InlineData("also holds replicates 4096 to 12287", "1.part", "2.part", "2.part", "3.part")]
    [InlineData("verb \"permute\" instead of \"bootstrap\"", "1.part", "2.part", "3.part", "permute.part")]
    [InlineData("seed \"2\" instead of \"1\"", "1.part", "2.part", "seed.part")]
    [InlineData("not of the same run", "1.part", "2.part", "data.part")]
    [InlineData("keeping \"limits\" instead of \"all replicates\"", "1.part", "2.part", "limits.part")]
    [InlineData("no part that merge can read", "1.part", "trials.csv")]
    [InlineData("no part that merge can read", "1.part", "2.part", "cut.part")]
    [InlineData("there is no such file", "1.part", "nowhere.part")]
    public void Merge_WrongParts_AreRefusedByName(string message, params string[] files)
    {
        using var folder = new TemporaryFolder();
        string[] run = ["bootstrap", "--replicates", "20000"];
        foreach (var part in new[] { 1, 2, 3 })
        {
            Run(folder, run, "--shard", $"{part}/3", "--out", folder.At($"{part}.part"));
        }

        Run(folder, run, "--seed", "2", "--shard", "3/3", "--out", folder.At("seed.part"));
        Run(folder, run, "--where", "year=2020", "--shard", "3/3", "--out", folder.At("data.part"));
        Run(folder, ["permute", "--null", "0.3"], "--shard", "1/3", "--out", folder.At("permute.part"));
        Run(folder, run, "--keep", "limits", "--shard", "3/3", "--out", folder.At("limits.part"));
        File.WriteAllBytes(folder.At("cut.part"), File.ReadAllBytes(folder.At("3.part"))[..^9]);
        var merged = CliRun.Of(["merge", .. files.Select(folder.At)]);
        Assert.Equal((1, string.Empty), (merged.ExitCode, merged.Out));
        Assert.Contains(message, merged.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_PartsOfTwoTests_AreRefused()
    {
        using var folder = new TemporaryFolder();
        Run(folder, ["permute", "--null", "0.3", "--shard", "1/2", "--out", folder.At("1.part")]);
        Run(folder, ["permute", "--null", "0.4", "--shard", "2/2", "--out", folder.At("2.part")]);
        var merged = CliRun.Of("merge", folder.At("1.part"), folder.At("2.part"));
        Assert.Equal((1, string.Empty), (merged.ExitCode, merged.Out));
        Assert.Contains("a part of another run", merged.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("test \"reml\" instead of \"common\"", "--tau2", "reml")]
    [InlineData("names \"year, n\" instead of \"year\"", "--moderator", "n")]
    [InlineData("not a part of the same run", "--weights", "webb")]
    [InlineData("level \"0.9\" instead of \"0.95\"", "--level", "0.9")]
    public void Merge_PartsOfTwoWildRegressions_AreRefused(string message, params string[] other)
    {
        using var folder = new TemporaryFolder();
        string[] run = ["bootstrap", "--kind", "wild", "--moderator", "year", "--tau2", "common", "--replicates", "4100"];
        string[] changed = other[0] == "--tau2" ? [.. run.Except(["--tau2", "common"])] : run;
        Run(folder, run, "--shard", "1/2", "--out", folder.At("1.part"));
        Run(folder, [.. changed, .. other], "--shard", "2/2", "--out", folder.At("2.part"));
        var merged = CliRun.Of("merge", folder.At("1.part"), folder.At("2.part"));
        Assert.Equal((1, string.Empty), (merged.ExitCode, merged.Out));
        Assert.Contains(message, merged.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_LevelOfKeptLimits_IsWrongUsage()
    {
        using var folder = new TemporaryFolder();
        Run(folder, ["bootstrap", "--keep", "limits", "--replicates", "5000", "--out", folder.At("all.part")]);
        var merged = CliRun.Of("merge", folder.At("all.part"), "--level", "0.9");
        Assert.Equal((2, string.Empty), (merged.ExitCode, merged.Out));
        Assert.Contains("--keep all", merged.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_Cancelled_EndsSoAndWritesNothing()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, CliRun.Of("simulate", "--sizes", "5,9", "--proportion", "0.3", "--tau", "0.4", "--replicates", "20", "--out", folder.At("whole.part")).ExitCode);

        var run = CliRun.With(string.Empty, new CancellationToken(canceled: true), "merge", folder.At("whole.part"), "--out", folder.At("joined.part"));

        Assert.Equal((130, string.Empty), (run.ExitCode, run.Out));
        Assert.Equal([folder.At("whole.part")], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Merge_LevelOfASimulation_IsWrongUsage()
    {
        using var folder = new TemporaryFolder();
        Run(folder, ["simulate", "--sizes", "5,9", "--proportion", "0.3", "--tau", "0.4", "--replicates", "50", "--out", folder.At("all.part")]);
        var merged = CliRun.Of("merge", folder.At("all.part"), "--level", "0.9");
        Assert.Equal((2, string.Empty), (merged.ExitCode, merged.Out));
        Assert.Contains("--level", merged.Error, StringComparison.Ordinal);
    }

    private static CliRun Run(TemporaryFolder folder, string[] run, params string[] options) => CliRun.Of(
        run[0] == "simulate"
            ? [.. run, .. options]
            : [run[0], folder.File("trials.csv", Trials), "--study", "trial", "--events", "deaths", "--total", "n", .. run[1..], .. options]);
}
