using System.Text;
using CarTEvidence.Files;

namespace CarTEvidence.Cli.Parts;

/// <summary>A part of a run in a file: "CTEV", a version, the caption, then the numbers as the engine saves them.</summary>
internal sealed class PartFile
{
    private const int Version = 2;

    private readonly long _numbersAt;

    private PartFile(string path, PartCaption caption, long numbersAt) => (Path, Caption, _numbersAt) = (path, caption, numbersAt);

    private static ReadOnlySpan<byte> Mark => "CTEV"u8;

    public string Path { get; }

    public PartCaption Caption { get; }

    /// <summary>Writes beside the file's place and moves it there, so that a stopped task leaves no half a part.</summary>
    /// <exception cref="UsageException">The name is empty.</exception>
    /// <exception cref="RefusedException">The file cannot be written.</exception>
    public static void Save(string path, PartCaption caption, Action<Stream> numbers) =>
        OutputFile.Write(path, () => WholeFile.Write(path, file =>
        {
            using (var writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true))
            {
                writer.Write(Mark);
                writer.Write(Version);
                caption.Write(writer);
            }

            numbers(file);
        }));

    /// <exception cref="RefusedException">The file is not there, or holds no part.</exception>
    public static PartFile Open(string path)
    {
        InputFile.RequireReadable(path);
        return Read(path, stream =>
        {
            using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
            if (!reader.ReadBytes(Mark.Length).AsSpan().SequenceEqual(Mark))
            {
                throw new InvalidDataException("--out of another verb, or of another program, wrote it");
            }

            return reader.ReadInt32() is var version && version == Version
                ? new PartFile(path, PartCaption.Read(reader), stream.Position)
                : throw new InvalidDataException(FormattableString.Invariant($"it has version {version}; this program reads version {Version}"));
        });
    }

    /// <summary>The numbers behind the caption.</summary>
    /// <exception cref="RefusedException">They are damaged or cut off.</exception>
    public T Numbers<T>(Func<Stream, T> load) => Read(Path, stream =>
    {
        stream.Position = _numbersAt;
        return load(stream);
    });

    /// <summary>Whether the numbers behind the caption begin with this mark of the engine.</summary>
    public bool Begins(string mark) => Numbers(stream =>
    {
        Span<byte> found = stackalloc byte[mark.Length];
        stream.ReadExactly(found);
        return Encoding.ASCII.GetString(found) == mark;
    });

    private static T Read<T>(string path, Func<Stream, T> read)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return read(stream);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or FormatException or ArgumentException)
        {
            throw new RefusedException($"{path}: it holds no part that merge can read ({fault.Message})");
        }
    }
}
