using CarTEvidence.Notebooks;

namespace CarTEvidence.Resampling;

/// <summary>A simulation of trials with two arms, or a part of one, and how the methods did. Promises no value equality.</summary>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed partial class TwoArmSimulationResult
{
    private readonly SimulationTallies _tallies;

    internal TwoArmSimulationResult(TwoArmDesign design, SimulationOptions options, SimulationTallies tallies) => (Design, Options, _tallies) = (design, options, tallies);

    /// <summary>What the data looked like.</summary>
    public TwoArmDesign Design { get; }

    /// <summary>The choices of the run.</summary>
    public SimulationOptions Options { get; }

    /// <summary>How the methods did, in the order given, on the scale of the design's effect.</summary>
    public IReadOnlyList<MethodPerformance> Methods => _tallies.Methods;

    /// <summary>Joins the parts of one run; the answer is bit for bit that of one run.</summary>
    /// <param name="parts">Results of adjoining parts of one run made of whole blocks (see <see cref="ReplicateRange.Shard"/>), at least one.</param>
    /// <exception cref="ArgumentException">There is none, they are of different runs, or they share replicates or leave a gap.</exception>
    public static TwoArmSimulationResult Merge(IReadOnlyList<TwoArmSimulationResult> parts)
    {
        (SimulationTallies tallies, ReplicateRange? range) = SimulationTallies.Merge(parts, part => part._tallies, part => part.Options, (part, other) => part.Design.IsSameAs(other.Design));
        return new TwoArmSimulationResult(parts[0].Design, parts[0].Options with { Range = range }, tallies);
    }
}
