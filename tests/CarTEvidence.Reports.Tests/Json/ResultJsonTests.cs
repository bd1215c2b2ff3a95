using System.Globalization;
using System.Text.Json;
using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports.Tests.Json;

public sealed class ResultJsonTests
{
    private static readonly string[] DocumentedOrder =
    [
        "id", "kind", "measure", "model", "tau2Estimator", "interval", "level", "k", "events", "total", "pooled", "prediction", "heterogeneity",
        "tau2Intervals", "coefficients", "covariance", "omnibus", "r2", "fitStatistics", "studies", "subgroups", "subgroupTest", "leaveOneOut",
        "cumulative", "influence", "bias", "blup", "converged", "iterations", "seed", "notes", "version",
    ];

    [Fact]
    public void ToJson_BareEffect_HasEveryFieldInTheDocumentedOrder()
    {
        using var answer = JsonDocument.Parse(Effect().ToJson());
        Assert.Equal(DocumentedOrder, answer.RootElement.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public void ToJson_BareEffect_KeepsTheShapeOfWhatIsUndefined()
    {
        using var answer = JsonDocument.Parse(Effect().ToJson());
        var root = answer.RootElement;
        Assert.Equal(JsonValueKind.Null, root.GetProperty("prediction").GetProperty("transformed").GetProperty("lower").ValueKind);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("fitStatistics").GetProperty("aic").ValueKind);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("omnibus").GetProperty("pValue").ValueKind);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("pooled").GetProperty("marginal").ValueKind);
    }

    [Fact]
    public void ToJson_InfiniteValues_AreNullAndNamedInNotes()
    {
        var effect = Effect() with
        {
            Transformed = new TransformedEstimate(double.PositiveInfinity, null, new Interval(2.5, double.PositiveInfinity, 0.95), new TestResult(null, null, null)),
            Notes = ["Every patient had the event."],
        };
        using var answer = JsonDocument.Parse(effect.ToJson());
        var root = answer.RootElement;
        Assert.Equal(JsonValueKind.Null, root.GetProperty("pooled").GetProperty("transformed").GetProperty("upper").ValueKind);
        Assert.Equal(2.5, root.GetProperty("pooled").GetProperty("transformed").GetProperty("lower").GetDouble());
        Assert.Equal(
            ["Every patient had the event.", "Written as null because infinite: pooled.transformed.estimate, pooled.transformed.upper."],
            root.GetProperty("notes").EnumerateArray().Select(n => n.GetString()));
    }

    [Fact]
    public void ToJson_SameFieldOfManyStudies_IsNamedOnce()
    {
        var study = new StudyEstimate("A", new Estimate(1, null), double.NaN, null, null);
        using var answer = JsonDocument.Parse((Effect() with { Studies = [study, study, study] }).ToJson());
        Assert.Equal("Written as null because undefined: studies[].effect.", answer.RootElement.GetProperty("notes")[0].GetString());
    }

    [Fact]
    public void ToJson_Doubles_ComeBackExactlyUnderACommaCulture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            var json = (Effect() with { Pooled = new Estimate(0.1 + 0.2, new Interval(1e-300, Math.PI, 0.95)) }).ToJson();
            Assert.Contains("\"estimate\":0.30000000000000004,\"lower\":1E-300,\"upper\":3.141592653589793", json, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Write_FrameWithNumericId_EchoesItAsANumber()
    {
        using var id = JsonDocument.Parse("17");
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            ResultJson.Write(writer, Effect() with { Seed = 42 }, new AnswerFrame { Id = id.RootElement });
        }

        using var answer = JsonDocument.Parse(buffer.ToArray());
        Assert.Equal(17, answer.RootElement.GetProperty("id").GetInt32());
        Assert.Equal(42, answer.RootElement.GetProperty("seed").GetInt64());
    }

    [Fact]
    public void ToJson_Subgroups_CarryLevelPooledPredictionAndHeterogeneity()
    {
        var effect = Effect() with { Subgroups = [new SubgroupResult("CD19", Effect())], SubgroupTest = new TestResult(3.2, 1, 0.07) };
        using var answer = JsonDocument.Parse(effect.ToJson());
        var subgroup = answer.RootElement.GetProperty("subgroups")[0];
        Assert.Equal(["level", "k", "pooled", "prediction", "heterogeneity"], subgroup.EnumerateObject().Select(p => p.Name));
        Assert.Equal("CD19", subgroup.GetProperty("level").GetString());
        Assert.Equal(3.2, answer.RootElement.GetProperty("subgroupTest").GetProperty("statistic").GetDouble());
    }

    [Fact]
    public void Version_IsThreeNumbers() => Assert.Matches("^[0-9]+\\.[0-9]+\\.[0-9]+$", ResultJson.Version);

    private static PooledEffect Effect() => new()
    {
        Measure = Measure.Logit,
        Model = PoolingModel.BinomialNormal,
        IntervalMethod = IntervalMethod.ProfileLikelihood,
        Level = 0.95,
        StudyCount = 1,
        Events = 3,
        Total = 4,
        Pooled = new Estimate(0.75, new Interval(0.25, 0.98, 0.95)),
        Transformed = new TransformedEstimate(1.0986, 1.1547, null, new TestResult(null, null, null)),
        Heterogeneity = new HeterogeneityResult { TauSquared = 0 },
        Studies = [],
    };
}
