using System.Text;

namespace CarTEvidence.Reports;

/// <summary>Writes a text file so that its name never stands for half of it.</summary>
internal static class WholeFile
{
    /// <summary>Writes beside <paramref name="path"/>, in UTF-8, and moves into place; on failure nothing of it remains.</summary>
    public static void Write(string path, string text)
    {
        var beside = $"{Path.GetFullPath(path)}.{Path.GetRandomFileName()}";
        try
        {
            File.WriteAllText(beside, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
