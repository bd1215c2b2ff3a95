using System.Text.Json;

namespace CarTEvidence.Cli.Tests.Fit;

/// <summary>The contract's interval <c>bootstrap</c>: in requests and on the command line.</summary>
public sealed class BootstrapIntervalTests
{
    private const string Request = """{"kind":"proportions","study":["A","B","C","D"],"events":[5,12,8,3],"total":[9,15,9,10],"model":"random","tau2":"DL","interval":"bootstrap" """;

    [Fact]
    public void Fit_Bootstrap_AnswersWithLimitsAndTheSeed()
    {
        var answer = Answer(Request + "}");
        Assert.Equal("bootstrap", answer.GetProperty("interval").GetString());
        Assert.Equal(1, answer.GetProperty("seed").GetInt64());
        var pooled = answer.GetProperty("pooled");
        Assert.InRange(pooled.GetProperty("estimate").GetDouble(), pooled.GetProperty("lower").GetDouble(), pooled.GetProperty("upper").GetDouble());
    }

    [Fact]
    public void Fit_BootstrapWithAnotherSeed_DrawsOtherNumbers()
    {
        var first = Answer(Request + ",\"controls\":{\"seed\":1,\"replicates\":1000}}");
        var again = Answer(Request + ",\"controls\":{\"seed\":1,\"replicates\":1000}}");
        var other = Answer(Request + ",\"controls\":{\"seed\":2,\"replicates\":1000}}");
        Assert.Equal(first.GetProperty("pooled").GetRawText(), again.GetProperty("pooled").GetRawText());
        Assert.NotEqual(first.GetProperty("pooled").GetRawText(), other.GetProperty("pooled").GetRawText());
    }

    [Theory]
    [InlineData("\"seed\":-1", "controls.seed")]
    [InlineData("\"replicates\":5", "controls.replicates")]
    [InlineData("\"replicates\":1000000000000", "controls.replicates")]
    public void Fit_ImpossibleControl_IsNamed(string control, string field)
    {
        var run = CliRun.WithInput(Request + ",\"controls\":{" + control + "}}", "fit");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(field, JsonDocument.Parse(run.Out).RootElement.GetProperty("error").GetProperty("field").GetString());
    }

    [Fact]
    public void Pool_Bootstrap_SelectsRandomEffects()
    {
        var run = CliRun.Of("pool", "--outcome", "remission", "--interval", "bootstrap", "--format", "json");
        Assert.Equal(0, run.ExitCode);
        var answer = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal("random", answer.GetProperty("model").GetString());
        Assert.Equal(1, answer.GetProperty("seed").GetInt64());
    }

    private static JsonElement Answer(string request)
    {
        Schemas.RequireRequest(request);
        var run = CliRun.WithInput(request, "fit");
        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        return JsonDocument.Parse(run.Out).RootElement;
    }
}
