namespace CarTEvidence.Resampling;

/// <summary>Consecutive replicates of a run, for example the part of one machine.</summary>
/// <param name="First">Number of the first replicate, from 0.</param>
/// <param name="Count">How many.</param>
public readonly record struct ReplicateRange(long First, long Count)
{
    /// <summary>Replicates in a block, the unit that threads and shards share out.</summary>
    public const int BlockSize = 4096;

    /// <summary>Number of the replicate after the last.</summary>
    public long End => First + Count;

    /// <summary>One of several parts of a run that together are the whole; parts begin at whole blocks.</summary>
    /// <param name="replicates">Replicates of the whole run, at least 0.</param>
    /// <param name="shard">Number of the part, 1 … <paramref name="shards"/>.</param>
    /// <param name="shards">Number of parts, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static ReplicateRange Shard(long replicates, int shard, int shards)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(replicates);
        ArgumentOutOfRangeException.ThrowIfLessThan(shards, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(shard, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shard, shards);
        long blocks = (replicates + BlockSize - 1) / BlockSize;
        long first = Math.Min(replicates, Start(blocks, shard - 1, shards)), end = Math.Min(replicates, Start(blocks, shard, shards));
        return new ReplicateRange(first, end - first);
    }

    /// <summary>What adjoining parts of a run cover together; <c>null</c> if that is all of it.</summary>
    /// <exception cref="ArgumentException">Parts share replicates, or leave a gap.</exception>
    internal static ReplicateRange? Join(IEnumerable<ReplicateRange> parts, long replicates, string parameter)
    {
        ReplicateRange? joined = null;
        foreach (ReplicateRange part in parts.Where(part => part.Count > 0).OrderBy(part => part.First))
        {
            ReplicateRange before = joined ?? part with { Count = 0 };
            if (part.First < before.End)
            {
                throw new ArgumentException($"Two parts hold replicate {part.First}.", parameter);
            }

            if (part.First > before.End)
            {
                throw new ArgumentException($"A part begins at replicate {part.First} where {before.End} was expected.", parameter);
            }

            joined = before with { Count = before.Count + part.Count };
        }

        return joined is { First: 0 } whole && whole.Count == replicates ? null : joined ?? new ReplicateRange(0, 0);
    }

    private static long Start(long blocks, int shard, int shards) => (long)((Int128)blocks * shard / shards) * BlockSize;

    /// <exception cref="ArgumentOutOfRangeException">The range begins before 0, is empty backwards, or has no end.</exception>
    internal void Check(string parameter)
    {
        if (First < 0 || Count < 0 || First > long.MaxValue - Count)
        {
            throw new ArgumentOutOfRangeException(parameter, this, "A range of replicates begins at 0 or later and holds 0 or more replicates.");
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">The range is longer than an array can hold.</exception>
    internal void RequireStorable(string parameter)
    {
        if (Count > Array.MaxLength)
        {
            throw new ArgumentOutOfRangeException(parameter, this, $"At most {Array.MaxLength} replicates can be kept; a sketch keeps only what intervals need.");
        }
    }
}
