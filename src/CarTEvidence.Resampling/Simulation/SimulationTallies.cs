namespace CarTEvidence.Resampling;

/// <summary>What a simulation, or a part of one, has added up: the methods by name and target, and their tallies block by block, added in the order of the blocks.</summary>
internal sealed class SimulationTallies
{
    private readonly (string Name, SimulationTarget Target)[] _methods;
    private readonly SortedDictionary<long, SimulationTally[]> _blocks;

    public SimulationTallies((string Name, SimulationTarget Target)[] methods, SortedDictionary<long, SimulationTally[]> blocks)
    {
        (_methods, _blocks) = (methods, blocks);
        var totals = new SimulationTally[methods.Length];
        foreach (SimulationTally[] block in blocks.Values)
        {
            for (int i = 0; i < totals.Length; i++)
            {
                totals[i].Add(block[i]);
            }
        }

        Methods = [.. totals.Select((total, i) => total.ToPerformance(methods[i].Name, methods[i].Target))];
    }

    /// <summary>How the methods did, in the order given.</summary>
    public IReadOnlyList<MethodPerformance> Methods { get; }

    /// <summary>Simulates the part of a run that the options name.</summary>
    public static SimulationTallies Run(
        (string Name, SimulationTarget Target)[] methods, double[] targets, Func<ISimulatedTrials> createTrials, SimulationOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        var blocks = new SortedDictionary<long, SimulationTally[]>();
        BlockRunner.Run(options.Part(), options.Threads, () => new SimulationWorker(createTrials(), targets, blocks, cancellation), progress, cancellation, SimulationWorker.BlockSize);
        return new SimulationTallies(methods, blocks);
    }

    /// <summary>Joins the parts of one run, and says which replicates they cover together; <c>null</c> if that is all of it.</summary>
    /// <exception cref="ArgumentException">There is none, they are of different runs, or they share replicates or leave a gap.</exception>
    public static (SimulationTallies Tallies, ReplicateRange? Range) Merge<T>(IReadOnlyList<T> parts, Func<T, SimulationTallies> tallies, Func<T, SimulationOptions> options, Func<T, T, bool> isOfDesign)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
        {
            throw new ArgumentException("There is nothing to merge.", nameof(parts));
        }

        T first = parts[0];
        var blocks = new SortedDictionary<long, SimulationTally[]>();
        foreach (T part in parts)
        {
            if (options(part).Seed != options(first).Seed || options(part).Replicates != options(first).Replicates
                || !tallies(part)._methods.SequenceEqual(tallies(first)._methods) || !isOfDesign(part, first))
            {
                throw new ArgumentException("The parts are not of one run.", nameof(parts));
            }

            foreach ((long block, SimulationTally[] own) in tallies(part)._blocks)
            {
                if (!blocks.TryAdd(block, own))
                {
                    throw new ArgumentException($"Two parts hold replicates of block {block}.", nameof(parts));
                }
            }
        }

        ReplicateRange? range = ReplicateRange.Join(parts.Select(part => options(part).Part()), options(first).Replicates, nameof(parts));
        return (new SimulationTallies(tallies(first)._methods, blocks), range);
    }

    public static SimulationTallies Read(BinaryReader reader)
    {
        var methods = new (string Name, SimulationTarget Target)[reader.ReadInt32()];
        for (int i = 0; i < methods.Length; i++)
        {
            methods[i] = (reader.ReadString(), (SimulationTarget)reader.ReadInt32());
        }

        var blocks = new SortedDictionary<long, SimulationTally[]>();
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            long block = reader.ReadInt64();
            var tallies = new SimulationTally[methods.Length];
            for (int i = 0; i < tallies.Length; i++)
            {
                tallies[i] = SimulationTally.Read(reader);
            }

            blocks.Add(block, tallies);
        }

        return new SimulationTallies(methods, blocks);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_methods.Length);
        foreach ((string name, SimulationTarget target) in _methods)
        {
            writer.Write(name);
            writer.Write((int)target);
        }

        writer.Write(_blocks.Count);
        foreach ((long block, SimulationTally[] tallies) in _blocks)
        {
            writer.Write(block);
            foreach (SimulationTally tally in tallies)
            {
                tally.Write(writer);
            }
        }
    }
}
