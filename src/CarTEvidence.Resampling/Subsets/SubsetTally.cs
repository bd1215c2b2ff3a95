namespace CarTEvidence.Resampling;

/// <summary>
/// What all threads of a cloud add up: counts, which know no order, and sums, kept apart by block and added in the order of the blocks at the end.
/// </summary>
internal sealed class SubsetTally(SubsetBins bins, int studies)
{
    private readonly Lock _lock = new();

    public SubsetBins Bins => bins;

    public int Studies => studies;

    /// <summary>The sums of each block.</summary>
    public SortedDictionary<long, double[]> Blocks { get; } = [];

    public void Put(long block, SubsetSums sums)
    {
        lock (_lock)
        {
            Blocks.Add(block, sums.Values);
        }
    }

    public void Add(SubsetBins counted)
    {
        lock (_lock)
        {
            bins.Add(counted);
        }
    }
}
