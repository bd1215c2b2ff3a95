namespace CarTEvidence.Resampling;

// The file of a part: "CTEP", version and the header of the run; the choices (exact when few, random effects), the statistic, which it is, and the counts.
public sealed partial record PermutationResult
{
    private const string FileMark = "CTEP";
    private const int FileVersion = 3;

    /// <summary>Writes this result, to be merged elsewhere.</summary>
    /// <param name="stream">A stream that can be written; left open.</param>
    public void Save(Stream stream) => PartFile.Write(stream, FileMark, FileVersion, Options, writer =>
    {
        writer.Write(Options.ExactWhenFew);
        writer.Write(Options.RandomEffects);
        writer.Write(Statistic);
        writer.Write((int)StatisticKind);
        writer.Write(Rearrangements);
        writer.Write(AsExtreme);
        writer.Write(IsExact);
    });

    /// <summary>Reads what <see cref="Save"/> has written.</summary>
    /// <param name="stream">A stream that can be read; left open behind the last number.</param>
    /// <exception cref="InvalidDataException">The stream holds something else, another version, or less than it should.</exception>
    public static PermutationResult Load(Stream stream) => PartFile.Read(stream, FileMark, FileVersion, (reader, header) =>
    {
        PermutationOptions options = header.ApplyTo(new PermutationOptions { ExactWhenFew = reader.ReadBoolean(), RandomEffects = reader.ReadBoolean() });
        double statistic = reader.ReadDouble();
        var kind = (PermutationStatistic)reader.ReadInt32();
        var result = new PermutationResult(statistic, reader.ReadInt64(), reader.ReadInt64(), reader.ReadBoolean(), options) { StatisticKind = kind };
        return Enum.IsDefined(kind) && result.AsExtreme >= 0 && result.Rearrangements >= result.AsExtreme && result.Rearrangements <= header.Range.Count
            ? result
            : throw new InvalidDataException("The file of partial results is damaged: its counts do not fit together.");
    });
}
