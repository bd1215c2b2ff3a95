using System.Diagnostics;

namespace CarTEvidence.Plots.Tests.Writers;

/// <summary>The strictest reader of PDF, where the machine has it.</summary>
internal static class Qpdf
{
    internal static bool IsAvailable { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "qpdf")));

    /// <summary>Fails unless the figure as a PDF passes <c>qpdf --check</c>.</summary>
    internal static void Check(Figure figure)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, figure.ToPdf());
            using var qpdf = Process.Start(new ProcessStartInfo("qpdf", ["--check", path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var said = qpdf.StandardOutput.ReadToEnd() + qpdf.StandardError.ReadToEnd();
            qpdf.WaitForExit();
            Assert.True(qpdf.ExitCode == 0, said);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
