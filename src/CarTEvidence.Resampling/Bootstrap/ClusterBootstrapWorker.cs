using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>The bootstrap of clusters: the studies of a cluster are drawn together, so data sets differ in their number of studies.</summary>
internal sealed unsafe class ClusterBootstrapWorker : BatchBootstrapWorker
{
    private readonly StudyTable _table;
    private readonly int[] _clusters;
    private readonly StudyDraw _draw;
    private readonly AlignedBuffer _buffer;
    private readonly double* _counts, _drawn;

    /// <param name="path">A path this machine can run.</param>
    /// <param name="estimator">The estimator.</param>
    /// <param name="table">The studies.</param>
    /// <param name="clusters">The cluster of each study, 0 … <paramref name="clusterCount"/> − 1.</param>
    /// <param name="clusterCount">Number of clusters, at least 2.</param>
    /// <param name="seed">Seed of the run.</param>
    public ClusterBootstrapWorker(KernelPath path, PooledEstimator estimator, StudyTable table, int[] clusters, int clusterCount, ulong seed)
        : base(path, estimator)
    {
        (_table, _clusters) = (table, clusters);
        _draw = new StudyDraw(path, clusterCount, (clusterCount + 3) / 4 * 4, seed, Bootstrap.ClusterStream);
        _buffer = new AlignedBuffer(AlignedBuffer.BytesFor<double>((long)table.PaddedCount * Batch.Size) + AlignedBuffer.BytesFor<double>(Batch.Size));
        _counts = _buffer.Take<double>((long)table.PaddedCount * Batch.Size);
        _drawn = _buffer.Take<double>(Batch.Size);
    }

    public override void Dispose()
    {
        _draw.Dispose();
        _buffer.Dispose();
        base.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Next(ulong firstReplicate)
    {
        _draw.Next(firstReplicate);
        new Span<double>(_drawn, Batch.Size).Clear();
        for (int i = 0; i < _clusters.Length; i++)
        {
            double* from = _draw.Counts + (_clusters[i] * Batch.Size), to = _counts + (i * Batch.Size);
            for (int lane = 0; lane < Batch.Size; lane++)
            {
                to[lane] = from[lane];
                _drawn[lane] += from[lane];
            }
        }

        SampleKernels.Fit(Path, Estimator, new CountedStudies(_table, _counts, _drawn), Fit);
    }
}
