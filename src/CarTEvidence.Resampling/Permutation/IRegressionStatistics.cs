namespace CarTEvidence.Resampling;

/// <summary>What one thread of a permutation test computes of rearranged rows of moderators.</summary>
internal unsafe interface IRegressionStatistics : IDisposable
{
    /// <summary>Statistics of a batch: first those of all moderators together, then those of each, <see cref="Batch.Size"/> lanes each.</summary>
    /// <param name="rows">Which row of moderators each study has: study <c>i</c>, lane <c>l</c> at <c>rows[i * Batch.Size + l]</c>.</param>
    /// <param name="count">Lanes that are wanted; what the others leave is of no account.</param>
    /// <param name="statistics">Room for 1 + moderators statistics a lane.</param>
    void Run(double* rows, int count, double* statistics);
}
