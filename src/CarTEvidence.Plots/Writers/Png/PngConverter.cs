using System.Globalization;

namespace CarTEvidence.Plots.Writers.Png;

/// <summary>A program that turns SVG into PNG.</summary>
/// <param name="Names">File names it goes by, without <c>.exe</c>.</param>
/// <param name="Arguments">What it is called with.</param>
internal sealed record PngConverter(IReadOnlyList<string> Names, Func<PngJob, IReadOnlyList<string>> Arguments)
{
    /// <summary>CSS pixels an inch, which browsers scale from.</summary>
    private const double CssDpi = 96;
    private const double PointsPerInch = 72;

    /// <summary>The converters, best first.</summary>
    internal static IReadOnlyList<PngConverter> All { get; } =
    [
        new(["rsvg-convert"], job => ["--dpi-x", N(job.Dpi), "--dpi-y", N(job.Dpi), "--width", N(Pixels(job.Width, job.Dpi)), "--height", N(Pixels(job.Height, job.Dpi)), "--output", job.Target, job.Source]),
        new(["resvg"], job => ["--dpi", N(job.Dpi), "--width", N(Pixels(job.Width, job.Dpi)), "--height", N(Pixels(job.Height, job.Dpi)), job.Source, job.Target]),
        new(["inkscape"], job => ["--export-type=png", $"--export-filename={job.Target}", $"--export-width={N(Pixels(job.Width, job.Dpi))}", $"--export-height={N(Pixels(job.Height, job.Dpi))}", job.Source]),
        new(["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "Google Chrome", "microsoft-edge", "msedge", "Microsoft Edge"], Browser),
    ];

    /// <summary>The converter a program is, by its file name; <c>null</c> for an unknown one.</summary>
    internal static PngConverter? Of(string program)
    {
        var name = Path.GetFileName(program);
        if (name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase))
        {
            name = name[..^4];
        }

        return All.FirstOrDefault(converter => converter.Names.Contains(name, StringComparer.OrdinalIgnoreCase));
    }

    private static IReadOnlyList<string> Browser(PngJob job) =>
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking", "--no-first-run", $"--user-data-dir={job.Scratch}",
        $"--force-device-scale-factor={(job.Dpi / CssDpi).ToString("0.######", CultureInfo.InvariantCulture)}", "--default-background-color=00000000",
        $"--window-size={N(Math.Ceiling(job.Width / PointsPerInch * CssDpi))},{N(Math.Ceiling(job.Height / PointsPerInch * CssDpi))}", $"--screenshot={job.Target}", new Uri(job.Source).AbsoluteUri,
    ];

    private static double Pixels(double points, int dpi) => Math.Round(points / PointsPerInch * dpi);

    private static string N(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}

/// <summary>One conversion.</summary>
/// <param name="Source">Full path of the SVG.</param>
/// <param name="Target">Full path of the PNG.</param>
/// <param name="Scratch">Folder for what the program writes beside it.</param>
/// <param name="Width">Width of the page, in points.</param>
/// <param name="Height">Height of the page, in points.</param>
/// <param name="Dpi">Resolution.</param>
internal sealed record PngJob(string Source, string Target, string Scratch, double Width, double Height, int Dpi);
