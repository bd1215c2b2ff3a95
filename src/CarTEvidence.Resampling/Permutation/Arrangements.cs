namespace CarTEvidence.Resampling;

/// <summary>All distinct orders of a list of numbers that may hold equal ones, by their rank.</summary>
internal sealed class Arrangements
{
    private readonly double[] _values;
    private readonly int[] _counts;

    public Arrangements(double[] list)
    {
        _values = [.. list.Distinct().Order()];
        _counts = [.. _values.Select(value => list.Count(other => other == value))];
        Length = list.Length;
        Count = Total(_counts, Length);
    }

    /// <summary>Length of the list.</summary>
    public int Length { get; }

    /// <summary>Number of orders, a multinomial coefficient; <see cref="long.MaxValue"/> where it is beyond 2⁶².</summary>
    public long Count { get; }

    /// <summary>Writes the order of a rank, 0 … <see cref="Count"/> − 1.</summary>
    public void Write(long rank, Span<double> order)
    {
        Span<int> left = stackalloc int[_counts.Length];
        _counts.CopyTo(left);
        long remaining = Count;
        for (int at = 0; at < Length; at++)
        {
            for (int value = 0; ; value++)
            {
                // Of the orders that remain, those that go on with a value are the share that the value has of the numbers left.
                long share = (long)((Int128)remaining * left[value] / (Length - at));
                if (rank >= share)
                {
                    rank -= share;
                    continue;
                }

                order[at] = _values[value];
                left[value]--;
                remaining = share;
                break;
            }
        }
    }

    private static long Total(int[] counts, int length)
    {
        Int128 total = 1;
        int placed = 0;
        foreach (int count in counts)
        {
            for (int i = 1; i <= count; i++)
            {
                total = total * ++placed / i;
                if (total > 1L << 62)
                {
                    return long.MaxValue;
                }
            }
        }

        System.Diagnostics.Debug.Assert(placed == length);
        return (long)total;
    }
}
