namespace CarTEvidence.Resampling;

// The file of a part: "CTEB", version, then little-endian the choices that matter (seed, replicates, estimator, record), the range, the observed fit,
// the number of studies (0 for a parametric bootstrap) with their effects and variances, and the recorded columns.
public sealed partial class BootstrapReplicates
{
    private const string FileMark = "CTEB";
    private const int FileVersion = 1;

    /// <summary>Writes these replicates, to be merged elsewhere.</summary>
    /// <param name="stream">A stream that can be written; left open.</param>
    public void Save(Stream stream) => PartFile.Write(stream, FileMark, FileVersion, writer =>
    {
        writer.Write(Options.Seed);
        writer.Write(Options.Replicates);
        writer.Write((int)Options.Estimator);
        writer.Write((int)Options.Record);
        writer.Write(Range.First);
        writer.Write(Range.Count);
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
    public static BootstrapReplicates Load(Stream stream) => PartFile.Read(stream, FileMark, FileVersion, reader =>
    {
        var options = new BootstrapOptions
        {
            Seed = reader.ReadUInt64(),
            Replicates = reader.ReadInt64(),
            Estimator = (PooledEstimator)reader.ReadInt32(),
            Record = (BootstrapRecord)reader.ReadInt32(),
        };
        var range = new ReplicateRange(reader.ReadInt64(), reader.ReadInt64());
        range.Check(nameof(Range));
        var observed = new PooledFit(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        int studies = reader.ReadInt32();
        double[]? effects = studies == 0 ? null : new double[studies], variances = studies == 0 ? null : new double[studies];
        var replicates = new BootstrapReplicates(options with { Range = range }, range, observed, effects, variances);
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
