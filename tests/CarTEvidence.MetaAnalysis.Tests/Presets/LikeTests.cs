using System.Text.Json;
using CarTEvidence.MetaAnalysis.Tests.Validation;

namespace CarTEvidence.MetaAnalysis.Tests.Presets;

/// <summary>Every inverse-variance fit of R's meta 8.4-0 in the files named: each interval, ad hoc rule and prediction method, through <see cref="Like.Meta8"/>.</summary>
public sealed class LikeTests
{
    /// <summary>meta's own convergence of REML, as the files' README says.</summary>
    private const double MetaConvergence = 1e-4;

    /// <summary>The common-effect mean and Q are closed forms.</summary>
    private const double ClosedForm = 1e-10;

    private static readonly Dictionary<string, Measure> Measures = new()
    {
        ["PLOGIT"] = Measure.Logit,
        ["PLN"] = Measure.Log,
        ["PRAW"] = Measure.Raw,
        ["PAS"] = Measure.Arcsine,
        ["PFT"] = Measure.FreemanTukey,
        ["RR"] = Measure.RiskRatio,
        ["OR"] = Measure.OddsRatio,
        ["RD"] = Measure.RiskDifference,
    };

    public static TheoryData<string> Files() => [.. ReferenceFile.Names("meta-proportions-*.json", "meta-two-arm-bcg.json")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Meta8_EveryInverseVarianceFit_AgreesWithMeta(string file)
    {
        var comparison = new Comparison();
        Compare(file, comparison);
        comparison.Verify();
    }

    internal static void Compare(string file, Comparison comparison)
    {
        using var document = ReferenceFile.Open(file);
        var data = document.RootElement.GetProperty("data");
        var study = data.GetProperty("study").EnumerateArray().Select(s => s.ToString());
        IEnumerable<long> Column(string name) => data.Numbers(name).Select(e => (long)e!);
        Func<Measure, Conventions, bool, PooledEffect> pool = data.TryGetProperty("ai", out _)
            ? (measure, like, common) => Pooling.TwoArm(
                new TwoArmData(study, Column("ai"), Column("n1"), Column("ci"), Column("n2")),
                like.Apply(new TwoArmOptions { Measure = measure, Model = common ? PoolingModel.Common : PoolingModel.Random }))
            : (measure, like, common) => Pooling.Proportions(
                new ProportionData(study, Column("events"), Column("n")),
                like.Apply(new ProportionOptions { Measure = measure, Model = common ? ProportionModel.Common : ProportionModel.Random }));
        foreach (var fit in document.RootElement.GetProperty("fits").EnumerateArray())
        {
            if (fit.Text("method") == "Inverse" && !fit.TryGetProperty("refused", out _))
            {
                Compare(file, fit, pool, comparison);
            }
        }
    }

    [Fact]
    public void Apply_AnyPreset_KeepsTheOtherChoices()
    {
        var options = new ProportionOptions { Measure = Measure.Log, Model = ProportionModel.Random, Level = 0.9 };

        foreach (var preset in new[] { Like.Metafor, Like.Meta8, Like.Meta7, Like.RevMan2025, Like.Stata })
        {
            var applied = preset.Apply(options);
            Assert.Equal(Measure.Log, applied.Measure);
            Assert.Equal(0.9, applied.Level);
            Assert.Equal(preset.Prediction, applied.Prediction);
            Assert.Equal(preset.Proportions, applied.Convention);
            Assert.NotNull(Pooling.Proportions(new ProportionData(["a", "b", "c"], [0, 3, 9], [5, 8, 12]), applied).Transformed.Value);
        }
    }

    [Fact]
    public void EggerTest_MetaforAndMeta_TestDifferentModels()
    {
        var data = new FunnelData([0.1, 0.2, 0.3, 0.9, 0.4, 1.2], [0.01, 0.02, 0.03, 0.1, 0.2, 0.3]);

        Assert.Equal("egger-mixed", Like.Metafor.EggerTest(data).Name);
        Assert.Equal("egger-classic", Like.Meta8.EggerTest(data).Name);
        Assert.Null(Like.Stata.EggerTest(data).Test.DegreesOfFreedom);
        Assert.Equal(4, Like.Meta7.EggerTest(data).Test.DegreesOfFreedom);
    }

    [Fact]
    public void Presets_PredictionDegreesOfFreedom_OrderTheIntervals()
    {
        var data = new ProportionData(["a", "b", "c", "d", "e"], [1, 9, 5, 20, 4], [10, 12, 15, 30, 6]);
        var options = new ProportionOptions { Model = ProportionModel.Random };
        double Width(Conventions like) => Pooling.Proportions(data, like.Apply(options)).Prediction!.Transformed.Width;

        Assert.True(Width(Like.Metafor) < Width(Like.Meta8));
        Assert.True(Width(Like.Meta8) < Width(Like.Meta7));
        Near.Equal(Width(Like.Meta7), Width(Like.Stata), ClosedForm);
    }

    private static void Compare(string file, JsonElement entry, Func<Measure, Conventions, bool, PooledEffect> pool, Comparison comparison)
    {
        var measure = Measures[entry.Text("sm")];
        var interval = entry.Text("interval") switch { "classic" => IntervalMethod.Wald, "HK" => IntervalMethod.Hksj, _ => IntervalMethod.KenwardRoger };
        var adhoc = entry.Text("adhoc") switch
        {
            "se" => HksjAdHocRule.StandardError,
            "ci" => HksjAdHocRule.WiderInterval,
            "IQWiG6" => HksjAdHocRule.Iqwig6,
            _ => HksjAdHocRule.None,
        };
        var predictionMethod = entry.TryGetProperty("predictionMethod", out var named) ? named.GetString()! : "V";
        var like = Like.Meta8 with { Interval = interval, HksjAdHoc = adhoc, Prediction = MethodNames.Predictions.Parse(predictionMethod) };
        var actual = pool(measure, like, false);
        var common = pool(measure, like with { Interval = IntervalMethod.Wald }, true);

        var method = $"{entry.Text("sm")} {entry.Text("interval")} {entry.Text("adhoc")} {predictionMethod}";
        var random = entry.GetProperty("random");
        var se = Math.Max(random.Number("se") ?? 0, common.Transformed.StandardError!.Value);
        void Check(string quantity, double? expected, double? value, double floor, double tolerance = MetaConvergence) =>
            comparison.Check(file, "Like.Meta8", quantity, expected, value, tolerance, floor, method);

        Check("common estimate", entry.GetProperty("common").Number("estimate"), common.Transformed.Value, se, ClosedForm);
        Check("common standard error", entry.GetProperty("common").Number("se"), common.Transformed.StandardError, 0, ClosedForm);
        Check("estimate", random.Number("estimate"), actual.Transformed.Value, se);
        Check("standard error", random.Number("se"), actual.Transformed.StandardError, se);
        Check("lower limit", random.Number("lower"), actual.Transformed.Interval?.Lower, se);
        Check("upper limit", random.Number("upper"), actual.Transformed.Interval?.Upper, se);
        Check("degrees of freedom", random.Number("df"), actual.Transformed.Test.DegreesOfFreedom, 1);
        Check("tau²", entry.Number("tau2"), actual.Heterogeneity.TauSquared, se * se * actual.StudyCount);
        Check("Q", entry.Number("Q"), actual.Heterogeneity.CochranQ?.Statistic, 1, ClosedForm);
        Check("I²", entry.Number("I2"), actual.Heterogeneity.ISquared / 100, 1, ClosedForm);
        Check("H", entry.Number("H"), actual.Heterogeneity.HSquared is { } h ? Math.Sqrt(h) : null, 1, ClosedForm);
        var prediction = entry.GetProperty("prediction");
        Check("prediction, lower", prediction.Number("lower"), actual.Prediction?.Transformed.Lower, se);
        Check("prediction, upper", prediction.Number("upper"), actual.Prediction?.Transformed.Upper, se);
    }
}
