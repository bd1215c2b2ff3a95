namespace CarTEvidence.Plots.Writers;

/// <summary>Writes a file so that its name never stands for half of it.</summary>
internal static class FileWriter
{
    /// <summary>Writes beside <paramref name="path"/> and moves into place; on failure nothing of it remains.</summary>
    internal static void Write(string path, ReadOnlySpan<byte> content)
    {
        var full = Path.GetFullPath(path);
        var beside = full + "." + Path.GetRandomFileName();
        try
        {
            using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(content);
            }

            File.Move(beside, full, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
