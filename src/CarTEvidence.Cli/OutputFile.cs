namespace CarTEvidence.Cli;

/// <summary>Writes where the user said, or says why not, by the name that the user gave.</summary>
internal static class OutputFile
{
    /// <summary>Runs what writes the file or folder <paramref name="path"/>.</summary>
    /// <param name="path">The file, or the folder.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    /// <exception cref="UsageException">The name is empty.</exception>
    /// <exception cref="RefusedException">It cannot be written.</exception>
    public static void Write(string path, Action write, bool isFolder = false)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new UsageException("the name of the file or folder to write is empty.");
        }

        try
        {
            write();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new RefusedException(fault switch
            {
                FileNotFoundException or DirectoryNotFoundException => $"{path}: it cannot be written: there is no such folder",
                _ when !isFolder && Directory.Exists(path) => $"{path}: it cannot be written: it is a folder",
                UnauthorizedAccessException => $"{path}: it cannot be written: no permission",

                // Also where no program that makes a PNG was found: the message names those looked for.
                _ => $"{path}: {fault.Message}",
            });
        }
    }
}
