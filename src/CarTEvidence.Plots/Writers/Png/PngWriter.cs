using System.Diagnostics;

namespace CarTEvidence.Plots.Writers.Png;

/// <summary>Has a converter of the machine turn a figure into PNG.</summary>
internal static class PngWriter
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly string[] UsualPlaces =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe", @"C:\Program Files\Inkscape\bin\inkscape.exe",
    ];

    /// <summary>The PNG's bytes.</summary>
    internal static byte[] Write(Figure figure, PngOptions options, string? searchPath)
    {
        if (options.Dpi is < 24 or > 2400)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Dpi, "The resolution lies between 24 and 2400 dots an inch.");
        }

        var program = options.Converter ?? Find(searchPath);
        var converter = PngConverter.Of(program)
            ?? throw new ArgumentException($"'{program}' is none of the converters that can be called: {KnownNames()}.", nameof(options));
        var folder = Directory.CreateTempSubdirectory("figure-").FullName;
        try
        {
            var job = new PngJob(Path.Combine(folder, "figure.svg"), Path.Combine(folder, "figure.png"), Path.Combine(folder, "scratch"), figure.Scene.Width, figure.Scene.Height, options.Dpi);
            File.WriteAllText(job.Source, figure.ToSvg());
            Run(program, converter.Arguments(job));
            return File.Exists(job.Target) ? File.ReadAllBytes(job.Target) : throw new IOException($"'{program}' ended without writing an image.");
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    /// <summary>The first converter in the folders of a search path, or where browsers are usually installed.</summary>
    internal static string Find(string? searchPath)
    {
        var folders = (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var candidates = from converter in PngConverter.All
                         from name in converter.Names
                         from folder in folders
                         from file in new[] { name, name + ".exe" }
                         select Path.Combine(folder, file);
        return candidates.Concat(UsualPlaces).FirstOrDefault(File.Exists) ?? throw new NotSupportedException(
            $"A PNG is made by a converter on this machine, and none was found on the PATH. Looked for {KnownNames()}. Install one, name one in PngOptions.Converter, or save as .svg or .pdf.");
    }

    private static string KnownNames() => string.Join(", ", PngConverter.All.SelectMany(converter => converter.Names));

    private static void Run(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new IOException($"'{program}' could not be started.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new IOException($"'{program}' did not end within {Patience.TotalMinutes:0} minutes.");
        }

        if (process.ExitCode != 0)
        {
            throw new IOException($"'{program}' failed with exit code {process.ExitCode}: {errors.Result.Trim()}{output.Result.Trim()}");
        }
    }
}
