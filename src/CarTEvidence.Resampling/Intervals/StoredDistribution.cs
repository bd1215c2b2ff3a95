namespace CarTEvidence.Resampling;

/// <summary>A distribution of which every value is at hand.</summary>
internal sealed class StoredDistribution : IReplicateDistribution
{
    private readonly double[] _values;
    private readonly Lazy<(double Plain, double Squared)> _deviations;

    /// <param name="values">The values, in the order of the replicates.</param>
    /// <param name="observed">The value in the data.</param>
    public StoredDistribution(double[] values, double observed)
    {
        _values = values;
        _deviations = new(() => Sums(values, observed));
        foreach (double value in values)
        {
            Below += value < observed ? 1 : 0;
            Equal += value == observed ? 1 : 0;
        }
    }

    public long Count => _values.Length;

    public long Below { get; }

    public long Equal { get; }

    public double Deviations => _deviations.Value.Plain;

    public double SquaredDeviations => _deviations.Value.Squared;

    public double[] Order(ReadOnlySpan<long> ranks) => OrderStatistics.Select(_values, ranks);

    /// <summary>The sums of a block are rounded, their total is not: blocks are the same however a run is split.</summary>
    public static (double Plain, double Squared) BlockSums(ReadOnlySpan<double> block, double observed)
    {
        double plain = 0, squared = 0;
        foreach (double value in block)
        {
            double deviation = value - observed;
            plain += deviation;
            squared += deviation * deviation;
        }

        return (plain, squared);
    }

    private static (double Plain, double Squared) Sums(double[] values, double observed)
    {
        ExactSum plain = new(), squared = new();
        for (int first = 0; first < values.Length; first += ReplicateRange.BlockSize)
        {
            (double p, double s) = BlockSums(values.AsSpan(first, Math.Min(ReplicateRange.BlockSize, values.Length - first)), observed);
            plain.Add(p);
            squared.Add(s);
        }

        return (plain.Value, squared.Value);
    }
}
