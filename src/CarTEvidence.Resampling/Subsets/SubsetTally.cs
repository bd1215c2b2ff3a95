namespace CarTEvidence.Resampling;

/// <summary>
/// What all threads of a cloud add up: counts, which know no order, and sums, kept apart by block and added in the order of the blocks at the end.
/// </summary>
internal sealed class SubsetTally
{
    private readonly int _studies, _bins;
    private readonly double _lowest, _highest;
    private readonly long[] _counts;
    private readonly double[]?[] _sums;
    private readonly Lock _lock = new();

    public SubsetTally(int studies, int bins, double lowest, double highest, ReplicateRange prefixes)
    {
        (_studies, _bins, _lowest, _highest) = (studies, bins, lowest, highest);
        _counts = new long[bins * bins];
        _sums = new double[]?[(prefixes.Count + ReplicateRange.BlockSize - 1) / ReplicateRange.BlockSize];
    }

    public int Bins => _bins;

    public int Studies => _studies;

    public double Lowest => _lowest;

    /// <summary>Bins per unit of the mean; 0 where all effects are equal.</summary>
    public double Scale => _highest > _lowest ? _bins / (_highest - _lowest) : 0;

    /// <summary>Takes the sums of a block: of the means, their squares, I², then by study the means and the I² of the subsets that hold it.</summary>
    public void Put(long block, double[] sums) => _sums[block] = sums;

    public void Add(ReadOnlySpan<long> counts)
    {
        lock (_lock)
        {
            for (int i = 0; i < counts.Length; i++)
            {
                _counts[i] += counts[i];
            }
        }
    }

    public SubsetCloud ToCloud(SubsetOptions options)
    {
        double[] sums = new double[3 + (2 * _studies)];
        foreach (double[]? block in _sums)
        {
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += block![i];
            }
        }

        double subsets = Math.Pow(2, _studies) - 1, with = Math.Pow(2, _studies - 1), without = with - 1;
        // Means are summed less the lowest effect, which spares the sum of squares some cancellation.
        double mean = sums[0] / subsets, deviation = Math.Sqrt(Math.Max(0, (sums[1] / subsets) - (mean * mean)));
        var splits = new SubsetSplit[_studies];
        for (int i = 0; i < _studies; i++)
        {
            double meanWith = sums[3 + i] / with, meanWithout = (sums[0] - sums[3 + i]) / without;
            double inconsistencyWith = 100 * sums[3 + _studies + i] / with, inconsistencyWithout = 100 * (sums[2] - sums[3 + _studies + i]) / without;
            double separation = deviation > 0 ? (meanWith - meanWithout) / deviation : 0;
            splits[i] = new SubsetSplit(i, meanWith + _lowest, meanWithout + _lowest, inconsistencyWith, inconsistencyWithout, separation);
        }

        return new SubsetCloud(options, _studies, _lowest, _highest, _counts, splits, mean + _lowest, deviation);
    }
}
