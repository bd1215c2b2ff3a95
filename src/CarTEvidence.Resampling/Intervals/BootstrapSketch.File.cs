namespace CarTEvidence.Resampling;

// The file of a part: its mark, version and the header of the run; the choices, the data, the observed fit, the requests, and the sketches.
public sealed partial class BootstrapSketch
{
    /// <summary>What the file of a sketch begins with; that of <see cref="BootstrapReplicates"/> begins otherwise.</summary>
    public const string FileMark = "CTEK";

    private const int FileVersion = 1;

    /// <summary>Writes this sketch, to be merged elsewhere.</summary>
    /// <param name="stream">A stream that can be written; left open.</param>
    public void Save(Stream stream) => PartFile.Write(stream, FileMark, FileVersion, Options with { Range = Range }, writer =>
    {
        BootstrapFile.Write(writer, Options, _data, _observed);
        writer.Write(Requests.Count);
        foreach (BootstrapRequest request in Requests)
        {
            writer.Write((int)request.Method);
            writer.Write(request.Level);
            writer.Write((int)request.Statistic);
        }

        writer.Write(_sketches.Count);
        foreach ((BootstrapVariable variable, SketchedDistribution sketch) in _sketches)
        {
            writer.Write((int)variable.Statistic);
            writer.Write((int)variable.Scale);
            sketch.Write(writer);
        }
    });

    /// <summary>Reads what <see cref="Save"/> has written.</summary>
    /// <param name="stream">A stream that can be read; left open behind the last number.</param>
    /// <exception cref="InvalidDataException">The stream holds something else, another version, or less than it should.</exception>
    public static BootstrapSketch Load(Stream stream) => PartFile.Read(stream, FileMark, FileVersion, (reader, header) =>
    {
        (BootstrapOptions options, BootstrapData data, BootstrapRow observed) = BootstrapFile.Read(reader, header);
        var requests = new BootstrapRequest[reader.ReadInt32()];
        for (int i = 0; i < requests.Length; i++)
        {
            requests[i] = new BootstrapRequest((BootstrapIntervalMethod)reader.ReadInt32(), reader.ReadDouble(), (BootstrapStatistic)reader.ReadInt32());
        }

        SortedDictionary<BootstrapVariable, SketchedDistribution> sketches = Sketches();
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            var variable = new BootstrapVariable((BootstrapStatistic)reader.ReadInt32(), (BootstrapScale)reader.ReadInt32());
            sketches[variable] = SketchedDistribution.Read(reader);
        }

        return new BootstrapSketch(data, options, header.Range, observed, requests, sketches);
    });

    /// <summary>Joins the parts of one run; the limits are bit for bit what the run would have given in one piece.</summary>
    /// <param name="parts">Parts with adjoining ranges of whole blocks, in any order; at least one.</param>
    /// <exception cref="ArgumentException">There is none, they are of different runs, or their ranges overlap or leave a gap.</exception>
    public static BootstrapSketch Merge(IReadOnlyList<BootstrapSketch> parts)
    {
        BootstrapSketch[] ordered = BootstrapFile.InOrder(parts, part => part.Range, (part, other) =>
            part.Options.IsOfRun(other.Options) && part._observed.Equals(other._observed) && part._data.IsSameAs(other._data) && part.Requests.SequenceEqual(other.Requests));
        BootstrapSketch first = ordered[0];
        SortedDictionary<BootstrapVariable, SketchedDistribution> sketches = Sketches();
        foreach ((BootstrapVariable variable, SketchedDistribution sketch) in first._sketches)
        {
            sketches[variable] = sketch.Empty();
            foreach (BootstrapSketch part in ordered)
            {
                sketches[variable].Add(part._sketches[variable]);
            }
        }

        var range = new ReplicateRange(first.Range.First, ordered[^1].Range.End - first.Range.First);
        return new BootstrapSketch(first._data, first.Options with { Range = null }, range, first._observed, first.Requests, sketches);
    }
}
