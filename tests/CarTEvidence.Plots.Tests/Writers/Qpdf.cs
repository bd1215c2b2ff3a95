using System.Diagnostics;
using System.Text;

namespace CarTEvidence.Plots.Tests.Writers;

/// <summary>The strictest reader of PDF, where the machine has it.</summary>
internal static class Qpdf
{
    /// <summary>Fails unless the figure is written as a PDF and, with <c>qpdf</c> on the path, passes <c>qpdf --check</c>.</summary>
    internal static void Check(Figure figure)
    {
        var pdf = figure.ToPdf();
        Assert.StartsWith("%PDF-1.7", Encoding.Latin1.GetString(pdf, 0, 8), StringComparison.Ordinal);
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "qpdf"))))
        {
            return;
        }

        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, pdf);
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
