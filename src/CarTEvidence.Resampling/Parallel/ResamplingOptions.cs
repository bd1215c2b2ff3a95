namespace CarTEvidence.Resampling;

/// <summary>Choices that every resampling routine shares. None but the seed and the number of replicates can change a result.</summary>
public abstract record ResamplingOptions
{
    private readonly long _replicates = 10_000;
    private readonly int _threads = Environment.ProcessorCount;

    /// <summary>Seed of the run. Replicate <i>i</i> depends on (seed, <i>i</i>) alone. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Number of replicates of the whole run. Default: 10,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public long Replicates
    {
        get => _replicates;
        init => _replicates = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A run has at least one replicate.");
    }

    /// <summary>The part of the run to compute; <c>null</c> (the default) is all of it. See <see cref="ReplicateRange.Shard"/>.</summary>
    public ReplicateRange? Range { get; init; }

    /// <summary>Threads to use. Default: as many as the machine has processors.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int Threads
    {
        get => _threads;
        init => _threads = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A run needs at least one thread.");
    }

    /// <summary>Which form of the kernels runs; the choice never changes a result. Default: the fastest this processor supports.</summary>
    public KernelPath Kernel { get; init; } = KernelPath.Automatic;

    /// <summary>The replicates to compute.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range does not lie within the run.</exception>
    internal ReplicateRange Part()
    {
        ReplicateRange range = Range ?? new ReplicateRange(0, Replicates);
        range.Check(nameof(Range));
        return range.End <= Replicates
            ? range
            : throw new ArgumentOutOfRangeException(nameof(Range), range, $"The run has {Replicates} replicates.");
    }
}
