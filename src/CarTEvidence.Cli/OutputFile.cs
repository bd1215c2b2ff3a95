namespace CarTEvidence.Cli;

/// <summary>Writes where the user said, or says why not, by the name that the user gave.</summary>
internal static class OutputFile
{
    /// <summary>Runs what writes the file or folder <paramref name="path"/>.</summary>
    /// <exception cref="UsageException">The name is empty.</exception>
    /// <exception cref="RefusedException">It cannot be written.</exception>
    public static void Write(string path, Action write)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new UsageException("the name of the file or folder to write is empty.");
        }

        try
        {
            write();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(fault switch
            {
                FileNotFoundException or DirectoryNotFoundException => $"{path}: it cannot be written: there is no such folder",
                UnauthorizedAccessException => $"{path}: it cannot be written: a folder, or no permission",
                _ => $"{path}: {fault.Message}",
            });
        }
    }
}
