using System.Text.Json;

namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>Reads reference values.</summary>
internal static class ReferenceFile
{
    public static JsonDocument Open(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine("Reference", name)));

    public static IEnumerable<string> Names(params string[] patterns) =>
        patterns.SelectMany(p => Directory.GetFiles("Reference", p)).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);

    public static double? Number(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    public static double?[] Numbers(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Number ? v.GetDouble() : (double?)null)]
            : element.Number(name) is { } one ? [one] : [];

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    /// <summary>A number that must be there.</summary>
    public static double Value(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    /// <summary>Numbers that must all be there.</summary>
    public static double[] Values(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(e => e.GetDouble())];

    public static string[] Texts(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(e => e.GetString()!)];
}
