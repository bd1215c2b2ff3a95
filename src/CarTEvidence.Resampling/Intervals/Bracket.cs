namespace CarTEvidence.Resampling;

/// <summary>A range of values in which an order statistic is looked for: all that is in it is kept, what is below is counted.</summary>
/// <param name="from">Its lower end; replicates equal to it are counted and not kept, for it may be the value of very many (0, for tau²).</param>
/// <param name="to">Its upper end, which belongs to it.</param>
internal sealed class Bracket(double from, double to)
{
    private long _below, _atFrom;
    private Multiset _inside = new();

    public double From { get; } = from;

    public double To { get; } = to;

    /// <summary>Numbers kept, with their multiplicities.</summary>
    public long Kept => _inside.Count;

    public static Bracket Read(BinaryReader reader) => new(reader.ReadDouble(), reader.ReadDouble())
    {
        _below = reader.ReadInt64(),
        _atFrom = reader.ReadInt64(),
        _inside = Multiset.Read(reader),
    };

    public void Write(BinaryWriter writer)
    {
        writer.Write(From);
        writer.Write(To);
        writer.Write(_below);
        writer.Write(_atFrom);
        _inside.Write(writer);
    }

    /// <param name="values">Numbers.</param>
    /// <param name="scratch">Room for as many, and eight more.</param>
    /// <param name="path">A path this machine can run.</param>
    public void Add(ReadOnlySpan<double> values, Span<double> scratch, KernelPath path)
    {
        (long notAbove, int kept) = OrderStatistics.Keep(values, double.BitIncrement(From), To, scratch, path);
        long below = OrderStatistics.CountBelow(values, From);
        _below += below;
        _atFrom += notAbove - below;
        _inside.Add(scratch[..kept]);
    }

    public void Add(Bracket other)
    {
        _below += other._below;
        _atFrom += other._atFrom;
        _inside.Add(other._inside);
    }

    /// <summary>The number of a rank among all, if the bracket holds it.</summary>
    public bool TryOrder(long rank, out double value)
    {
        long inside = rank - _below - _atFrom;
        bool holds = rank >= _below && inside < _inside.Count;
        value = !holds ? double.NaN : inside < 0 ? From : _inside.Order(inside);
        return holds;
    }
}
