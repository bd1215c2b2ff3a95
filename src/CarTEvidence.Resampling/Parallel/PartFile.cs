using System.Text;

namespace CarTEvidence.Resampling;

/// <summary>The frame of the files in which parts of a run travel: a mark of four letters, a version, then little-endian numbers.</summary>
internal static class PartFile
{
    public static void Write(Stream stream, string mark, int version, Action<BinaryWriter> body)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Encoding.ASCII.GetBytes(mark));
        writer.Write(version);
        body(writer);
    }

    /// <exception cref="InvalidDataException">The stream holds something else, another version, or less than it should.</exception>
    public static T Read<T>(Stream stream, string mark, int version, Func<BinaryReader, T> body)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        try
        {
            string found = Encoding.ASCII.GetString(reader.ReadBytes(mark.Length));
            if (found != mark)
            {
                throw new InvalidDataException($"This is not the expected file of partial results: it begins with '{found}' instead of '{mark}'.");
            }

            int written = reader.ReadInt32();
            if (written != version)
            {
                throw new InvalidDataException($"The file has version {written}; this program reads version {version}.");
            }

            return body(reader);
        }
        catch (Exception exception) when (exception is EndOfStreamException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException("The file of partial results is damaged or cut off.", exception);
        }
    }
}
