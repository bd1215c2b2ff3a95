using System.Text.RegularExpressions;

namespace CarTEvidence.Reports;

/// <summary>Puts a report's files into a folder, all or none: they are written beside it, then moved into place.</summary>
/// <remarks>
/// Only files of an earlier report are replaced or removed. A folder is known to hold one by the generator mark of its <c>index.html</c>;
/// without it, a file in the way is somebody else's and the report is refused.
/// </remarks>
internal static partial class ReportFolder
{
    private const string Page = "index.html";

    /// <summary>Writes <paramref name="files"/> into <paramref name="folder"/>.</summary>
    public static void Write(string folder, IReadOnlyList<ReportFile> files, CancellationToken cancellation)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(target))
        {
            throw new IOException($"Cannot write the report into \"{folder}\": a file of that name exists.");
        }

        var stale = StaleFigures(target, files);
        var staging = $"{target}.{Path.GetRandomFileName()}.partial";
        try
        {
            Stage(Path.Combine(staging, "new"), files, cancellation);
            cancellation.ThrowIfCancellationRequested();
            if (Directory.Exists(target))
            {
                Replace(target, staging, files, stale);
            }
            else
            {
                Directory.Move(Path.Combine(staging, "new"), target);
            }
        }
        finally
        {
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }
        }
    }

    /// <summary>Figures of the earlier report that the new one does not have; refuses the folder if a foreign file is in the way.</summary>
    private static string[] StaleFigures(string target, IReadOnlyList<ReportFile> files)
    {
        var page = Path.Combine(target, Page);
        if (File.Exists(page))
        {
            var html = File.ReadAllText(page);
            if (!html.Contains($"<meta name=\"generator\" content=\"{EvidencePage.Generator}\">", StringComparison.Ordinal))
            {
                throw new IOException($"\"{page}\" was not written by a report; choose another folder, or move the file away.");
            }

            return [.. FigureLink().Matches(html).Select(match => match.Groups[1].Value).Except(files.Select(file => file.Path), StringComparer.Ordinal)];
        }

        var foreign = files.Select(file => Inside(target, file.Path)).FirstOrDefault(path => File.Exists(path) || Directory.Exists(path));
        return foreign is null
            ? []
            : throw new IOException($"\"{foreign}\" is in the way and was not written by a report; choose another folder, or move it away.");
    }

    private static void Stage(string staging, IReadOnlyList<ReportFile> files, CancellationToken cancellation)
    {
        foreach (var file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            var path = Inside(staging, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, file.Content.Span);
        }
    }

    /// <summary>Swaps every file, keeping the old ones until all are in place; a failure puts them back.</summary>
    private static void Replace(string target, string staging, IReadOnlyList<ReportFile> files, string[] stale)
    {
        var undo = new Stack<Action>();
        try
        {
            foreach (var path in files.Select(file => file.Path).Concat(stale))
            {
                var (place, old, fresh) = (Inside(target, path), Inside(Path.Combine(staging, "old"), path), Inside(Path.Combine(staging, "new"), path));
                if (File.Exists(place))
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(old)!);
                    File.Move(place, old);
                    undo.Push(() => File.Move(old, place, overwrite: true));
                }

                if (File.Exists(fresh))
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(place)!);
                    File.Move(fresh, place);
                    undo.Push(() => File.Delete(place));
                }
            }
        }
        catch
        {
            while (undo.TryPop(out var step))
            {
                step();
            }

            throw;
        }
    }

    private static string Inside(string folder, string path) => Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar));

    [GeneratedRegex("href=\"(figures/[a-z0-9-]+\\.(?:svg|pdf))\"")]
    private static partial Regex FigureLink();
}
