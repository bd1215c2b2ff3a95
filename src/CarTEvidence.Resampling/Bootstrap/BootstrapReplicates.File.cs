namespace CarTEvidence.Resampling;

// The file of a part: "CTEB", version and the header of the run; the choices (estimator, record), the observed fit,
// the number of studies (0 for a parametric bootstrap) with their effects and variances, and the recorded columns.
public sealed partial class BootstrapReplicates
{
    private const string FileMark = "CTEB";
    private const int FileVersion = 2;

    /// <summary>Writes these replicates, to be merged elsewhere.</summary>
    /// <param name="stream">A stream that can be written; left open.</param>
    public void Save(Stream stream) => PartFile.Write(stream, FileMark, FileVersion, Options with { Range = Range }, writer =>
    {
        writer.Write((int)Options.Estimator);
        writer.Write((int)Options.Record);
        foreach (double number in (ReadOnlySpan<double>)[Observed.Mean, Observed.TauSquared, Observed.StandardError, Observed.HksjStandardError])
        {
            writer.Write(number);
        }

        writer.Write(_effects?.Length ?? 0);
        foreach (double[]? column in Columns())
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
        BootstrapOptions options = header.ApplyTo(new BootstrapOptions { Estimator = (PooledEstimator)reader.ReadInt32(), Record = (BootstrapRecord)reader.ReadInt32() });
        var observed = new PooledFit(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        int studies = reader.ReadInt32();
        double[]? effects = studies == 0 ? null : new double[studies], variances = studies == 0 ? null : new double[studies];
        var replicates = new BootstrapReplicates(options, header.Range, observed, effects, variances);
        foreach (double[]? column in replicates.Columns())
        {
            for (int i = 0; i < column?.Length; i++)
            {
                column[i] = reader.ReadDouble();
            }
        }

        return replicates;
    });

    private double[]?[] Columns() => [_effects, _variances, Means, TauSquared, StandardErrors, HksjStandardErrors];
}
