using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>The bins of a cloud, and the counts of one thread in them.</summary>
/// <param name="Bins">Bins a side.</param>
/// <param name="Lowest">The smallest effect, below which no mean can lie.</param>
/// <param name="Highest">The largest effect.</param>
internal sealed record SubsetBins(int Bins, double Lowest, double Highest)
{
    // The means of a cloud are on one line if all effects are equal: then all are in the first bin.
    private readonly double _scale = Highest > Lowest ? Bins / (Highest - Lowest) : 0, _tauScale = Highest > Lowest ? Bins / ((Highest - Lowest) / Math.Sqrt(2)) : 0;

    /// <summary>Subsets by mean and I²; bin <c>m</c> of the mean and <c>i</c> of I² at <c>[i * Bins + m]</c>.</summary>
    public long[] ByInconsistency { get; } = new long[Bins * Bins];

    /// <summary>Subsets by mean and tau, in the same order.</summary>
    public long[] ByTau { get; } = new long[Bins * Bins];

    /// <summary>
    /// Right end of the bins of tau: the range of the effects over √2. The moment estimate of tau² is at most a weighted average of half the squared
    /// distances of pairs, hence never beyond; likelihood estimates beyond it are counted in the last bin.
    /// </summary>
    public double HighestTau => (Highest - Lowest) / Math.Sqrt(2);

    /// <summary>Bins of the same kind, empty.</summary>
    public SubsetBins Fresh() => new(Bins, Lowest, Highest);

    /// <summary>Counts a subset.</summary>
    /// <param name="above">Its mean less the lowest effect.</param>
    /// <param name="inconsistency">Its I² as a fraction.</param>
    /// <param name="tauSquared">Its tau².</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Count(double above, double inconsistency, double tauSquared)
    {
        int last = Bins - 1;
        // A mean may leave the range of the effects by rounding.
        int column = Math.Clamp((int)(above * _scale), 0, last);
        ByInconsistency[(Math.Min((int)(inconsistency * Bins), last) * Bins) + column]++;
        ByTau[(Math.Min((int)(Math.Sqrt(tauSquared) * _tauScale), last) * Bins) + column]++;
    }

    /// <summary>Adds the counts of other bins of the same kind.</summary>
    public void Add(SubsetBins other)
    {
        for (int i = 0; i < ByTau.Length; i++)
        {
            ByInconsistency[i] += other.ByInconsistency[i];
            ByTau[i] += other.ByTau[i];
        }
    }
}
