using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>Rearranges the rows of moderators and counts.</summary>
internal sealed unsafe class RegressionWorker : IBlockWorker
{
    private readonly RegressionKernels _kernels;
    private readonly PermutationDraw _draw;
    private readonly Arrangements? _arrangements;
    private readonly PermutationRun[] _runs;
    private readonly AlignedBuffer _buffer;
    private readonly double* _statistics;
    private readonly double[] _order;

    public RegressionWorker(KernelPath path, StudyTable table, RegressionDesign design, Arrangements? arrangements, PermutationRun[] runs)
    {
        PermutationOptions options = runs[0].Options;
        _kernels = new RegressionKernels(path, table, design, options.RandomEffects);
        _draw = new PermutationDraw(path, design.RowOfStudy, options.Seed, PermutationTest.RegressionStream);
        _buffer = new AlignedBuffer(AlignedBuffer.BytesFor<double>(runs.Length * Batch.Size));
        _statistics = _buffer.Take<double>(runs.Length * Batch.Size);
        (_arrangements, _runs, _order) = (arrangements, runs, new double[design.RowOfStudy.Length]);
    }

    /// <summary>The statistics of the studies as they are.</summary>
    public static double[] Observed(KernelPath path, StudyTable table, RegressionDesign design, bool random)
    {
        using var kernels = new RegressionKernels(path, table, design, random);
        using var buffer = new AlignedBuffer(AlignedBuffer.BytesFor<double>(table.Count * Batch.Size) + AlignedBuffer.BytesFor<double>((design.Moderators + 1) * Batch.Size));
        double* rows = buffer.Take<double>(table.Count * Batch.Size), statistics = buffer.Take<double>((design.Moderators + 1) * Batch.Size);
        for (int i = 0; i < table.Count; i++)
        {
            new Span<double>(rows + (i * Batch.Size), Batch.Size).Fill(design.RowOfStudy[i]);
        }

        kernels.Run(rows, statistics);
        double[] observed = new double[design.Moderators + 1];
        for (int i = 0; i < observed.Length; i++)
        {
            observed[i] = statistics[i * Batch.Size];
        }

        return observed;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long first, int count)
    {
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

            _kernels.Run(_draw.Values, _statistics);
            for (int i = 0; i < _runs.Length; i++)
            {
                _runs[i].Add(_runs[i].Extreme(_statistics + (i * Batch.Size), length));
            }
        }
    }

    public void Dispose()
    {
        _kernels.Dispose();
        _draw.Dispose();
        _buffer.Dispose();
    }

    private void Enumerate(long rank, int count)
    {
        for (int lane = 0; lane < count; lane++)
        {
            _arrangements!.Write(rank + lane, _order);
            for (int i = 0; i < _order.Length; i++)
            {
                _draw.Values[(i * Batch.Size) + lane] = _order[i];
            }
        }
    }
}
