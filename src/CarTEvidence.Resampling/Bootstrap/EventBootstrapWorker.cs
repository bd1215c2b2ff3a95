using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>Draws, fits and records wide batches of a bootstrap that draws events.</summary>
internal sealed unsafe class EventBootstrapWorker : IBlockWorker
{
    private readonly KernelPath _path;
    private readonly EventModel _model;
    private readonly BootstrapReplicates _replicates;
    private readonly EventDraw _draw;
    private readonly AlignedBuffer _buffer = new(3 * AlignedBuffer.BytesFor<double>(EventDraw.Size));
    private readonly double* _mean, _tauSquared, _precision;

    public EventBootstrapWorker(KernelPath path, EventModel model, BootstrapReplicates replicates, uint stream)
    {
        (_path, _model, _replicates) = (path, model, replicates);
        _draw = new EventDraw(path, model.Tables, replicates.Options.Seed, stream);
        _mean = _buffer.Take<double>(EventDraw.Size);
        _tauSquared = _buffer.Take<double>(EventDraw.Size);
        _precision = _buffer.Take<double>(EventDraw.Size);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long first, int count)
    {
        bool random = _replicates.Options.Estimator == PooledEstimator.DerSimonianLaird;
        for (int done = 0; done < count; done += EventDraw.Size)
        {
            _draw.Next((ulong)(first + done));
            LaneKernels.Fit(_path, random, _model.Count, _model.Tables.Length, _model.Centre, _draw.Values, _draw.Sums, _tauSquared, _mean, _precision);
            int at = (int)(first + done - _replicates.Range.First), length = Math.Min(EventDraw.Size, count - done);
            new ReadOnlySpan<double>(_mean, length).CopyTo(_replicates.Means.AsSpan(at));
            if (_replicates.TauSquared != null)
            {
                new ReadOnlySpan<double>(_tauSquared, length).CopyTo(_replicates.TauSquared.AsSpan(at));
            }

            if (_replicates.StandardErrors == null)
            {
                continue;
            }

            for (int i = 0; i < length; i++)
            {
                _replicates.StandardErrors[at + i] = 1 / Math.Sqrt(_precision[i]);
            }
        }
    }

    public void Dispose()
    {
        _draw.Dispose();
        _buffer.Dispose();
    }
}
