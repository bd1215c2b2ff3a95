using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Printing;

/// <summary>Replicates in a file: written beside its place and moved into it.</summary>
internal static class ReplicateFile
{
    public static void Save(BootstrapReplicates replicates, string path)
    {
        var beside = path + ".tmp";
        try
        {
            using (var stream = File.Create(beside))
            {
                replicates.Save(stream);
            }

            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <exception cref="RefusedException">The file is not there, or holds no replicates.</exception>
    public static BootstrapReplicates Load(string path)
    {
        InputFile.RequireReadable(path);
        try
        {
            using var stream = File.OpenRead(path);
            return BootstrapReplicates.Load(stream);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or FormatException or ArgumentException)
        {
            throw new RefusedException($"{path}: it holds no replicates that merge can read ({fault.Message})");
        }
    }
}
