using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace CarTEvidence.Plots.Tests.Writers;

/// <summary>A PDF as poppler draws it: grey values from 0 (black) to 255, row by row.</summary>
/// <param name="Width">Pixels a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Grey">The values.</param>
internal sealed record Rendering(int Width, int Height, byte[] Grey)
{
    private const int White = 255;

    internal static bool IsAvailable { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "pdftoppm.exe" : "pdftoppm")));

    /// <summary>The share of pixels that are not the paper's, within a box given in shares of the page.</summary>
    internal double Ink(double left = 0, double top = 0, double right = 1, double bottom = 1)
    {
        var (paper, inked, all) = (Grey[0], 0, 0);
        for (var y = (int)(top * Height); y < (int)(bottom * Height); y++)
        {
            for (var x = (int)(left * Width); x < (int)(right * Width); x++)
            {
                inked += Grey[y * Width + x] == paper ? 0 : 1;
                all++;
            }
        }

        return all == 0 ? 0 : (double)inked / all;
    }

    /// <summary>Draws the only page of a PDF; fails on anything that the viewer complains of.</summary>
    internal static Rendering Of(byte[] pdf, int dotsPerInch)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, pdf);
            using var viewer = Process.Start(new ProcessStartInfo("pdftoppm", ["-gray", "-r", dotsPerInch.ToString(CultureInfo.InvariantCulture), path])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var complaints = viewer.StandardError.ReadToEndAsync();
            using var image = new MemoryStream();
            viewer.StandardOutput.BaseStream.CopyTo(image);
            viewer.WaitForExit();
            Assert.Equal("", complaints.Result);
            Assert.Equal(0, viewer.ExitCode);
            return Read(image.ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The portable grey map: P5, width, height, greatest value, a white space, the values.</summary>
    private static Rendering Read(byte[] image)
    {
        var words = new List<string>();
        var at = 0;
        while (words.Count < 4)
        {
            var from = at;
            while (!char.IsWhiteSpace((char)image[at]))
            {
                at++;
            }

            words.Add(Encoding.ASCII.GetString(image, from, at - from));
            at++;
        }

        Assert.Equal(("P5", White), (words[0], int.Parse(words[3], CultureInfo.InvariantCulture)));
        var (width, height) = (int.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture));
        Assert.Equal(width * height, image.Length - at);
        return new Rendering(width, height, image[at..]);
    }
}
