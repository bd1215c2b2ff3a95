namespace CarTEvidence.Resampling;

/// <summary>Decides between all and random rearrangements, and counts the extreme ones.</summary>
internal sealed class PermutationRun
{
    // Statistics that differ by rounding alone count as equal, as in metafor (the square root of the machine precision).
    private const double Tolerance = 1.4901161193847656e-8;

    private readonly long _all;
    private double _critical;
    private long _asExtreme;

    public PermutationRun(PermutationOptions options, long all)
    {
        (Options, _all) = (options, all);
        IsExact = options.ExactWhenFew && all <= options.Replicates;
    }

    public PermutationOptions Options { get; }

    /// <summary>Whether replicate r is the rearrangement of rank r.</summary>
    public bool IsExact { get; }

    public PermutationResult Execute(Func<IBlockWorker> createWorker, double observed, IProgress<double>? progress, CancellationToken cancellation)
    {
        _critical = Math.Abs(observed) - (Tolerance * Math.Max(1, Math.Abs(observed)));
        ReplicateRange range = Options.Part();
        if (IsExact)
        {
            range = new ReplicateRange(Math.Min(range.First, _all), Math.Max(0, Math.Min(range.End, _all) - Math.Min(range.First, _all)));
        }

        BlockRunner.Run(range, Options.Threads, createWorker, progress, cancellation);
        return new PermutationResult(observed, range.Count, Interlocked.Read(ref _asExtreme), IsExact, Options);
    }

    /// <summary>Counts the statistics of a batch.</summary>
    public unsafe long Extreme(double* statistics, int count)
    {
        long extreme = 0;
        for (int i = 0; i < count; i++)
        {
            extreme += Math.Abs(statistics[i]) >= _critical ? 1 : 0;
        }

        return extreme;
    }

    public void Add(long extreme) => Interlocked.Add(ref _asExtreme, extreme);
}
