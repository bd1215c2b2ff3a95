namespace CarTEvidence.Resampling;

// The file of a part: "CTEB", version and the header of the run; the choices, the data, the observed fit, and the recorded columns.
public sealed partial class BootstrapReplicates
{
    private const string FileMark = "CTEB";
    private const int FileVersion = 2;

    /// <summary>Writes these replicates, to be merged elsewhere.</summary>
    /// <param name="stream">A stream that can be written; left open.</param>
    public void Save(Stream stream) => PartFile.Write(stream, FileMark, FileVersion, Options with { Range = Range }, writer =>
    {
        BootstrapFile.Write(writer, Options, _data, _observed);
        foreach (double[]? column in _columns.All)
        {
            foreach (double number in column ?? [])
            {
                writer.Write(number);
            }
        }
    });

    /// <summary>Reads what <see cref="Save"/> has written.</summary>
    /// <param name="stream">A stream that can be read; left open behind the last number.</param>
    /// <exception cref="InvalidDataException">The stream holds something else, another version, or less than it should.</exception>
    public static BootstrapReplicates Load(Stream stream) => PartFile.Read(stream, FileMark, FileVersion, (reader, header) =>
    {
        (BootstrapOptions options, BootstrapData data, BootstrapRow observed) = BootstrapFile.Read(reader, header);
        var columns = new BootstrapColumns(header.Range, options.Record, options.Estimator);
        foreach (double[]? column in columns.All)
        {
            for (int i = 0; i < column?.Length; i++)
            {
                column[i] = reader.ReadDouble();
            }
        }

        return new BootstrapReplicates(data, options, observed, columns);
    });
}
