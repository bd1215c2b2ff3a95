using System.Numerics;
using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>
/// Fits by (restricted) maximum likelihood of one batch after another. The few lanes of a batch that need more steps than the others are gathered from many
/// batches and go on together, so that vectors are full while they move. A lane's fit depends on its own studies alone, and is the same as in a batch fitted at once.
/// </summary>
internal sealed unsafe class LikelihoodFits : IDisposable
{
    // A batch is stepped while more of its sixteen lanes than these move: one more step then costs more than moving the stragglers.
    private const int Few = 4;

    private readonly KernelPath _path;
    private readonly bool _restricted;
    private readonly StudyTable _table;
    private readonly AlignedBuffer _buffer;
    private readonly BatchFit _stragglers;
    private readonly double* _counts;
    private readonly long[] _replicates = new long[Batch.Size];
    private readonly int[] _steps = new int[Batch.Size];
    private int _gathered;

    public LikelihoodFits(KernelPath path, PooledEstimator estimator, StudyTable table)
    {
        (_path, _restricted, _table) = (path, estimator == PooledEstimator.Reml, table);
        long counts = (long)table.PaddedCount * Batch.Size;
        _buffer = new AlignedBuffer(BatchFit.Bytes + AlignedBuffer.BytesFor<double>(counts));
        _stragglers = new BatchFit(_buffer);
        _counts = _buffer.Take<double>(counts);
    }

    /// <summary>Fits a batch, and records it except for its stragglers.</summary>
    /// <param name="counts">How often each study was drawn.</param>
    /// <param name="fit">Scratch of the fits.</param>
    /// <param name="first">Replicate of the first lane.</param>
    /// <param name="count">Lanes that are wanted.</param>
    /// <param name="columns">Where the fits go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(double* counts, BatchFit fit, long first, int count, BootstrapColumns columns)
    {
        uint live = Step(counts, fit, begin: true, Few, PooledKernels.MostSteps, out int steps);
        uint suspects = Finish(fit), lost = steps == PooledKernels.MostSteps ? live : 0;
        live &= ~lost;
        Settle(counts, fit, (suspects & ~live) | lost);
        columns.Record(first, count, fit.Mean, fit.TauSquared, fit.Precision);
        for (live &= (1u << count) - 1; live != 0; live &= live - 1)
        {
            int lane = BitOperations.TrailingZeroCount(live);
            Move(counts, fit, lane, _gathered);
            (_replicates[_gathered], _steps[_gathered]) = (first + lane, steps);
            for (_gathered++; _gathered == Batch.Size;)
            {
                MoveOn(columns);
            }
        }
    }

    /// <summary>Records what is still on its way.</summary>
    public void Complete(BootstrapColumns columns)
    {
        while (_gathered > 0)
        {
            MoveOn(columns);
        }
    }

    public void Dispose() => _buffer.Dispose();

    /// <summary>A step of all stragglers; those at rest make room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MoveOn(BootstrapColumns columns)
    {
        uint live = Step(_counts, _stragglers, begin: false, 0, 1, out _);
        for (int lane = _gathered - 1; lane >= 0; lane--)
        {
            _steps[lane]++;
            if ((live & (1u << lane)) != 0 && _steps[lane] < PooledKernels.MostSteps)
            {
                continue;
            }

            _stragglers.Mean[lane] += _table.Centre;
            if (_stragglers.Suspects[lane] != 0 || (live & (1u << lane)) != 0)
            {
                Settle(_counts, _stragglers, 1u << lane);
            }

            columns.Record(_replicates[lane], 1, _stragglers.Mean + lane, _stragglers.TauSquared + lane, _stragglers.Precision + lane);
            _gathered--;
            if (lane < _gathered)
            {
                Move(_counts, _stragglers, _gathered, lane);
                (_replicates[lane], _steps[lane]) = (_replicates[_gathered], _steps[_gathered]);
            }

            _stragglers.Live[_gathered] = 0;
        }
    }

    /// <summary>Puts a lane in the place of a straggler that is done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Move(double* counts, BatchFit fit, int lane, int to)
    {
        _stragglers.TauSquared[to] = fit.TauSquared[lane];
        _stragglers.Suspects[to] = fit.Suspects[lane];
        _stragglers.Live[to] = fit.Live[lane];
        double* from = counts + lane, target = _counts + to, end = from + (_table.Count * Batch.Size);
        for (; from < end; from += Batch.Size, target += Batch.Size)
        {
            *target = *from;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private uint Step(double* counts, BatchFit fit, bool begin, int few, int most, out int steps) => (_path, _restricted) switch
    {
        (KernelPath.Vector512, true) => Step<Lanes8, RestrictedLikelihood>(counts, fit, begin, few, most, out steps),
        (KernelPath.Vector512, false) => Step<Lanes8, FullLikelihood>(counts, fit, begin, few, most, out steps),
        (KernelPath.Vector256, true) => Step<Lanes4, RestrictedLikelihood>(counts, fit, begin, few, most, out steps),
        (KernelPath.Vector256, false) => Step<Lanes4, FullLikelihood>(counts, fit, begin, few, most, out steps),
        (_, true) => Step<Lanes1, RestrictedLikelihood>(counts, fit, begin, few, most, out steps),
        _ => Step<Lanes1, FullLikelihood>(counts, fit, begin, few, most, out steps),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private uint Step<T, TLikelihood>(double* counts, BatchFit fit, bool begin, int few, int most, out int steps)
        where T : unmanaged, ILanes<T>
        where TLikelihood : struct, ILikelihood
    {
        if (begin)
        {
            PooledKernels.Start<T, TLikelihood>(counts, _table.Rows, _table.PaddedCount, _table.IsDiverse, fit);
        }

        return PooledKernels.Steps<T, TLikelihood>(counts, _table.Rows, _table.PaddedCount, _table.TypicalVariance, fit, few, most, out steps);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private uint Finish(BatchFit fit) => _path switch
    {
        KernelPath.Vector512 => PooledKernels.Finish<Lanes8>(_table.Centre, fit),
        KernelPath.Vector256 => PooledKernels.Finish<Lanes4>(_table.Centre, fit),
        _ => PooledKernels.Finish<Lanes1>(_table.Centre, fit),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Settle(double* counts, BatchFit fit, uint suspects)
    {
        if (_restricted)
        {
            LikelihoodMaximum.Settle<RestrictedLikelihood>(_path, _table, counts, fit, suspects);
        }
        else
        {
            LikelihoodMaximum.Settle<FullLikelihood>(_path, _table, counts, fit, suspects);
        }
    }
}
