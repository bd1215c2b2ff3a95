using System.Diagnostics;

namespace CarTEvidence.Reports.Tests.Browser;

/// <summary>A test of what Chromium prints, read by <c>pdftotext</c>; skipped, with the reason, where either is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PrintedFactAttribute : FactAttribute
{
    private static readonly string? Reader = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "pdftotext.exe" : "pdftotext"))
        .FirstOrDefault(File.Exists);

    public PrintedFactAttribute()
    {
        if (Chromium.Executable is null)
        {
            Skip = Chromium.Missing;
        }
        else if (Reader is null)
        {
            Skip = "No pdftotext found: install it (Debian: apt-get install poppler-utils).";
        }
    }

    /// <summary>The words of a PDF.</summary>
    internal static async Task<string> TextOfAsync(byte[] pdf)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, pdf);
            using var reader = Process.Start(new ProcessStartInfo(Reader!, ["-enc", "UTF-8", path, "-"]) { RedirectStandardOutput = true })!;
            var text = await reader.StandardOutput.ReadToEndAsync();
            await reader.WaitForExitAsync();
            Assert.Equal(0, reader.ExitCode);
            return text;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
