using System.Text.Json;
using System.Text.Json.Nodes;

namespace CarTEvidence.Cli.Tests.Fit;

/// <summary>Multilevel and bivariate requests against metafor 5.1-12 (Konstantopoulos 2011, Berkey 1998).</summary>
public sealed class DependentEffectsTests
{
    // The reference states its own relative accuracy: 1e-4.
    private const double Tolerance = 1e-4;

    [Theory]
    [InlineData("reml")]
    [InlineData("ml")]
    public void Fit_Multilevel_ReproducesKonstantopoulos(string estimator)
    {
        var reference = Reference("multilevel-konstantopoulos2011");
        var data = reference["data"]!;
        var answer = Answer(new JsonObject
        {
            ["kind"] = "multilevel",
            ["effect"] = data["yi"]!.DeepClone(),
            ["variance"] = data["vi"]!.DeepClone(),
            ["outer"] = data["outer"]!.DeepClone(),
            ["inner"] = data["inner"]!.DeepClone(),
            ["tau2"] = estimator,
            ["robust"] = "CR1",
        });
        var expected = reference[estimator]!;
        Near(expected["beta"]!, answer.GetProperty("pooled").GetProperty("estimate"));
        Near(expected["se"]!, answer.GetProperty("pooled").GetProperty("transformed").GetProperty("standardError"));
        var components = answer.GetProperty("varianceComponents");
        Near(expected["sigma2"]![0]!, components[0].GetProperty("sigma2"));
        Near(expected["sigma2"]![1]!, components[1].GetProperty("sigma2"));
        if (estimator == "reml")
        {
            Near(reference["robustCR1"]!["se"]!, answer.GetProperty("robust").GetProperty("standardError"));
            Near(reference["robustCR1"]!["p"]!, answer.GetProperty("robust").GetProperty("pValue"));
        }
    }

    [Fact]
    public void Fit_MultilevelWithModerator_ListsEveryCoefficient()
    {
        var answer = Answer(new JsonObject
        {
            ["kind"] = "multilevel",
            ["effect"] = new JsonArray(0.1, 0.9, -0.4, 1.2, 0.6, 0.3),
            ["variance"] = new JsonArray(0.04, 0.1, 0.05, 0.2, 0.08, 0.03),
            ["outer"] = new JsonArray("a", "a", "b", "b", "c", "c"),
            ["inner"] = new JsonArray("1", "2", "1", "2", "1", "2"),
            ["moderators"] = new JsonObject { ["dose"] = new JsonArray(1, 2, 0, 4, 3, 2) },
        });

        Assert.Equal(["intercept", "dose"], answer.GetProperty("coefficients").EnumerateArray().Select(c => c.GetProperty("name").GetString()));
        Assert.Equal(1, answer.GetProperty("omnibus").GetProperty("df").GetDouble());
    }

    [Theory]
    [InlineData("reml")]
    [InlineData("ml")]
    public void Fit_Bivariate_ReproducesBerkey(string estimator)
    {
        var reference = Reference("bivariate-berkey1998");
        var data = reference["data"]!;
        var rows = data["V"]!.AsArray();
        var answer = Answer(new JsonObject
        {
            ["kind"] = "bivariate",
            ["study"] = data["study"]!.DeepClone(),
            ["outcome"] = data["outcome"]!.DeepClone(),
            ["effect"] = data["yi"]!.DeepClone(),
            ["variance"] = new JsonArray([.. rows.Select((row, i) => row![i]!.DeepClone())]),
            ["covariance"] = new JsonArray([.. rows.Select((row, i) => row![i ^ 1]!.DeepClone())]),
            ["tau2"] = estimator,
        });
        var expected = reference[estimator]!;
        var components = answer.GetProperty("varianceComponents")[0];
        for (var outcome = 0; outcome < 2; outcome++)
        {
            Near(expected["beta"]![outcome]!, answer.GetProperty("coefficients")[outcome].GetProperty("estimate"));
            Near(expected["tau2"]![outcome]!, components.GetProperty("tau2")[outcome]);
        }

        Near(expected["rho"]!, components.GetProperty("rho"));
    }

    private static JsonNode Reference(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reference", name + ".json")))!;

    private static JsonElement Answer(JsonObject request)
    {
        Schemas.RequireRequest(request.ToJsonString());
        var run = CliRun.WithInput(request.ToJsonString(), "fit");
        Assert.True(run.ExitCode == 0, run.Out);
        return JsonDocument.Parse(run.Out).RootElement;
    }

    private static void Near(JsonNode expected, JsonElement actual) =>
        Assert.Equal(0, (actual.GetDouble() / expected.GetValue<double>()) - 1, Tolerance);
}
