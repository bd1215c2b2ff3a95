using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>A bootstrap that draws events and fits the binomial-normal model to them, from the model of the data: eight replicates at a time.</summary>
internal sealed unsafe class BinomialNormalBootstrapWorker : BootstrapWorker
{
    private readonly int _studies;
    private readonly double _mean, _tau;
    private readonly EventDraw _draw;
    private readonly BinomialNormalBatch _batch;
    private readonly AlignedBuffer _buffer;
    private readonly double* _events;

    /// <param name="path">A path this machine can run.</param>
    /// <param name="rule">The quadrature.</param>
    /// <param name="model">What the events are drawn from.</param>
    /// <param name="start">Where the iteration begins.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="stream">Stream of the analysis.</param>
    public BinomialNormalBootstrapWorker(KernelPath path, SinhRule rule, EventModel model, PooledFit start, ulong seed, uint stream)
        : base(path, PooledEstimator.BinomialNormal)
    {
        (_studies, _mean, _tau) = (model.Count, start.Mean, Math.Sqrt(start.TauSquared));
        _draw = new EventDraw(path, model.Tables, seed, stream);
        _batch = new BinomialNormalBatch(path, rule, [.. model.Tables.Take(_studies).Select(table => table.Total)]);
        _buffer = new AlignedBuffer(AlignedBuffer.BytesFor<double>((long)_studies * EventDraw.Size));
        _events = _buffer.Take<double>((long)_studies * EventDraw.Size);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(long first, int count, BootstrapColumns columns)
    {
        for (int done = 0; done < count; done += EventDraw.Size)
        {
            _draw.NextEvents((ulong)(first + done), _events, _studies);
            for (int lane = 0; lane < Math.Min(EventDraw.Size, count - done); lane += BinomialNormalBatch.Size)
            {
                for (int study = 0; study < _studies; study++)
                {
                    var drawn = new ReadOnlySpan<double>(_events + (study * EventDraw.Size) + lane, BinomialNormalBatch.Size);
                    drawn.CopyTo(new Span<double>(_batch.Events + (study * BinomialNormalBatch.Size), BinomialNormalBatch.Size));
                }

                _batch.FitTwice(_mean, _tau);
                columns.Record(first + done + lane, Math.Min(BinomialNormalBatch.Size, count - done - lane), _batch.Mean, _batch.TauSquared, _batch.Precision);
            }
        }
    }

    public override void Dispose()
    {
        _draw.Dispose();
        _batch.Dispose();
        _buffer.Dispose();
        base.Dispose();
    }
}
