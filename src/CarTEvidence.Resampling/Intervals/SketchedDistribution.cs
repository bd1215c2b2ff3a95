namespace CarTEvidence.Resampling;

/// <summary>A distribution of which only counts, sums and the values within a few brackets are kept: the order statistics in them are exact.</summary>
internal sealed class SketchedDistribution : IReplicateDistribution
{
    private readonly double _observed;
    private readonly Bracket[] _brackets;
    private ExactSum _deviations = new(), _squares = new();

    /// <param name="observed">The value in the data.</param>
    /// <param name="brackets">Where order statistics will be asked for.</param>
    public SketchedDistribution(double observed, IEnumerable<(double From, double To)> brackets)
        : this(observed, [.. brackets.Select(bracket => new Bracket(bracket.From, bracket.To))])
    {
    }

    private SketchedDistribution(double observed, Bracket[] brackets) => (_observed, _brackets) = (observed, brackets);

    public long Count { get; private set; }

    public long Below { get; private set; }

    public long Equal { get; private set; }

    public double Deviations => _deviations.Value;

    public double SquaredDeviations => _squares.Value;

    /// <summary>Numbers kept.</summary>
    public long Kept => _brackets.Sum(bracket => bracket.Kept);

    public static SketchedDistribution Read(BinaryReader reader)
    {
        double observed = reader.ReadDouble();
        long count = reader.ReadInt64(), below = reader.ReadInt64(), equal = reader.ReadInt64();
        ExactSum deviations = ExactSum.Read(reader), squares = ExactSum.Read(reader);
        var brackets = new Bracket[reader.ReadInt32()];
        for (int i = 0; i < brackets.Length; i++)
        {
            brackets[i] = Bracket.Read(reader);
        }

        return new SketchedDistribution(observed, brackets) { Count = count, Below = below, Equal = equal, _deviations = deviations, _squares = squares };
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_observed);
        writer.Write(Count);
        writer.Write(Below);
        writer.Write(Equal);
        _deviations.Write(writer);
        _squares.Write(writer);
        writer.Write(_brackets.Length);
        foreach (Bracket bracket in _brackets)
        {
            bracket.Write(writer);
        }
    }

    /// <summary>One like this with nothing in it.</summary>
    public SketchedDistribution Empty() => new(_observed, _brackets.Select(bracket => (bracket.From, bracket.To)));

    /// <summary>Adds the values of one block of replicates.</summary>
    /// <param name="block">The values.</param>
    /// <param name="scratch">Room for as many, and eight more.</param>
    /// <param name="path">A path this machine can run.</param>
    public void Add(ReadOnlySpan<double> block, Span<double> scratch, KernelPath path)
    {
        Count += block.Length;
        long below = OrderStatistics.CountBelow(block, _observed);
        Below += below;
        Equal += double.IsFinite(_observed) ? OrderStatistics.CountBelow(block, double.BitIncrement(_observed)) - below : 0;
        (double deviations, double squares) = StoredDistribution.BlockSums(block, _observed);
        _deviations.Add(deviations);
        _squares.Add(squares);
        foreach (Bracket bracket in _brackets)
        {
            bracket.Add(block, scratch, path);
        }
    }

    /// <summary>Adds what another sketch with the same brackets has seen.</summary>
    public void Add(SketchedDistribution other)
    {
        Count += other.Count;
        Below += other.Below;
        Equal += other.Equal;
        _deviations.Add(other._deviations);
        _squares.Add(other._squares);
        for (int i = 0; i < _brackets.Length; i++)
        {
            _brackets[i].Add(other._brackets[i]);
        }
    }

    /// <exception cref="MissedBracketException">A rank lies outside the brackets.</exception>
    public double[] Order(ReadOnlySpan<long> ranks)
    {
        double[] found = new double[ranks.Length];
        for (int i = 0; i < found.Length; i++)
        {
            found[i] = Order(ranks[i]);
        }

        return found;
    }

    private double Order(long rank)
    {
        foreach (Bracket bracket in _brackets)
        {
            if (bracket.TryOrder(rank, out double value))
            {
                return value;
            }
        }

        throw new MissedBracketException();
    }
}
