using System.Text;
using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis;

// The file of a part: "CTER", version, the choices of the run and its range; clusters, level, coefficients without a test; then each coefficient with its test as a part of its own
// and the counts of the two ends of its interval; and the test of all together. Little-endian.
public sealed partial record WildBootstrapRegression
{
    /// <summary>What the file of a part begins with.</summary>
    public const string FileMark = "CTER";

    private const int FileVersion = 1;

    /// <summary>Writes this result, to be merged elsewhere.</summary>
    /// <param name="stream">A stream that can be written; left open.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Encoding.ASCII.GetBytes(FileMark));
        writer.Write(FileVersion);
        var part = Options.Range ?? new ReplicateRange(0, Options.Replicates);
        writer.Write(Options.Seed);
        writer.Write(Options.Replicates);
        writer.Write(part.First);
        writer.Write(part.Count);
        writer.Write((int)Options.Weights);
        writer.Write(Options.AdjustResiduals);
        writer.Write(Options.ExactWhenFew);
        writer.Write(ClusterCount);
        writer.Write(IsClustered);
        writer.Write(Level);
        WriteAll(writer, Untested, writer.Write);
        WriteAll(writer, Coefficients, coefficient =>
        {
            writer.Write(coefficient.Name);
            writer.Write(coefficient.Estimate);
            writer.Write(coefficient.StandardError);
            coefficient.Test.Save(stream);
            writer.Write(coefficient.Ends is not null);
            foreach (var end in coefficient.Ends is var (lower, upper) ? new[] { lower, upper } : [])
            {
                WriteAll(writer, end.Counts, count =>
                {
                    writer.Write(count.Distance);
                    writer.Write(count.AsExtreme);
                });
            }
        });
        writer.Write(Omnibus is not null);
        Omnibus?.Save(stream);
    }

    /// <summary>Reads what <see cref="Save"/> has written.</summary>
    /// <param name="stream">A stream that can be read; left open behind the last number.</param>
    /// <exception cref="InvalidDataException">The stream holds something else, another version, or less than it should.</exception>
    public static WildBootstrapRegression Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        try
        {
            return Load(stream, reader);
        }
        catch (Exception damage) when (damage is EndOfStreamException or ArgumentException or OverflowException or FormatException or InvalidOperationException)
        {
            throw new InvalidDataException("The file of partial results is damaged or cut off.", damage);
        }
    }

    private static WildBootstrapRegression Load(Stream stream, BinaryReader reader)
    {
        var mark = Encoding.ASCII.GetString(reader.ReadBytes(FileMark.Length));
        if (mark != FileMark)
        {
            throw new InvalidDataException($"This is not the expected file of partial results: it begins with '{mark}' instead of '{FileMark}'.");
        }

        if (reader.ReadInt32() is var version && version != FileVersion)
        {
            throw new InvalidDataException(FormattableString.Invariant($"The file has version {version}; this program reads version {FileVersion}."));
        }

        var options = new WildTestOptions
        {
            Seed = reader.ReadUInt64(),
            Replicates = reader.ReadInt64(),
            Range = new ReplicateRange(reader.ReadInt64(), reader.ReadInt64()),
            Weights = (WildWeights)reader.ReadInt32(),
            AdjustResiduals = reader.ReadBoolean(),
            ExactWhenFew = reader.ReadBoolean(),
        };
        var (clusters, isClustered, level) = (reader.ReadInt32(), reader.ReadBoolean(), reader.ReadDouble());
        var untested = ReadAll(reader, reader.ReadString);
        var coefficients = ReadAll(reader, () =>
        {
            var (name, estimate, error, test) = (reader.ReadString(), reader.ReadDouble(), reader.ReadDouble(), WildTest.Load(stream));
            return new WildBootstrapCoefficient(name, estimate, error, test, null) { Ends = reader.ReadBoolean() ? (ReadEnd(reader), ReadEnd(reader)) : null };
        });
        var omnibus = reader.ReadBoolean() ? WildTest.Load(stream) : null;
        return new WildBootstrapRegression { Omnibus = omnibus, Coefficients = coefficients, ClusterCount = clusters, IsClustered = isClustered, Level = level, Options = options, Untested = untested }.Completed();
    }

    private static WildEnd ReadEnd(BinaryReader reader) => new(ReadAll(reader, () => (reader.ReadDouble(), reader.ReadInt64())));

    private static void WriteAll<T>(BinaryWriter writer, IReadOnlyList<T> list, Action<T> write)
    {
        writer.Write(list.Count);
        foreach (var item in list)
        {
            write(item);
        }
    }

    private static List<T> ReadAll<T>(BinaryReader reader, Func<T> read)
    {
        // Not in one allocation: a damaged length would ask for all memory.
        var count = reader.ReadInt32();
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        List<T> list = [];
        for (var i = 0; i < count; i++)
        {
            list.Add(read());
        }

        return list;
    }
}
