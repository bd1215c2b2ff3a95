using System.Text.Json;

namespace CarTEvidence.MetaAnalysis.Tests;

/// <summary>Reads the reference values under <c>Reference/</c>; each file names the package that computed it.</summary>
internal static class ReferenceFile
{
    public static JsonElement Read(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reference", name + ".json"))).RootElement;

    public static double[] Numbers(this JsonElement element, string property) => [.. element.GetProperty(property).EnumerateArray().Select(e => e.GetDouble())];

    public static string[] Texts(this JsonElement element, string property) => [.. element.GetProperty(property).EnumerateArray().Select(e => e.GetString()!)];

    public static double Number(this JsonElement element, string property) => element.GetProperty(property).GetDouble();

    /// <summary>The number, or <c>null</c> where R says NA or the property is missing.</summary>
    public static double? NumberOrNull(this JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
