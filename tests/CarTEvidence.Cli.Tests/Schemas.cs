using NJsonSchema;

namespace CarTEvidence.Cli.Tests;

/// <summary>The JSON schemas of <c>docs/</c>, as users get them.</summary>
internal static class Schemas
{
    private static readonly Lazy<JsonSchema> RequestSchema = new(() => Load("fit-request.schema.json"));
    private static readonly Lazy<JsonSchema> AnswerSchema = new(() => Load("fit-answer.schema.json"));

    private static readonly Lazy<JsonSchema> ResamplingSchema = new(() => Load("resampling.schema.json"));

    /// <summary>Fails unless the text is what a resampling verb prints.</summary>
    public static void RequireResampling(string printed) => Require(ResamplingSchema.Value, printed);

    /// <summary>Whether the text is what a resampling verb prints.</summary>
    public static bool IsResampling(string printed) => ResamplingSchema.Value.Validate(printed).Count == 0;

    /// <summary>Fails unless every line is an answer or an error of the documented shape.</summary>
    public static void RequireAnswers(string lines)
    {
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Require(AnswerSchema.Value, line);
        }
    }

    /// <summary>Fails unless the text is a request of the documented shape.</summary>
    public static void RequireRequest(string request) => Require(RequestSchema.Value, request);

    /// <summary>Whether the text is a request of the documented shape.</summary>
    public static bool IsRequest(string request) => RequestSchema.Value.Validate(request).Count == 0;

    /// <summary>Whether the text is an answer of the documented shape.</summary>
    public static bool IsAnswer(string answer) => AnswerSchema.Value.Validate(answer).Count == 0;

    private static void Require(JsonSchema schema, string json)
    {
        var faults = schema.Validate(json);
        Assert.True(faults.Count == 0, string.Join('\n', faults) + "\n" + json);
    }

    private static JsonSchema Load(string name) =>
        JsonSchema.FromJsonAsync(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Schemas", name))).GetAwaiter().GetResult();
}
