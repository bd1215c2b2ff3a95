using System.Text.Json;
using CarTEvidence.Cli.Printing;
using CarTEvidence.Reports;

namespace CarTEvidence.Cli.Fit;

/// <summary>Answers requests one by one: an answer object or an error object each, never an exception.</summary>
internal static class FitAnswers
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>One line of JSON for one request.</summary>
    /// <param name="request">The request as it was cut from the input.</param>
    /// <returns>The line without its end, and whether it is an answer (not an error).</returns>
    public static (string Line, bool Answered) Answer(RequestText request)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(request.Text, Strict);
        }
        catch (JsonException fault)
        {
            var (id, error) = BrokenRequest.Examine(request, fault);
            return (ErrorLine(id, error), false);
        }

        using (document)
        {
            return Answer(document.RootElement);
        }
    }

    private static (string Line, bool Answered) Answer(JsonElement request)
    {
        if (request.ValueKind != JsonValueKind.Object)
        {
            return (ErrorLine(null, new RequestException(RequestErrors.WrongType, "A request is a JSON object.", null)), false);
        }

        JsonElement? id = null;
        try
        {
            var fields = new RequestFields(request);
            id = Identity(fields);
            var answer = RequestKinds.Answer(fields);
            return (ResultJson.Text(writer => ResultJson.Write(writer, answer.Effect, new AnswerFrame { Id = id, Parts = answer.Parts, Notes = answer.Notes, BiasTests = answer.BiasTests })), true);
        }
        catch (RequestException refused)
        {
            return (ErrorLine(id, refused), false);
        }
        catch (ArgumentException refused)
        {
            return (ErrorLine(id, FromEngine(refused)), false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // One request that hits a defect must not take the answers of the others with it.
            return (ErrorLine(id, new RequestException(RequestErrors.Internal, $"{fault.GetType().Name}: {fault.Message}", null)), false);
        }
    }

    private static JsonElement? Identity(RequestFields fields) => fields.Find("id") switch
    {
        null => null,
        { ValueKind: JsonValueKind.String or JsonValueKind.Number } id => id,
        { } other => throw fields.WrongType("id", "a text or a number", other),
    };

    private static RequestException FromEngine(ArgumentException refused) =>
        new(RequestErrors.InvalidValue, ArgumentMessage.Of(refused), FieldOf(refused.ParamName));

    private static string? FieldOf(string? parameter) => parameter switch
    {
        null or "data" or "options" or "value" => null,
        "grouping" => "subgroup",
        _ => parameter,
    };

    private static string ErrorLine(JsonElement? id, RequestException error) => ResultJson.Text(writer =>
    {
        writer.WriteStartObject();
        if (id is { } known)
        {
            writer.WritePropertyName("id");
            known.WriteTo(writer);
        }
        else
        {
            writer.WriteNull("id");
        }

        writer.WriteStartObject("error");
        writer.WriteString("code", error.Code);
        writer.WriteString("message", error.Message);
        writer.WriteString("field", error.Field);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });
}
