using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
        Below = OrderStatistics.CountBelow(values, observed);
        Equal = double.IsFinite(observed) ? OrderStatistics.CountBelow(values, double.BitIncrement(observed)) - Below : 0;
    }

    public long Count => _values.Length;

    public long Below { get; }

    public long Equal { get; }

    public double Deviations => _deviations.Value.Plain;

    public double SquaredDeviations => _deviations.Value.Squared;

    public double[] Order(ReadOnlySpan<long> ranks) => OrderStatistics.Select(_values, ranks);

    /// <summary>The sums of a block, in four lanes, are rounded, their total is not: blocks are the same however a run is split.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Plain, double Squared) BlockSums(ReadOnlySpan<double> block, double observed)
    {
        Vector256<double> centre = Vector256.Create(observed), plain = Vector256<double>.Zero, squared = plain;
        int i = 0;
        for (; i <= block.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            Vector256<double> deviation = Vector256.Create(block[i..]) - centre;
            plain += deviation;
            squared += deviation * deviation;
        }

        double sum = Total(plain), squares = Total(squared);
        for (; i < block.Length; i++)
        {
            double deviation = block[i] - observed;
            sum += deviation;
            squares += deviation * deviation;
        }

        return (sum, squares);
    }

    /// <summary>In one order on every machine.</summary>
    private static double Total(Vector256<double> lanes) => lanes[0] + lanes[1] + (lanes[2] + lanes[3]);

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
