using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>The bootstrap of studies.</summary>
internal sealed unsafe class StudyBootstrapWorker : BootstrapWorker
{
    private readonly StudyTable _table;
    private readonly StudyDraw _draw;
    private readonly AlignedBuffer _buffer = new(BatchFit.Bytes + AlignedBuffer.BytesFor<double>(Batch.Size));
    private readonly BatchFit _fit;
    private readonly double* _drawn;
    private readonly LikelihoodFits? _likelihood;

    public StudyBootstrapWorker(KernelPath path, PooledEstimator estimator, StudyTable table, ulong seed)
        : base(path, estimator)
    {
        _table = table;
        _draw = new StudyDraw(path, table.Count, table.PaddedCount, seed, Bootstrap.StudyStream);
        _fit = new BatchFit(_buffer);
        _drawn = _buffer.Take<double>(Batch.Size);
        new Span<double>(_drawn, Batch.Size).Fill(table.Count);
        _likelihood = estimator is PooledEstimator.Reml or PooledEstimator.MaximumLikelihood ? new LikelihoodFits(path, estimator, table) : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(long first, int count, BootstrapColumns columns)
    {
        bool describe = columns.NeedDescription, moments = Estimator == PooledEstimator.DerSimonianLaird;
        for (int done = 0; done < count; done += Batch.Size)
        {
            int length = Math.Min(Batch.Size, count - done);
            if (moments)
            {
                _draw.NextMoments((ulong)(first + done), _table, _fit);
            }
            else if (_likelihood != null && !describe)
            {
                _draw.Next((ulong)(first + done));
                _likelihood.Add(_draw.Counts, _fit, first + done, length, columns);
                continue;
            }
            else
            {
                _draw.Next((ulong)(first + done));
                PooledKernels.Fit(Path, Estimator, _table, _draw.Counts, _fit);
            }

            columns.Record(first + done, length, _fit.Mean, _fit.TauSquared, _fit.Precision);
            if (describe)
            {
                Describe();
                columns.RecordDescription(first + done, length, Fit);
            }
        }

        _likelihood?.Complete(columns);
    }

    public override void Dispose()
    {
        _likelihood?.Dispose();
        _draw.Dispose();
        _buffer.Dispose();
        base.Dispose();
    }

    private void Describe()
    {
        new ReadOnlySpan<double>(_fit.TauSquared, Batch.Size).CopyTo(new Span<double>(Fit.TauSquared, Batch.Size));
        SampleKernels.Describe(Path, Estimator, new CountedStudies(_table, _draw.Counts, _drawn), Fit, withMean: false);
    }
}
