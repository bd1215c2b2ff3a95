using System.Text.Json;

namespace CarTEvidence.Resampling.Tests;

/// <summary>The reference values that the engine's tests hold: R 4.2.2, metafor 5.1-12 (see Reference/README.md there).</summary>
internal static class ReferenceFiles
{
    /// <summary>Every measure of every data set for which metafor's answers to resampling questions are recorded.</summary>
    public static IEnumerable<(string Name, double[] Effects, double[] Variances, JsonElement Resampling)> WithResampling()
    {
        foreach (string path in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Reference"), "proportions-*.json").Order(StringComparer.Ordinal))
        {
            JsonElement root = JsonDocument.Parse(File.ReadAllText(path)).RootElement;
            foreach (JsonElement effect in root.GetProperty("effects").EnumerateArray())
            {
                if (!effect.TryGetProperty("resampling", out JsonElement resampling) || resampling.ValueKind != JsonValueKind.Object)
                {
                    continue;
                }

                yield return ($"{Path.GetFileNameWithoutExtension(path)} {effect.GetProperty("measure")}", Numbers(effect.GetProperty("yi")), Numbers(effect.GetProperty("vi")), resampling);
            }
        }
    }

    public static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];
}
