namespace CarTEvidence.Resampling;

/// <summary>Decides between all and random rearrangements, and counts the extreme ones.</summary>
internal sealed class PermutationRun
{
    // Statistics that differ by rounding alone count as equal, as in metafor (the square root of the machine precision).
    private const double Tolerance = 1.4901161193847656e-8;

    /// <summary>Studies to a block: drawing an order and its statistic take less than a tenth of a microsecond a study.</summary>
    public const int StudiesPerBlock = 1 << 18;

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

    public PermutationResult Execute(Func<IBlockWorker> createWorker, double observed, int blockSize, IProgress<double>? progress, CancellationToken cancellation) =>
        Execute([this], createWorker, [observed], blockSize, progress, cancellation)[0];

    /// <summary>Several statistics of the same rearrangements.</summary>
    public static PermutationResult[] Execute(PermutationRun[] runs, Func<IBlockWorker> createWorker, double[] observed, int blockSize, IProgress<double>? progress, CancellationToken cancellation)
    {
        for (int i = 0; i < runs.Length; i++)
        {
            runs[i]._critical = Math.Abs(observed[i]) - (Tolerance * Math.Max(1, Math.Abs(observed[i])));
        }

        PermutationRun first = runs[0];
        ReplicateRange range = first.Options.Part();
        if (first.IsExact)
        {
            range = new ReplicateRange(Math.Min(range.First, first._all), Math.Max(0, Math.Min(range.End, first._all) - Math.Min(range.First, first._all)));
        }

        BlockRunner.Run(range, first.Options.Threads, createWorker, progress, cancellation, blockSize);
        return [.. runs.Select((run, i) => new PermutationResult(observed[i], range.Count, Interlocked.Read(ref run._asExtreme), first.IsExact, first.Options))];
    }

    /// <summary>Counts the statistics of a batch; what is not a number counts as extreme.</summary>
    public unsafe long Extreme(double* statistics, int count)
    {
        long extreme = 0;
        for (int i = 0; i < count; i++)
        {
            extreme += Math.Abs(statistics[i]) < _critical ? 0 : 1;
        }

        return extreme;
    }

    public void Add(long extreme) => Interlocked.Add(ref _asExtreme, extreme);
}
