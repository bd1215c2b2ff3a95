namespace CarTEvidence.Resampling;

/// <summary>What every file of a part says first: which run it belongs to, and which replicates of it are here.</summary>
internal readonly record struct PartHeader(ulong Seed, long Replicates, ReplicateRange Range)
{
    public static PartHeader Of(ResamplingOptions options) => new(options.Seed, options.Replicates, options.Part());

    public static PartHeader Read(BinaryReader reader)
    {
        var header = new PartHeader(reader.ReadUInt64(), reader.ReadInt64(), new ReplicateRange(reader.ReadInt64(), reader.ReadInt64()));
        header.Range.Check(nameof(Range));
        return header;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Seed);
        writer.Write(Replicates);
        writer.Write(Range.First);
        writer.Write(Range.Count);
    }

    /// <summary>The choices of a routine with the run and the part of it that the header names.</summary>
    public T ApplyTo<T>(T options)
        where T : ResamplingOptions
    {
        ResamplingOptions run = options;
        return (T)(run with { Seed = Seed, Replicates = Replicates, Range = Range });
    }
}
