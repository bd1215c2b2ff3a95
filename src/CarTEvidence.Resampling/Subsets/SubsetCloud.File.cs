namespace CarTEvidence.Resampling;

// The file of a part: "CTEG", version and the header of the run; estimator, selection, bins, studies and the range of their effects; the sums of every
// block; then the bins that are not empty, first by I², then by tau, as index and count.
public sealed partial class SubsetCloud
{
    private const string FileMark = "CTEG";
    private const int FileVersion = 1;

    /// <summary>Writes this cloud, to be merged elsewhere.</summary>
    /// <param name="stream">A stream that can be written; left open.</param>
    public void Save(Stream stream) => PartFile.Write(stream, FileMark, FileVersion, Options, writer =>
    {
        writer.Write((int)Options.Estimator);
        writer.Write((int)Options.Selection);
        writer.Write(Options.Bins);
        writer.Write(StudyCount);
        writer.Write(LowestMean);
        writer.Write(HighestMean);
        writer.Write(_tally.Blocks.Count);
        foreach ((long block, double[] sums) in _tally.Blocks)
        {
            writer.Write(block);
            foreach (double sum in sums)
            {
                writer.Write(sum);
            }
        }

        foreach (long[] counts in (long[][])[Counts, TauCounts])
        {
            writer.Write(counts.Count(count => count != 0));
            for (int i = 0; i < counts.Length; i++)
            {
                if (counts[i] != 0)
                {
                    writer.Write(i);
                    writer.Write(counts[i]);
                }
            }
        }
    });

    /// <summary>Reads what <see cref="Save"/> has written.</summary>
    /// <param name="stream">A stream that can be read; left open behind the last number.</param>
    /// <exception cref="InvalidDataException">The stream holds something else, another version, or less than it should.</exception>
    public static SubsetCloud Load(Stream stream) => PartFile.Read(stream, FileMark, FileVersion, (reader, header) =>
    {
        SubsetOptions options = header.ApplyTo(new SubsetOptions
        {
            Estimator = (PooledEstimator)reader.ReadInt32(),
            Selection = (SubsetSelection)reader.ReadInt32(),
            Bins = reader.ReadInt32(),
        });
        int studies = reader.ReadInt32();
        if (studies < 2 || studies > IndexChain.LargestCount)
        {
            throw new InvalidDataException($"The file speaks of {studies} studies.");
        }

        var tally = new SubsetTally(new SubsetBins(options.Bins, reader.ReadDouble(), reader.ReadDouble()), studies);
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            long block = reader.ReadInt64();
            SubsetSums sums = SubsetSums.Empty(studies);
            for (int i = 0; i < sums.Values.Length; i++)
            {
                sums.Values[i] = reader.ReadDouble();
            }

            tally.Put(block, sums);
        }

        foreach (long[] counts in (long[][])[tally.Bins.ByInconsistency, tally.Bins.ByTau])
        {
            for (int left = reader.ReadInt32(); left > 0; left--)
            {
                int at = reader.ReadInt32();
                counts[at >= 0 && at < counts.Length ? at : throw new InvalidDataException($"There is no bin {at}.")] = reader.ReadInt64();
            }
        }

        return new SubsetCloud(options, tally);
    });

    /// <summary>Joins the parts of one run; sums are kept by block and added in the order of the blocks, so the answer is bit for bit that of one run.</summary>
    /// <param name="parts">Clouds of adjoining parts of one run made of whole blocks (see <see cref="ReplicateRange.Shard"/>), at least one.</param>
    /// <exception cref="ArgumentException">There is none, they are of different runs, or they share subsets or leave a gap.</exception>
    public static SubsetCloud Merge(IReadOnlyList<SubsetCloud> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
        {
            throw new ArgumentException("There is nothing to merge.", nameof(parts));
        }

        SubsetCloud first = parts[0];
        if (parts.Any(part => part.Run != first.Run))
        {
            throw new ArgumentException("The parts are not of one run.", nameof(parts));
        }

        ReplicateRange? range = ReplicateRange.Join(parts.Select(part => part.Options.Part()), first.Options.Replicates, nameof(parts));
        var tally = new SubsetTally(first._tally.Bins.Fresh(), first.StudyCount);
        foreach (SubsetCloud part in parts)
        {
            tally.Add(part._tally.Bins);
            foreach ((long block, double[] sums) in part._tally.Blocks)
            {
                tally.Put(block, new SubsetSums(sums, first.StudyCount));
            }
        }

        return new SubsetCloud(first.Options with { Range = range }, tally);
    }

    /// <summary>What all parts of a run share.</summary>
    private (ulong, long, PooledEstimator, SubsetSelection, int, int, double, double) Run =>
        (Options.Seed, Options.Replicates, Options.Estimator, Options.Selection, Options.Bins, StudyCount, LowestMean, HighestMean);
}
