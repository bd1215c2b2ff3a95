using System.Text;
using System.Text.Json;

namespace CarTEvidence.Cli.Fit;

/// <summary>What can still be said about a request that is not JSON: its id, the field in which it breaks, and why.</summary>
internal static class BrokenRequest
{
    /// <summary>Reads as far as it goes.</summary>
    /// <param name="request">The text.</param>
    /// <param name="fault">Why the text was refused.</param>
    public static (JsonElement? Id, RequestException Error) Examine(RequestText request, JsonException fault)
    {
        var bytes = Encoding.UTF8.GetBytes(request.Text);
        var reader = new Utf8JsonReader(bytes);
        JsonElement? id = null;
        string? field = null, repeated = null;
        var seen = new HashSet<string?>();
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName)
                {
                    continue;
                }

                field = reader.GetString();
                repeated ??= seen.Add(field) ? null : field;
                if (field == "id" && reader.Read() && reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
                {
                    id = JsonElement.ParseValue(ref reader);
                }
            }
        }
        catch (JsonException)
        {
            // Where it breaks is what was asked for; a name given twice comes first.
        }

        field = repeated ?? field;

        return (id, new RequestException(
            request.Truncated ? RequestErrors.TruncatedJson : RequestErrors.InvalidJson,
            Message(request, fault, bytes, (int)reader.BytesConsumed),
            field));
    }

    private static string Message(RequestText request, JsonException fault, ReadOnlySpan<byte> bytes, int consumed)
    {
        var where = FormattableString.Invariant($"line {request.Line + (fault.LineNumber ?? 0)}");
        if (request.Truncated)
        {
            return $"The request that starts on {FormattableString.Invariant($"line {request.Line}")} is cut short.";
        }

        var rest = Encoding.UTF8.GetString(bytes[Math.Min(consumed, bytes.Length)..]).TrimStart(' ', ',', ':', '\t', '\r', '\n', '-', '+');
        string[] notNumbers = ["NaN", "Infinity", "Inf"];
        return notNumbers.FirstOrDefault(n => rest.StartsWith(n, StringComparison.OrdinalIgnoreCase)) is { } found
            ? $"JSON has no {found} ({where}); a study without a value cannot be pooled, leave it out."
            : $"Not JSON ({where}): {FirstSentence(fault.Message)}";
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
