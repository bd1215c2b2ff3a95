using CarTEvidence.Notebooks;

namespace CarTEvidence.Resampling;

/// <summary>A simulation, or a part of one, and how the methods did. Promises no value equality.</summary>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed partial class SimulationResult
{
    private readonly (string Name, SimulationTarget Target)[] _methods;
    private readonly SortedDictionary<long, SimulationTally[]> _blocks;

    internal SimulationResult(SimulationDesign design, SimulationOptions options, (string Name, SimulationTarget Target)[] methods, SortedDictionary<long, SimulationTally[]> blocks)
    {
        (Design, Options, _methods, _blocks) = (design, options, methods, blocks);
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

    /// <summary>What the data looked like.</summary>
    public SimulationDesign Design { get; }

    /// <summary>The choices of the run.</summary>
    public SimulationOptions Options { get; }

    /// <summary>How the methods did, in the order given.</summary>
    public IReadOnlyList<MethodPerformance> Methods { get; }

    /// <summary>Joins the parts of one run; sums are kept by block and added in the order of the blocks, so the answer is bit for bit that of one run.</summary>
    /// <param name="parts">Results of adjoining parts of one run made of whole blocks (see <see cref="ReplicateRange.Shard"/>), at least one.</param>
    /// <exception cref="ArgumentException">There is none, they are of different runs, or they share replicates or leave a gap.</exception>
    public static SimulationResult Merge(IReadOnlyList<SimulationResult> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
        {
            throw new ArgumentException("There is nothing to merge.", nameof(parts));
        }

        SimulationResult first = parts[0];
        var blocks = new SortedDictionary<long, SimulationTally[]>();
        foreach (SimulationResult part in parts)
        {
            if (part.Options.Seed != first.Options.Seed || part.Options.Replicates != first.Options.Replicates || !part._methods.SequenceEqual(first._methods) || !part.Design.IsSameAs(first.Design))
            {
                throw new ArgumentException("The parts are not of one run.", nameof(parts));
            }

            foreach ((long block, SimulationTally[] tallies) in part._blocks)
            {
                if (!blocks.TryAdd(block, tallies))
                {
                    throw new ArgumentException($"Two parts hold replicates of block {block}.", nameof(parts));
                }
            }
        }

        ReplicateRange? range = ReplicateRange.Join(parts.Select(part => part.Options.Part()), first.Options.Replicates, nameof(parts));
        return new SimulationResult(first.Design, first.Options with { Range = range }, first._methods, blocks);
    }
}
