using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>A bootstrap that draws events, thirty-two replicates at a time; estimators that iterate take each half of them as a batch.</summary>
internal sealed unsafe class EventBootstrapWorker : BootstrapWorker
{
    private readonly EventModel _model;
    private readonly EventDraw _draw;
    private readonly OwnStudies _studies;
    private readonly AlignedBuffer _buffer = new(3 * AlignedBuffer.BytesFor<double>(EventDraw.Size));
    private readonly double* _mean, _tauSquared, _precision;

    public EventBootstrapWorker(KernelPath path, PooledEstimator estimator, EventModel model, ulong seed, uint stream)
        : base(path, estimator)
    {
        _model = model;
        _draw = new EventDraw(path, model.Tables, seed, stream);
        _studies = new OwnStudies(model.Count, model.Centre);
        _mean = _buffer.Take<double>(EventDraw.Size);
        _tauSquared = _buffer.Take<double>(EventDraw.Size);
        _precision = _buffer.Take<double>(EventDraw.Size);
    }

    private bool HasFastKernel => Estimator is PooledEstimator.DerSimonianLaird or PooledEstimator.CommonEffect;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(long first, int count, BootstrapColumns columns)
    {
        bool describe = columns.NeedDescription;
        for (int done = 0; done < count; done += EventDraw.Size)
        {
            int length = Math.Min(EventDraw.Size, count - done);
            _draw.Next((ulong)(first + done));
            if (HasFastKernel)
            {
                FitFast();
                columns.Record(first + done, length, _mean, _tauSquared, _precision);
                if (!describe)
                {
                    continue;
                }
            }

            for (int half = 0; half < length; half += Batch.Size)
            {
                FitHalf(half);
                int part = Math.Min(Batch.Size, length - half);
                if (!HasFastKernel)
                {
                    columns.Record(first + done + half, part, Fit.Mean, Fit.TauSquared, Fit.Precision);
                }

                columns.RecordDescription(first + done + half, part, Fit);
            }
        }
    }

    public override void Dispose()
    {
        _draw.Dispose();
        _studies.Dispose();
        _buffer.Dispose();
        base.Dispose();
    }

    private void FitFast() => LaneKernels.Fit(
        Path, Estimator == PooledEstimator.DerSimonianLaird, _model.Count, _model.Tables.Length, _model.Centre, _draw.Values, _draw.Sums, _tauSquared, _mean, _precision);

    /// <summary>Takes sixteen of the thirty-two replicates drawn; where the fast kernel has fitted them, only what it leaves out is added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FitHalf(int half)
    {
        for (int i = 0; i < _model.Count; i++)
        {
            double* weights = _draw.Values + (2L * i * EventDraw.Size) + half, products = weights + EventDraw.Size;
            double* effects = _studies.Effects + (i * Batch.Size), variances = _studies.Variances + (i * Batch.Size);
            for (int lane = 0; lane < Batch.Size; lane++)
            {
                effects[lane] = products[lane] / weights[lane];
                variances[lane] = 1 / weights[lane];
            }
        }

        if (!HasFastKernel)
        {
            SampleKernels.Fit(Path, Estimator, _studies.All, Fit);
            return;
        }

        new ReadOnlySpan<double>(_tauSquared + half, Batch.Size).CopyTo(new Span<double>(Fit.TauSquared, Batch.Size));
        SampleKernels.Describe(Path, Estimator, _studies.All, Fit, withMean: false);
    }
}
