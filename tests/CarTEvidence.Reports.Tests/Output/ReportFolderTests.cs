using System.Text;

namespace CarTEvidence.Reports.Tests.Output;

public sealed class ReportFolderTests : IDisposable
{
    private const string Mark = "<meta name=\"generator\" content=\"CarTEvidence.Reports\">";

    private readonly string _root = Directory.CreateTempSubdirectory("report-folder-").FullName;

    private string Target => Path.Combine(_root, "report");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Write_NewFolder_HoldsTheFilesAndNothingElse()
    {
        ReportFolder.Write(Target, Files("one"), CancellationToken.None);

        Assert.Equal([Target], Directory.GetFileSystemEntries(_root));
        Assert.Equal(["figures/remission.svg", "index.html", "results.json"], Written());
        Assert.Equal("one", File.ReadAllText(Path.Combine(Target, "results.json")));
    }

    [Fact]
    public void Write_OverAnEarlierReport_ReplacesItsFilesRemovesStaleFiguresAndKeepsTheRest()
    {
        ReportFolder.Write(Target, [.. Files("one"), File_("figures/gone.svg", "old")], CancellationToken.None);
        File.WriteAllText(Path.Combine(Target, "mine.txt"), "kept");
        File.WriteAllText(Path.Combine(Target, "figures", "mine.svg"), "kept");

        ReportFolder.Write(Target, Files("two"), CancellationToken.None);

        Assert.Equal(["figures/mine.svg", "figures/remission.svg", "index.html", "mine.txt", "results.json"], Written());
        Assert.Equal("two", File.ReadAllText(Path.Combine(Target, "results.json")));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_root));
    }

    [Theory]
    [InlineData("index.html")]
    [InlineData("results.json")]
    public void Write_WhereAForeignFileIsInTheWay_IsRefusedAndLeavesItAlone(string name)
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, name), "foreign");

        var error = Assert.Throws<IOException>(() => ReportFolder.Write(Target, Files("one"), CancellationToken.None));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Equal([name], Written());
        Assert.Equal("foreign", File.ReadAllText(Path.Combine(Target, name)));
    }

    [Fact]
    public void Write_IntoAFile_IsRefused()
    {
        File.WriteAllText(Target, "a file");

        Assert.Throws<IOException>(() => ReportFolder.Write(Target, Files("one"), CancellationToken.None));
        Assert.Equal("a file", File.ReadAllText(Target));
    }

    [Fact]
    public void Write_Cancelled_LeavesNothing()
    {
        Assert.Throws<OperationCanceledException>(() => ReportFolder.Write(Target, Files("one"), new CancellationToken(canceled: true)));

        Assert.Empty(Directory.GetFileSystemEntries(_root));
    }

    [Fact]
    public void Write_FailingHalfWay_PutsTheEarlierReportBack()
    {
        ReportFolder.Write(Target, Files("one"), CancellationToken.None);
        Directory.CreateDirectory(Path.Combine(Target, "studies.csv"));

        Assert.ThrowsAny<SystemException>(() => ReportFolder.Write(Target, [.. Files("two"), File_("studies.csv", "x")], CancellationToken.None));

        Assert.Equal("one", File.ReadAllText(Path.Combine(Target, "results.json")));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_root));
    }

    private static ReportFile[] Files(string content) =>
    [
        File_("index.html", $"{Mark}<a href=\"figures/remission.svg\">SVG</a><a href=\"figures/gone.svg\">SVG</a>"),
        File_("figures/remission.svg", content),
        File_("results.json", content),
    ];

    private static ReportFile File_(string path, string content) => new(path, Encoding.UTF8.GetBytes(content));

    private string[] Written() =>
    [
        .. Directory.GetFiles(Target, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Target, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Order(StringComparer.Ordinal),
    ];
}
