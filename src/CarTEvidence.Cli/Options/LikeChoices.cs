using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Options;

/// <summary>The packages whose conventions can be asked for.</summary>
internal static class LikeChoices
{
    private static readonly Dictionary<string, Conventions> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["metafor"] = Like.Metafor,
        ["meta8"] = Like.Meta8,
        ["meta7"] = Like.Meta7,
        ["revman2025"] = Like.RevMan2025,
        ["stata"] = Like.Stata,
    };

    public static IReadOnlyCollection<string> Names => ByName.Keys;

    public static string Choices { get; } = string.Join(", ", ByName.Keys);

    public static Conventions? Find(string name) => ByName.GetValueOrDefault(name.Trim());
}
