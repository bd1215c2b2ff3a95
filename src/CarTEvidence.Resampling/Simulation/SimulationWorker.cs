namespace CarTEvidence.Resampling;

/// <summary>Simulates and judges blocks of data sets.</summary>
internal sealed class SimulationWorker(ISimulatedTrials trials, double[] targets, SortedDictionary<long, SimulationTally[]> blocks, CancellationToken cancellation) : IBlockWorker
{
    /// <summary>Data sets in a block: few, as a method may take milliseconds; a divisor of the block that shards are made of.</summary>
    public const int BlockSize = 64;

    public void Run(long first, int count)
    {
        var tallies = new SimulationTally[targets.Length];
        for (long replicate = first; replicate < first + count; replicate++)
        {
            cancellation.ThrowIfCancellationRequested();
            trials.Draw(replicate);
            bool atBoundary = trials.IsAtBoundary;
            for (int i = 0; i < tallies.Length; i++)
            {
                tallies[i].Add(trials.Answer(i), targets[i], atBoundary);
            }
        }

        lock (blocks)
        {
            blocks.Add(first / BlockSize, tallies);
        }
    }

    public void Dispose()
    {
    }
}
