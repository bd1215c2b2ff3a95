using System.Text.RegularExpressions;

namespace CarTEvidence.MetaAnalysis.Tests.Validation;

public sealed partial class ValidationReportTests
{
    /// <summary>Set to write <c>docs/validation.md</c> anew.</summary>
    private const string WriteVariable = "CARTEVIDENCE_WRITE_VALIDATION";

    /// <summary>The page in the repository counts what is compared now; the largest differences on it are those of the machine that wrote it.</summary>
    [Fact]
    public void Validation_PageInDocs_CountsWhatIsCompared()
    {
        var results = ReferenceProcedure.All
            .Select(procedure => (procedure.Name, (IReadOnlyList<Comparison>)[.. ReferenceFile.Names(procedure.Patterns).Select(file => ReferenceRun.Of(procedure, file))]))
            .ToList();
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "validation.csv"), ValidationReport.Csv(results));
        var page = Path.Combine(Root(), "docs", "validation.md");
        if (Environment.GetEnvironmentVariable(WriteVariable) is not null)
        {
            File.WriteAllText(page, ValidationReport.Markdown(results, differences: true));
        }

        var written = LargestDifference().Replace(File.ReadAllText(page), " |");
        Assert.Equal(LargestDifference().Replace(ValidationReport.Markdown(results, differences: false), " |"), written, ignoreLineEndingDifferences: true);
    }

    /// <summary>The last cell of a row whose cell before is a count.</summary>
    [GeneratedRegex(@"(?<=\| \d+ \|)[^|\n]*\|")]
    private static partial Regex LargestDifference();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CarTEvidence.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The repository root was not found above the tests.");
        }

        return folder.FullName;
    }
}
