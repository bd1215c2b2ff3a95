using System.Text;

namespace CarTEvidence.Files;

/// <summary>Writes a file so that its name never stands for half of it.</summary>
internal static class WholeFile
{
    /// <summary>Writes text in UTF-8, without a mark.</summary>
    public static void Write(string path, string text) => Write(path, file => file.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes beside <paramref name="path"/>, under a name that no file has, and moves into place; on failure nothing of it remains.</summary>
    public static void Write(string path, Action<Stream> content)
    {
        var full = Path.GetFullPath(path);
        var beside = $"{full}.{Path.GetRandomFileName()}";
        try
        {
            using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                content(file);
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
