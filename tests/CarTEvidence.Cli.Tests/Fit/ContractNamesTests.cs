using System.Text;
using System.Text.Json;

namespace CarTEvidence.Cli.Tests.Fit;

/// <summary>Every measure, estimator, interval, prediction and zero correction that the contract names, together, on ordinary data and on data at the edges.</summary>
public sealed class ContractNamesTests
{
    private static readonly string[] Estimators =
    [
        "dersimonian-laird", "hedges", "hunter-schmidt", "hunter-schmidt-corrected", "sidik-jonkman", "ml", "reml", "empirical-bayes", "paule-mandel",
        "median-unbiased-paule-mandel", "dersimonian-laird-iterated", "sidik-jonkman-iterated", "DL", "HE", "HS", "HSk", "SJ", "ML", "REML", "EB", "PM", "PMM", "DLIT", "SJIT",
    ];

    private static readonly string[] Intervals =
        ["wald", "t", "hksj", "hksj-adhoc", "profile-likelihood", "kenward-roger", "bootstrap", "z", "knha", "adhoc", "PL", "KR"];

    // A bootstrap repeats these; with the others it is refused by name.
    private static readonly string[] Repeated = ["dersimonian-laird", "DL", "reml", "REML", "ml", "ML", "paule-mandel", "PM"];

    // Enough for quantiles; how good they are is tested elsewhere.
    private const int Few = 200;

    private static readonly string[] Corrections = ["only0", "all", "if0all", "none"];

    [Theory]
    [InlineData("\"events\":[5,12,8,3],\"total\":[9,15,9,10]")]
    [InlineData("\"events\":[0,0,0],\"total\":[5,15,9]")]
    [InlineData("\"events\":[5,15,9],\"total\":[5,15,9]")]
    [InlineData("\"events\":[3],\"total\":[7]")]
    [InlineData("\"events\":[3,3],\"total\":[7,7]")]
    [InlineData("\"events\":[0,1,1],\"total\":[1,1,1]")]
    [InlineData("\"events\":[1,100000000,3],\"total\":[1000000000,1000000000,1000000000]")]
    public void Proportions_EveryNameOfTheContract_IsAnswered(string data) => EveryCombination(
        "proportions", data, ["logit", "raw", "log", "arcsine", "freeman-tukey", "PLO", "PR", "PLN", "PAS", "PFT"], ["binomial-normal", "GLMM", "beta-binomial", "bayesian-binomial-normal"]);

    [Theory]
    [InlineData("\"events\":[5,12,8,3],\"time\":[9.5,15,9,10]")]
    [InlineData("\"events\":[0,0,0],\"time\":[5,15,9]")]
    [InlineData("\"events\":[3],\"time\":[7]")]
    [InlineData("\"events\":[1000000000,3,0],\"time\":[1e-6,1e9,1e12]")]
    public void Rates_EveryNameOfTheContract_IsAnswered(string data) => EveryCombination(
        "rates", data, ["rate", "log-rate", "sqrt-rate", "freeman-tukey-rate", "IR", "IRLN", "IRS", "IRFT"], ["poisson-normal", "GLMM"]);

    [Theory]
    [InlineData("\"eventsTreated\":[5,12,8],\"totalTreated\":[10,20,15],\"eventsControl\":[2,10,9],\"totalControl\":[11,21,14]")]
    [InlineData("\"eventsTreated\":[0,3,0],\"totalTreated\":[5,6,7],\"eventsControl\":[0,1,0],\"totalControl\":[5,6,8]")]
    [InlineData("\"eventsTreated\":[5,6],\"totalTreated\":[5,6],\"eventsControl\":[0,0],\"totalControl\":[5,6]")]
    [InlineData("\"eventsTreated\":[3],\"totalTreated\":[7],\"eventsControl\":[1],\"totalControl\":[7]")]
    public void TwoArm_EveryNameOfTheContract_IsAnswered(string data) => EveryCombination(
        "twoArm",
        data,
        ["odds-ratio", "risk-ratio", "risk-difference", "arcsine-difference", "peto", "OR", "RR", "RD", "AS", "PETO"],
        ["mantel-haenszel", "peto", "glmm-um-fs", "glmm-um-rs", "glmm-cm-el", "glmm-cm-al"]);

    [Theory]
    [InlineData("\"eventsTreated\":[5,12,8],\"timeTreated\":[10,20.5,15],\"eventsControl\":[2,10,9],\"timeControl\":[11,21,14]")]
    [InlineData("\"eventsTreated\":[0,3,0],\"timeTreated\":[5,6,7],\"eventsControl\":[0,1,0],\"timeControl\":[5,6,8]")]
    public void TwoArmRates_EveryNameOfTheContract_IsAnswered(string data) =>
        EveryCombination("twoArmRates", data, ["rate-ratio", "rate-difference", "IRR", "IRD"], ["mantel-haenszel"]);

    [Theory]
    [InlineData("\"mean\":[5,2.2,3.1],\"sd\":[1,2,0.5],\"n\":[10,5,8]", "mean MN log-mean MNLN")]
    [InlineData("\"mean1\":[5,2.2,3.1],\"sd1\":[1,2,0.5],\"n1\":[10,5,8],\"mean2\":[4,2,3],\"sd2\":[1,1,1],\"n2\":[9,5,7]", "mean-difference MD standardized-mean-difference SMD standardized-mean-difference-heteroscedastic SMDH ratio-of-means ROM")]
    [InlineData("\"mean1\":[5,2.2,3.1],\"sd1\":[1,2,0.5],\"mean2\":[4,2,3],\"sd2\":[1,1,1],\"n\":[9,5,7],\"correlation\":[0.5,0.4,0.6]", "mean-change MC standardized-mean-change-change-sd SMCC standardized-mean-change-raw-sd SMCR ratio-of-means-change ROMC")]
    public void Means_EveryNameOfTheContract_IsAnswered(string data, string measures) => EveryCombination("means", data, measures.Split(' '), []);

    [Theory]
    [InlineData("\"effect\":[0.1,0.5,-0.2,0.9],\"variance\":[0.1,0.2,0.05,0.3]")]
    [InlineData("\"effect\":[0.5,0.5,0.5],\"variance\":[0.1,0.1,0.1]")]
    [InlineData("\"effect\":[1,2,3,4],\"variance\":[1e-12,1e12,1,1e-6]")]
    public void Generic_EveryNameOfTheContract_IsAnswered(string data) => EveryCombination("generic", data, ["generic", "GEN", "freeman-tukey", "logit", "freeman-tukey-rate"], []);

    private static void EveryCombination(string kind, string data, string[] measures, string[] otherModels)
    {
        var k = data[(data.IndexOf('[', StringComparison.Ordinal) + 1)..data.IndexOf(']', StringComparison.Ordinal)].Split(',').Length;
        var start = $"{{\"kind\":\"{kind}\",\"study\":[{string.Join(',', Enumerable.Range(1, k).Select(i => $"\"S{i}\""))}],{data}";
        var requests = new StringBuilder();
        var bootstrapRefused = 0;
        foreach (var measure in measures)
        {
            foreach (var tau2 in Estimators)
            {
                foreach (var interval in Intervals)
                {
                    Add($"\"measure\":\"{measure}\",\"model\":\"random\",\"tau2\":\"{tau2}\",\"interval\":\"{interval}\",\"controls\":{{\"replicates\":{Few}}}");
                    bootstrapRefused += interval == "bootstrap" && !Repeated.Contains(tau2) ? 1 : 0;
                }
            }

            foreach (var to in kind is "means" or "generic" ? [] : Corrections)
            {
                Add($"\"measure\":\"{measure}\",\"model\":\"common\",\"zeroCorrection\":{{\"add\":0.25,\"to\":\"{to}\"}}");
                Add($"\"measure\":\"{measure}\",\"model\":\"random\",\"zeroCorrection\":{{\"to\":\"{to}\"}},\"prediction\":\"hts\"");
            }
        }

        foreach (var model in otherModels)
        {
            Add($"\"model\":\"{model}\"" + (model == "peto" ? ",\"measure\":\"peto\"" : string.Empty));
        }

        using var input = new StringReader(requests.ToString());
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        Assert.Equal(0, CliApplication.Run(["fit"], new CliStreams(input, output, error)));
        var refused = 0;
        foreach (var (request, line) in requests.ToString().Split('\n').Zip(output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)))
        {
            using var answer = JsonDocument.Parse(line); // strict: not-a-number and infinity are no JSON
            if (answer.RootElement.TryGetProperty("error", out var refusal))
            {
                Assert.True(request.Contains("\"bootstrap\"", StringComparison.Ordinal) && refusal.GetProperty("code").GetString() == "invalid-value", request + line);
                refused++;
                continue;
            }

            RequireSense(request, answer.RootElement);
        }

        Assert.Equal(bootstrapRefused, refused);

        void Add(string choices) => requests.Append(start).Append(',').Append(choices).Append("}\n");
    }

    private static void RequireSense(string request, JsonElement answer)
    {
        const double Rounding = 1e-12;
        var pooled = answer.GetProperty("pooled");
        var (estimate, lower, upper) = (Number(pooled, "estimate"), Number(pooled, "lower"), Number(pooled, "upper"));
        if (estimate is null || lower is null || upper is null)
        {
            Assert.True(answer.GetProperty("notes").GetArrayLength() > 0, request);
        }
        else if (!request.Contains("\"bootstrap\"", StringComparison.Ordinal))
        {
            // Every method's interval holds its own estimate, but for resampled limits of hardly any studies.
            Assert.True(estimate >= lower - Rounding * Math.Abs(lower.Value) && estimate <= upper + Rounding * Math.Abs(upper.Value), request + pooled);
        }
    }

    private static double? Number(JsonElement element, string name) => element.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;
}
