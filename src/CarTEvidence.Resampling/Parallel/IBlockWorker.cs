namespace CarTEvidence.Resampling;

/// <summary>What one thread of a run owns: the scratch memory of the kernels, used again for every block.</summary>
internal interface IBlockWorker : IDisposable
{
    /// <summary>Works on consecutive replicates, which begin at a multiple of <see cref="Batch.Size"/> or at the begin of the run's range.</summary>
    /// <param name="first">Number of the first replicate.</param>
    /// <param name="count">How many, at most <see cref="ReplicateRange.BlockSize"/>.</param>
    void Run(long first, int count);
}
