using System.Text.Json;

namespace CarTEvidence.Cli.Tests.Fit;

/// <summary>What only the likelihood and the Bayesian models answer, every answer valid by the schema.</summary>
public sealed class LikelihoodModelTests
{
    private const string Proportions = "\"study\":[\"A\",\"B\",\"C\",\"D\",\"E\",\"F\"],\"events\":[5,12,8,1,6,3],\"total\":[9,15,9,7,9,9]";
    private const string Target = "\"CD19\",\"CD19\",\"CD19\",\"BCMA\",\"BCMA\",\"BCMA\"";

    [Theory]
    [InlineData("\"kind\":\"proportions\"," + Proportions)]
    [InlineData("\"kind\":\"rates\",\"model\":\"poisson-normal\",\"study\":[\"A\",\"B\",\"C\",\"D\",\"E\",\"F\"],\"events\":[5,12,8,1,6,3],\"time\":[90,150,90,70,90,90]")]
    public void Fit_SubgroupsWithCommonTau_ShareIt(string data)
    {
        var answer = Answer($$"""{{{data}},"subgroup":{"name":"target","values":[{{Target}}],"tau2":"common"} }""");
        var shared = answer.GetProperty("subgroups").EnumerateArray().Select(s => s.GetProperty("heterogeneity").GetProperty("tau2").GetDouble()).Distinct();
        Assert.Single(shared);
        Assert.InRange(answer.GetProperty("subgroupTest").GetProperty("pValue").GetDouble(), 1e-9, 1);
    }

    [Fact]
    public void Fit_RegressionOfALikelihoodModel_HasLikelihoodRatioTestsAndRefits()
    {
        var answer = Answer($$"""
            {"kind":"proportions",{{Proportions}},"interval":"profile-likelihood","model":"binomial-normal",
             "moderators":{"year":[2020,2021,2022,2023,2024,2025],"target":[{{Target}}]},"include":["leaveOneOut","cumulative"]}
            """);
        Assert.Equal("profile-likelihood", answer.GetProperty("interval").GetString());
        Assert.All(answer.GetProperty("coefficients").EnumerateArray(), c => Assert.InRange(c.GetProperty("likelihoodRatio").GetProperty("pValue").GetDouble(), 0, 1));
        Assert.Equal(2, answer.GetProperty("omnibusLikelihoodRatio").GetProperty("df").GetDouble());
        Assert.Equal(6, answer.GetProperty("leaveOneOut").GetArrayLength());
        Assert.Equal(6, answer.GetProperty("cumulative").GetArrayLength());
        Assert.Equal(100, answer.GetProperty("studies").EnumerateArray().Sum(s => s.GetProperty("weight").GetDouble()), 1e-9);
        Assert.InRange(answer.GetProperty("heterogeneity").GetProperty("i2").GetDouble(), 0, 100);
    }

    [Fact]
    public void Fit_BetaBinomial_PredictsANewStudy()
    {
        var answer = Answer($$"""{"kind":"proportions",{{Proportions}},"model":"beta-binomial","prediction":"beta","predictivePatients":4}""");
        Assert.True(answer.GetProperty("prediction").GetProperty("lower").GetDouble() < answer.GetProperty("pooled").GetProperty("lower").GetDouble());
        Assert.Equal(1, answer.GetProperty("predictiveCounts").EnumerateArray().Sum(p => p.GetDouble()), 1e-9);
        Assert.InRange(answer.GetProperty("intraclassCorrelation").GetProperty("estimate").GetDouble(), 0, 1);
    }

    [Fact]
    public void Fit_BayesianSubgroups_AreContrastedAndRefitted()
    {
        var answer = Answer($$"""
            {"kind":"proportions",{{Proportions}},"model":"bayesian-binomial-normal","prediction":"posterior",
             "subgroup":{"name":"target","values":[{{Target}}]},"include":["leaveOneOut"]}
            """);
        var contrast = Assert.Single(answer.GetProperty("subgroupContrasts").EnumerateArray().ToArray());
        Assert.Equal("CD19", contrast.GetProperty("level").GetString());
        Assert.Equal("BCMA", contrast.GetProperty("reference").GetString());
        Assert.InRange(contrast.GetProperty("probabilityGreater").GetDouble(), 0.5, 1);
        Assert.Equal(6, answer.GetProperty("leaveOneOut").GetArrayLength());
    }

    [Fact]
    public void Fit_RandomStudyEffects_TestsHomogeneity()
    {
        var answer = Answer("""
            {"kind":"twoArm","model":"glmm-um-rs","study":["A","B","C"],"eventsTreated":[5,12,8],"totalTreated":[20,30,25],"eventsControl":[3,4,9],"totalControl":[20,28,26]}
            """);
        Assert.Equal(2, answer.GetProperty("heterogeneity").GetProperty("qDf").GetDouble());
        Assert.InRange(answer.GetProperty("heterogeneity").GetProperty("qLikelihoodRatioPValue").GetDouble(), 0, 1);
    }

    [Fact]
    public void Fit_PredictionOfAnotherModel_IsRefused()
    {
        var run = CliRun.WithInput($$"""{"kind":"proportions",{{Proportions}},"prediction":"posterior"}""", "fit");
        Assert.Contains("belongs to the Bayesian model", run.Out, StringComparison.Ordinal);
    }

    private static JsonElement Answer(string request)
    {
        Schemas.RequireRequest(request);
        var answer = CliRun.WithInput(request.ReplaceLineEndings(" "), "fit").Out;
        Assert.True(Schemas.IsAnswer(answer), answer);
        return JsonDocument.Parse(answer).RootElement.Clone();
    }
}
