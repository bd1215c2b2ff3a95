namespace CarTEvidence.Resampling;

/// <summary>What one thread of a test by changes of sign computes of them.</summary>
internal unsafe interface ISignStatistics
{
    /// <summary>The statistics of a batch.</summary>
    /// <param name="signs">The sign of each study: study <c>i</c>, lane <c>l</c> at <c>signs[i * Batch.Size + l]</c>.</param>
    /// <param name="count">Lanes that are wanted; what the others leave is of no account.</param>
    /// <param name="statistics">Room for one a lane.</param>
    void Run(double* signs, int count, double* statistics);
}
