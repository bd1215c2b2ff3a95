using System.Text;

namespace CarTEvidence.Resampling;

/// <summary>The files in which parts of a run travel: a mark of four letters, a version, the header of the run, then little-endian what the routine found.</summary>
internal static class PartFile
{
    /// <summary>Writes the frame, and behind it what <paramref name="body"/> writes.</summary>
    public static void Write(Stream stream, string mark, int version, ResamplingOptions options, Action<BinaryWriter> body)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Encoding.ASCII.GetBytes(mark));
        writer.Write(version);
        PartHeader.Of(options).Write(writer);
        body(writer);
    }

    /// <summary>Reads the frame, and lets <paramref name="body"/> read the rest.</summary>
    /// <exception cref="InvalidDataException">The stream holds something else, another version, or less than it should.</exception>
    public static T Read<T>(Stream stream, string mark, int version, Func<BinaryReader, PartHeader, T> body)
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

            return body(reader, PartHeader.Read(reader));
        }
        catch (Exception exception) when (exception is EndOfStreamException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException("The file of partial results is damaged or cut off.", exception);
        }
    }
}
