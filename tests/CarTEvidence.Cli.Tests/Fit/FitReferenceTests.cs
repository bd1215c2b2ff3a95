using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CarTEvidence.Cli.Fit;

namespace CarTEvidence.Cli.Tests.Fit;

/// <summary>The way from a request to the numbers of R's metafor 5.1-12 and back, for every kind, measure, estimator and interval of the reference files.</summary>
/// <remarks>The engine's own tests compare more quantities and more closely; here it is shown that requests reach the method they name and answers state its numbers.</remarks>
public sealed class FitReferenceTests
{
    // Iterated estimators of the reference stop at about 1e-8; the back-transformations divide by small numbers.
    private const double Tolerance = 1e-6;

    // Near tau² = 0 the iterated estimators are ill-conditioned and are compared absolutely.
    private const double AbsoluteTolerance = 1e-6;

    private static readonly string[] Kinds = ["proportions-", "rates-", "two-arm-", "generic-", "means-"];

    public static TheoryData<string> Files() =>
    [
        .. Directory.GetFiles(Folder, "*.json")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => Kinds.Any(kind => name.StartsWith(kind, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Fit_EveryPooledEntryOfTheReference_IsAnsweredWithItsNumbers(string file)
    {
        using var reference = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, file + ".json")));
        var compared = 0;
        foreach (var effects in reference.RootElement.GetProperty("effects").EnumerateArray())
        {
            foreach (var entry in Pooled(effects).Where(e => !e.TryGetProperty("refused", out _)))
            {
                if (Request(reference.RootElement, effects, entry) is not { } request)
                {
                    continue;
                }

                var (line, answered) = FitAnswers.Answer(new RequestText(request.ToJsonString(), 1));
                Assert.True(answered, $"{file}: {line}\n{request.ToJsonString()}");
                using var answer = JsonDocument.Parse(line);
                Compare(entry, answer.RootElement, request.ToJsonString());
                compared++;
            }
        }

        Assert.True(compared > 0, $"{file}: nothing was compared.");
    }

    private static JsonElement.ArrayEnumerator Pooled(JsonElement effects) =>
        effects.TryGetProperty("pooled", out var pooled) ? pooled.EnumerateArray() : default;

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Reference");

    private static JsonObject? Request(JsonElement reference, JsonElement effects, JsonElement entry)
    {
        var data = reference.GetProperty("data");
        var measure = effects.GetProperty("measure").GetString()!;
        var request = new JsonObject { ["measure"] = measure };
        Columns(reference.GetProperty("kind").GetString()!, measure, data, effects, request);
        if (!request.ContainsKey("kind"))
        {
            return null;
        }

        var estimator = entry.GetProperty("tau2Estimator").GetString()!;
        request["model"] = estimator == "EE" ? "common" : "random";
        if (estimator != "EE")
        {
            request["tau2"] = estimator;
        }

        var test = entry.GetProperty("test").GetString()!;
        request["interval"] = test;
        request["prediction"] = test == "z" ? "normal" : "t";
        return request;
    }

    private static void Columns(string kind, string measure, JsonElement data, JsonElement effects, JsonObject request)
    {
        (string To, string From)[] columns = (kind, measure) switch
        {
            ("proportions", _) => [("study", "study"), ("events", "events"), ("total", "n")],
            ("rates", _) => [("study", "study"), ("events", "events"), ("time", "time")],
            ("twoArm", _) => [("study", "study"), ("eventsTreated", "ai"), ("totalTreated", "n1"), ("eventsControl", "ci"), ("totalControl", "n2")],
            ("generic", _) => [("study", "study"), ("effect", "yi"), ("variance", "vi")],
            ("means", "MN" or "MNLN" or "SMN" or "CVLN" or "SDLN") => [("mean", "m1"), ("sd", "sd1"), ("n", "n1")],

            // The reference file takes the second group as the later measurement.
            ("means", "MC" or "SMCC" or "SMCR" or "ROMC") => [("mean1", "m2"), ("sd1", "sd2"), ("mean2", "m1"), ("sd2", "sd1"), ("n", "n1")],
            ("means", _) => [("mean1", "m1"), ("sd1", "sd1"), ("n1", "n1"), ("mean2", "m2"), ("sd2", "sd2"), ("n2", "n2")],
            _ => throw new InvalidOperationException(kind),
        };
        foreach (var (to, from) in columns)
        {
            if (!data.TryGetProperty(from, out var column))
            {
                return;
            }

            request[to] = JsonNode.Parse(column.GetRawText());
        }

        if (effects.TryGetProperty("correlation", out var correlation))
        {
            var k = data.GetProperty("m1").GetArrayLength();
            request["correlation"] = new JsonArray([.. Enumerable.Repeat(correlation.GetDouble(), k).Select(r => (JsonNode)r)]);
        }

        request["kind"] = kind;
    }

    private static void Compare(JsonElement entry, JsonElement answer, string request)
    {
        var transformed = answer.GetProperty("pooled").GetProperty("transformed");
        Near(entry, "beta", transformed, "estimate", request);
        Near(entry, "se", transformed, "standardError", request);
        Near(entry, "ciLower", transformed, "lower", request);
        Near(entry, "ciUpper", transformed, "upper", request);
        Near(entry, "df", transformed, "df", request);
        var heterogeneity = answer.GetProperty("heterogeneity");
        Near(entry, "tau2", heterogeneity, "tau2", request);
        Near(entry, "Q", heterogeneity, "q", request);
        Assert.Equal(entry.GetProperty("k").GetInt32(), answer.GetProperty("k").GetInt32());
    }

    private static void Near(JsonElement entry, string expectedName, JsonElement answer, string actualName, string request)
    {
        if (!entry.TryGetProperty(expectedName, out var expected) || expected.ValueKind != JsonValueKind.Number)
        {
            return;
        }

        var actual = answer.GetProperty(actualName);
        Assert.True(actual.ValueKind == JsonValueKind.Number, $"{actualName} is {actual}; expected {expected}\n{request}");
        var (e, a) = (expected.GetDouble(), actual.GetDouble());
        Assert.True(
            Math.Abs(a - e) <= AbsoluteTolerance + Tolerance * Math.Abs(e),
            string.Create(CultureInfo.InvariantCulture, $"{actualName} is {a}; expected {expectedName} {e}\n{request}"));
    }
}
