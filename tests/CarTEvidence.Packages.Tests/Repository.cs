using System.Reflection;
using System.Text.RegularExpressions;

namespace CarTEvidence.Packages.Tests;

/// <summary>Where the sources stand that this assembly was built from, and what their README shows.</summary>
internal static partial class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>The README's first C# block and the plain block after it: a program and what it prints.</summary>
    public static (string Program, string Output) FirstExample()
    {
        var readme = File.ReadAllText(Path.Combine(Root, "README.md")).ReplaceLineEndings("\n");
        var match = ExampleWithOutput().Match(readme);
        Assert.True(match.Success, "README.md has no ```csharp block followed by a ```text block.");
        return (match.Groups["program"].Value, match.Groups["output"].Value);
    }

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    [GeneratedRegex("```csharp\n(?<program>.*?)```.*?```text\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex ExampleWithOutput();
}
