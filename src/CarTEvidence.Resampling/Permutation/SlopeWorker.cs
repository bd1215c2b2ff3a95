using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>Rearranges the moderator and counts.</summary>
internal sealed unsafe class SlopeWorker : IBlockWorker
{
    private readonly SlopeKernels _kernels;
    private readonly PermutationDraw _draw;
    private readonly Arrangements? _arrangements;
    private readonly PermutationRun? _run;
    private readonly AlignedBuffer _buffer = new(AlignedBuffer.BytesFor<double>(Batch.Size));
    private readonly double* _z;
    private readonly double[] _order;
    private readonly double[]? _statistics;

    public SlopeWorker(KernelPath path, StudyTable table, double[] moderator, Arrangements? arrangements, PermutationRun run)
        : this(path, table, moderator, run.Options.Seed) => (_arrangements, _run) = (arrangements, run);

    /// <summary>A worker that keeps the statistics instead of counting them.</summary>
    public SlopeWorker(KernelPath path, StudyTable table, double[] moderator, ulong seed, double[]? statistics = null)
    {
        _kernels = new SlopeKernels(path, table);
        _draw = new PermutationDraw(path, moderator, seed, PermutationTest.SlopeStream);
        _z = _buffer.Take<double>(Batch.Size);
        (_order, _statistics) = (new double[moderator.Length], statistics);
    }

    /// <summary>The statistic of the moderator as it is.</summary>
    public static double Observed(KernelPath path, StudyTable table, double[] moderator)
    {
        using var worker = new SlopeWorker(path, table, moderator, seed: 0);
        for (int lane = 0; lane < Batch.Size; lane++)
        {
            worker.Put(lane, moderator);
        }

        worker._kernels.Run(worker._draw.Values, worker._z);
        return worker._z[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long first, int count)
    {
        long extreme = 0;
        for (int done = 0; done < count; done += Batch.Size)
        {
            int length = Math.Min(Batch.Size, count - done);
            if (_arrangements == null)
            {
                _draw.Next((ulong)(first + done));
            }
            else
            {
                Enumerate(first + done, length);
            }

            _kernels.Run(_draw.Values, _z);
            if (_run != null)
            {
                extreme += _run.Extreme(_z, length);
            }

            if (_statistics != null)
            {
                new ReadOnlySpan<double>(_z, length).CopyTo(_statistics.AsSpan((int)first + done));
            }
        }

        _run?.Add(extreme);
    }

    public void Dispose()
    {
        _draw.Dispose();
        _buffer.Dispose();
    }

    private void Enumerate(long rank, int count)
    {
        for (int lane = 0; lane < count; lane++)
        {
            _arrangements!.Write(rank + lane, _order);
            Put(lane, _order);
        }
    }

    private void Put(int lane, double[] order)
    {
        for (int i = 0; i < order.Length; i++)
        {
            _draw.Values[(i * Batch.Size) + lane] = order[i];
        }
    }
}
