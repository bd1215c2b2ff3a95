namespace CarTEvidence.Tests;

/// <summary>The example of the package's README is the code below, and prints what the README says it prints.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void Readme_Example_IsThisCode()
    {
        var lines = File.ReadAllLines(Repository.File("tests", "CarTEvidence.Tests", "ReadmeTests.cs"));
        var start = Array.FindIndex(lines, l => l.Trim() == "// example starts") + 1;
        var end = Array.FindIndex(lines, l => l.Trim() == "// example ends");
        var code = lines[start..end].Select(l => l.Length == 0 ? l : l[8..].Replace("output.WriteLine", "Console.WriteLine", StringComparison.Ordinal));

        Assert.Contains("```csharp\nusing CarTEvidence;\n\n" + string.Join('\n', code).TrimEnd() + "\n```", Readme(), StringComparison.Ordinal);
    }

    [Fact]
    public void Readme_Output_IsWhatTheExamplePrints()
    {
        using var output = new StringWriter { NewLine = "\n" };

        Example(output);

        Assert.Contains("```text\n" + output + "```", Readme(), StringComparison.Ordinal);
    }

    private static void Example(TextWriter output)
    {
        // example starts
        var evidence = EvidenceBase.Bundled;              // or EvidenceBase.ReadCsv("arms.csv").OrThrow()
        var lupus = evidence.Where(arm => arm.Disease == Disease.Sle).ResolveOverlaps();

        var remission = lupus.Pool(Outcome.Remission);
        var severeCrs = lupus.Pool(Outcome.Crs(atLeastGrade: 3));

        output.WriteLine(remission);
        output.WriteLine(severeCrs);
        foreach (var left in remission.Overlap.Dropped)
        {
            output.WriteLine($"{left.Study} left: {left.Reason}");
        }

        // example ends
    }

    private static string Readme() => File.ReadAllText(Repository.File("src", "CarTEvidence", "README.md")).ReplaceLineEndings("\n");
}
