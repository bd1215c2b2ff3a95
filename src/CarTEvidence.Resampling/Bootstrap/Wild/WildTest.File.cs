namespace CarTEvidence.Resampling;

// The file of a part: "CTEW", version and the header of the run; the choices (multipliers, adjusted residuals, exact when few), the statistic and the counts.
public sealed partial record WildTest
{
    private const string FileMark = "CTEW";
    private const int FileVersion = 1;

    /// <summary>Writes this result, to be merged elsewhere.</summary>
    /// <param name="stream">A stream that can be written; left open.</param>
    public void Save(Stream stream) => PartFile.Write(stream, FileMark, FileVersion, Options, writer =>
    {
        writer.Write((int)Options.Weights);
        writer.Write(Options.AdjustResiduals);
        writer.Write(Options.ExactWhenFew);
        writer.Write(Statistic);
        writer.Write(Replicates);
        writer.Write(AsExtreme);
        writer.Write(IsExact);
    });

    /// <summary>Reads what <see cref="Save"/> has written.</summary>
    /// <param name="stream">A stream that can be read; left open behind the last number.</param>
    /// <exception cref="InvalidDataException">The stream holds something else, another version, or less than it should.</exception>
    public static WildTest Load(Stream stream) => PartFile.Read(stream, FileMark, FileVersion, (reader, header) =>
    {
        WildTestOptions options = header.ApplyTo(new WildTestOptions { Weights = (WildWeights)reader.ReadInt32(), AdjustResiduals = reader.ReadBoolean(), ExactWhenFew = reader.ReadBoolean() });
        var test = new WildTest(reader.ReadDouble(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadBoolean(), options);
        return double.IsFinite(test.Statistic) && test.AsExtreme >= 0 && test.Replicates >= test.AsExtreme && test.Replicates <= header.Range.Count
            ? test
            : throw new InvalidDataException("The file of partial results is damaged: its counts do not fit together.");
    });
}
