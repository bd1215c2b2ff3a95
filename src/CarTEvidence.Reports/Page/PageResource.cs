using System.Reflection;

namespace CarTEvidence.Reports;

/// <summary>Style and script of the page, kept as files of their own and embedded in the assembly.</summary>
internal static class PageResource
{
    /// <summary>The style sheet.</summary>
    public static Markup Style { get; } = new(Read("page.css"));

    /// <summary>The script: tabs, sorting, filtering, hover values, downloads. The page is complete without it.</summary>
    public static Markup Script { get; } = new(Read("page.js"));

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
