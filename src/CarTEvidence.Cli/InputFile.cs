using System.Text;

namespace CarTEvidence.Cli;

/// <summary>Opens what the user named, or says why not.</summary>
internal static class InputFile
{
    /// <summary>A reader of the file's text, UTF-8 unless it carries another mark.</summary>
    /// <exception cref="UsageException">The name is empty.</exception>
    /// <exception cref="RefusedException">The file is not there or cannot be read.</exception>
    public static StreamReader Open(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new UsageException("the name of the file to read is empty.");
        }

        try
        {
            return new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"{path}: {Reason(fault)}");
        }
    }

    /// <summary>Says why a file cannot be read before anything else is tried.</summary>
    /// <exception cref="RefusedException">The file is not there or cannot be read.</exception>
    public static void RequireReadable(string path) => Open(path).Dispose();

    private static string Reason(Exception fault) => fault switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        UnauthorizedAccessException => "it cannot be read (a folder, or no permission)",
        _ => fault.Message,
    };
}
