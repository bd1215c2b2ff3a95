namespace CarTEvidence.Resampling;

/// <summary>Numbers in no order, each distinct one kept once with its multiplicity.</summary>
internal sealed class Multiset
{
    private const int LeastPending = 1 << 12;

    private double[] _values = [], _pending = [];
    private long[] _counts = [];
    private int _waiting;

    /// <summary>How many numbers there are, with their multiplicities.</summary>
    public long Count { get; private set; }

    /// <summary>Distinct numbers, once all are sorted in.</summary>
    public int Distinct => Sorted().Values.Length;

    public static Multiset Read(BinaryReader reader)
    {
        var set = new Multiset();
        int distinct = reader.ReadInt32();
        (set._values, set._counts) = (new double[distinct], new long[distinct]);
        for (int i = 0; i < distinct; i++)
        {
            set._values[i] = reader.ReadDouble();
            set._counts[i] = reader.ReadInt64();
            set.Count += set._counts[i];
        }

        return set;
    }

    public void Write(BinaryWriter writer)
    {
        (double[] values, long[] counts) = Sorted();
        writer.Write(values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            writer.Write(values[i]);
            writer.Write(counts[i]);
        }
    }

    public void Add(ReadOnlySpan<double> values)
    {
        while (values.Length > 0)
        {
            if (_waiting == _pending.Length)
            {
                SortIn();
            }

            int fits = Math.Min(values.Length, _pending.Length - _waiting);
            values[..fits].CopyTo(_pending.AsSpan(_waiting));
            _waiting += fits;
            Count += fits;
            values = values[fits..];
        }
    }

    public void Add(Multiset other)
    {
        (double[] values, long[] counts) = other.Sorted();
        SortIn();
        (_values, _counts) = Joined(_values, _counts, values, counts);
        Count += other.Count;
    }

    /// <summary>The number of a rank, 0 for the smallest.</summary>
    public double Order(long rank)
    {
        (double[] values, long[] counts) = Sorted();
        for (int i = 0; i < values.Length; i++)
        {
            rank -= counts[i];
            if (rank < 0)
            {
                return values[i];
            }
        }

        throw new ArgumentOutOfRangeException(nameof(rank), rank, $"There are {Count} numbers.");
    }

    private (double[] Values, long[] Counts) Sorted()
    {
        SortIn();
        return (_values, _counts);
    }

    /// <summary>Sorts what waits into the rest. There is room for as many again as are kept, so every number is moved a bounded number of times on average.</summary>
    private void SortIn()
    {
        if (_waiting > 0)
        {
            Span<double> pending = _pending.AsSpan(0, _waiting);
            pending.Sort();
            int distinct = 0;
            long[] counts = new long[_waiting];
            foreach (double value in pending)
            {
                if (distinct > 0 && pending[distinct - 1] == value)
                {
                    counts[distinct - 1]++;
                    continue;
                }

                pending[distinct] = value;
                counts[distinct++] = 1;
            }

            (_values, _counts) = Joined(_values, _counts, pending[..distinct], counts.AsSpan(0, distinct));
            _waiting = 0;
        }

        int room = Math.Max(LeastPending, _values.Length);
        if (_pending.Length < room)
        {
            _pending = GC.AllocateUninitializedArray<double>(room);
        }
    }

    private static (double[] Values, long[] Counts) Joined(ReadOnlySpan<double> a, ReadOnlySpan<long> na, ReadOnlySpan<double> b, ReadOnlySpan<long> nb)
    {
        double[] values = new double[a.Length + b.Length];
        long[] counts = new long[values.Length];
        int i = 0, j = 0, n = 0;
        while (i < a.Length || j < b.Length)
        {
            bool fromA = j == b.Length || (i < a.Length && a[i] <= b[j]), fromB = i == a.Length || (j < b.Length && b[j] <= a[i]);
            values[n] = fromA ? a[i] : b[j];
            counts[n++] = (fromA ? na[i++] : 0) + (fromB ? nb[j++] : 0);
        }

        return (values[..n], counts[..n]);
    }
}
