using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>Draws, fits and records batches of the study bootstrap.</summary>
internal sealed unsafe class StudyBootstrapWorker : IBlockWorker
{
    private readonly KernelPath _path;
    private readonly StudyTable _table;
    private readonly BootstrapReplicates _replicates;
    private readonly StudyDraw _draw;
    private readonly AlignedBuffer _buffer = new(BatchFit.Bytes);
    private readonly BatchFit _fit;

    public StudyBootstrapWorker(KernelPath path, StudyTable table, BootstrapReplicates replicates)
    {
        (_path, _table, _replicates) = (path, table, replicates);
        _draw = new StudyDraw(path, table.Count, table.PaddedCount, replicates.Options.Seed, Bootstrap.StudyStream);
        _fit = new BatchFit(_buffer);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long first, int count)
    {
        for (int done = 0; done < count; done += Batch.Size)
        {
            _draw.Next((ulong)(first + done));
            PooledKernels.Fit(_path, _replicates.Options.Estimator, _table, _draw.Counts, _fit);
            Record((int)(first + done - _replicates.Range.First), Math.Min(Batch.Size, count - done));
        }
    }

    public void Dispose()
    {
        _draw.Dispose();
        _buffer.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Record(int at, int count)
    {
        new ReadOnlySpan<double>(_fit.Mean, count).CopyTo(_replicates.Means.AsSpan(at));
        if (_replicates.TauSquared != null)
        {
            new ReadOnlySpan<double>(_fit.TauSquared, count).CopyTo(_replicates.TauSquared.AsSpan(at));
        }

        if (_replicates.StandardErrors != null)
        {
            for (int i = 0; i < count; i++)
            {
                _replicates.StandardErrors[at + i] = 1 / Math.Sqrt(_fit.Precision[i]);
            }
        }

        if (_replicates.HksjStandardErrors != null)
        {
            PooledKernels.HksjVariance(_path, _table, _draw.Counts, _fit.TauSquared, _fit.Suspects);
            for (int i = 0; i < count; i++)
            {
                _replicates.HksjStandardErrors[at + i] = Math.Sqrt(_fit.Suspects[i]);
            }
        }
    }
}
