namespace CarTEvidence.Resampling;

/// <summary>What the files of replicates and of sketches have in common behind the header: the choices, the data and the estimate from them.</summary>
internal static class BootstrapFile
{
    public static void Write(BinaryWriter writer, BootstrapOptions options, BootstrapData data, BootstrapRow observed)
    {
        writer.Write((int)options.Estimator);
        writer.Write((int)options.Record);
        writer.Write(options.PredictionLevel);
        writer.Write((int)options.WildWeights);
        writer.Write(options.AdjustResiduals);
        data.Write(writer);
        writer.Write(observed.Mean);
        writer.Write(observed.TauSquared);
        writer.Write(observed.StandardError);
        writer.Write(observed.HksjStandardError);
        writer.Write(observed.ISquared);
        writer.Write(observed.TauSquaredStandardError);
        writer.Write(observed.ISquaredStandardError);
    }

    public static (BootstrapOptions Options, BootstrapData Data, BootstrapRow Observed) Read(BinaryReader reader, PartHeader header)
    {
        var options = new BootstrapOptions
        {
            Estimator = (PooledEstimator)reader.ReadInt32(),
            Record = (BootstrapRecord)reader.ReadInt32(),
            PredictionLevel = reader.ReadDouble(),
            WildWeights = (WildWeights)reader.ReadInt32(),
            AdjustResiduals = reader.ReadBoolean(),
        };
        var data = BootstrapData.Read(reader);
        return (
            header.ApplyTo(options),
            data,
            new BootstrapRow(
                reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble()));
    }

    /// <summary>Puts parts in their order.</summary>
    /// <exception cref="ArgumentException">There is none, they are of different runs, or their ranges overlap or leave a gap.</exception>
    public static T[] InOrder<T>(IReadOnlyList<T> parts, Func<T, ReplicateRange> range, Func<T, T, bool> isOfRun)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
        {
            throw new ArgumentException("There is nothing to merge.", nameof(parts));
        }

        T[] ordered = [.. parts.OrderBy(part => range(part).First).ThenBy(part => range(part).Count)];
        T first = ordered[0];
        long end = range(first).First;
        foreach (T part in ordered)
        {
            if (!isOfRun(part, first))
            {
                throw new ArgumentException($"The replicates from {range(part).First} on are not of the same run as those from {range(first).First} on.", nameof(parts));
            }

            if (range(part).First != end)
            {
                throw new ArgumentException($"A part begins at replicate {range(part).First} where {end} was expected.", nameof(parts));
            }

            end = range(part).End;
        }

        return ordered;
    }
}
