using System.Text.Json;
using CarTEvidence.Reports;

namespace CarTEvidence.Cli.Printing;

/// <summary>The JSON answers of the resampling verbs: an object on one line, from the name of the routine to the version.</summary>
internal static class AnswerLine
{
    /// <summary>Prints an answer.</summary>
    /// <param name="streams">Where to.</param>
    /// <param name="routine">What answers.</param>
    /// <param name="fields">Writes what stands between the routine and the version.</param>
    public static void Write(CliStreams streams, string routine, Action<Utf8JsonWriter> fields)
    {
        streams.Out.Write(ResultJson.Text(json =>
        {
            json.WriteStartObject();
            json.WriteString("routine", routine);
            fields(json);
            json.WriteString("version", ResultJson.Version);
            json.WriteEndObject();
        }));
        streams.Out.Write('\n');
    }

    /// <summary>A number, or <c>null</c> where it is not defined or not finite.</summary>
    public static void WriteFinite(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>An array of sentences.</summary>
    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
