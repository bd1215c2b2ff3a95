using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace CarTEvidence.Samples.Tests.Notebooks;

/// <summary>
/// The notebooks of <c>samples/notebooks</c>, made from the apps. With the environment variable <c>CARTEVIDENCE_WRITE_NOTEBOOKS</c> set the tests write them anew; without it they check
/// that each has the cells of its app and that every cell, run in order, gives what the notebook shows.
/// </summary>
public sealed class NotebookTests : IDisposable
{
    private static readonly string Samples = Path.GetFullPath(Path.Combine(Folder(), "..", "..", "..", "samples"));
    private readonly string _folder = Directory.CreateTempSubdirectory("notebook-").FullName;

    public static TheoryData<string> Names => [.. Directory.GetFiles(Path.Combine(Samples, "apps"), "*.cs").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    private static bool Writing => Environment.GetEnvironmentVariable("CARTEVIDENCE_WRITE_NOTEBOOKS") is { Length: > 0 };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Notebook_RunInOrder_HasTheCellsOfItsAppAndShowsWhatItSaved(string name)
    {
        var path = Path.Combine(Samples, "notebooks", name + ".ipynb");
        var notebook = await NotebookRunner.RunAsync(AppNotebook.Of(await File.ReadAllTextAsync(Path.Combine(Samples, "apps", name + ".cs"))), _folder);
        if (Writing)
        {
            await File.WriteAllTextAsync(path, NotebookFile.Write(notebook));
        }

        var saved = NotebookFile.Parse(await File.ReadAllTextAsync(path));
        Assert.Equal(notebook.Cells.Select(Identity), saved.Cells.Select(Identity));
        Assert.All(notebook.Cells.Zip(saved.Cells).Where(pair => !pair.First.Tags.Contains(NotebookCell.OutputVaries)), pair => Assert.Equal(pair.First.Outputs.Select(Words), pair.Second.Outputs.Select(Words)));
        Assert.Equal(NotebookFile.Write(saved), await File.ReadAllTextAsync(path));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Notebook_AsACodeHostShowsIt_HasTablesFiguresAndTheirSources(string name)
    {
        var cells = NotebookFile.Parse(File.ReadAllText(Path.Combine(Samples, "notebooks", name + ".ipynb"))).Cells;
        var outputs = cells.SelectMany(cell => cell.Outputs).ToList();
        var html = outputs.Where(output => output.Data.ContainsKey("text/html")).Select(output => output.Data["text/html"]).ToList();
        var drawings = outputs.Where(output => output.Data.ContainsKey("image/svg+xml")).Select(output => output.Data["image/svg+xml"]).ToList();

        Assert.StartsWith("# ", cells[0].Source, StringComparison.Ordinal);
        Assert.True(cells.Count(cell => !cell.IsCode) >= 3, "A notebook tells what it does.");
        Assert.Contains(html, text => text.Contains("<table", StringComparison.Ordinal));
        Assert.DoesNotContain(html, text => text.Contains("<svg", StringComparison.Ordinal));
        Assert.NotEmpty(drawings);
        Assert.All(drawings, drawing => Assert.Equal("svg", XDocument.Parse(drawing).Root!.Name.LocalName));
        Assert.All(outputs.Where(output => !output.IsPrinted), output => Assert.NotEmpty(output.Data["text/plain"]));
        if (name != "your-own-csv")
        {
            Assert.Contains(cells, cell => !cell.IsCode && cell.Source.Contains("](https://doi.org/", StringComparison.Ordinal));
            Assert.Contains(html, text => text.Contains("doi.org/", StringComparison.Ordinal));
        }
    }

    private static (bool IsCode, string Source, string Tags) Identity(NotebookCell cell) => (cell.IsCode, cell.Source, string.Join(',', cell.Tags));

    /// <summary>What an output says. Of a drawing that is its title and description, which hold its numbers; where its lines lie is for the tests of figures.</summary>
    private static string Words(CellOutput output) => string.Join('\n', output.Data.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}: {(entry.Key == "image/svg+xml" ? Described(entry.Value) : entry.Value)}"));

    private static string Described(string drawing) => string.Join(": ", XDocument.Parse(drawing).Root!.Elements().Where(e => e.Name.LocalName is "title" or "desc").Select(e => e.Value));

    private static string Folder([CallerFilePath] string caller = "") => Path.GetDirectoryName(caller)!;
}
