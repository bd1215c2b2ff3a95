namespace CarTEvidence.Resampling;

/// <summary>Fills the columns of a run, block by block.</summary>
internal sealed class ColumnWorker(BootstrapWorker worker, BootstrapColumns columns) : IBlockWorker
{
    public void Run(long first, int count) => worker.Run(first, count, columns);

    public void Dispose() => worker.Dispose();
}
