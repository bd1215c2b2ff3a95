namespace CarTEvidence.Resampling;

/// <summary>Simulates and judges blocks of data sets.</summary>
internal sealed class SimulationWorker : IBlockWorker
{
    /// <summary>Data sets in a block: few, as a method may take milliseconds; a divisor of the block that shards are made of.</summary>
    public const int BlockSize = 64;

    private readonly SimulationDesign _design;
    private readonly IReadOnlyList<SimulationMethod> _methods;
    private readonly ulong _seed;
    private readonly SortedDictionary<long, SimulationTally[]> _blocks;
    private readonly CancellationToken _cancellation;
    private readonly SimulatedProportions _data;
    private readonly double[] _targets;

    public SimulationWorker(
        SimulationDesign design, IReadOnlyList<SimulationMethod> methods, ulong seed, SortedDictionary<long, SimulationTally[]> blocks, CancellationToken cancellation)
    {
        (_design, _methods, _seed, _blocks, _cancellation) = (design, methods, seed, blocks, cancellation);
        _data = new SimulatedProportions(design.StudyCount);
        _targets = [.. methods.Select(method => design.TrueProportion(method.Target))];
    }

    public void Run(long first, int count)
    {
        var tallies = new SimulationTally[_methods.Count];
        for (long replicate = first; replicate < first + count; replicate++)
        {
            _cancellation.ThrowIfCancellationRequested();
            _data.Draw(_design, _seed, replicate);
            bool atBoundary = _data.IsAtBoundary;
            for (int i = 0; i < tallies.Length; i++)
            {
                tallies[i].Add(_methods[i].Answer(_data), _targets[i], atBoundary);
            }
        }

        lock (_blocks)
        {
            _blocks.Add(first / BlockSize, tallies);
        }
    }

    public void Dispose()
    {
    }
}
