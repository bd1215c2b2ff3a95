using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>Rearranges the rows of moderators and counts.</summary>
internal sealed unsafe class RegressionWorker : IBlockWorker
{
    private readonly IRegressionStatistics _fits;
    private readonly PermutationDraw _draw;
    private readonly Arrangements? _arrangements;
    private readonly PermutationRun[] _runs;
    private readonly AlignedBuffer _buffer;
    private readonly double* _statistics;
    private readonly double[] _order;

    /// <param name="path">A path this machine can run.</param>
    /// <param name="fits">Computes the statistics; owned by this worker.</param>
    /// <param name="design">The moderators.</param>
    /// <param name="arrangements">Their orders, to go through all of them; <c>null</c> for random ones.</param>
    /// <param name="runs">Count the statistics, one each.</param>
    public RegressionWorker(KernelPath path, IRegressionStatistics fits, RegressionDesign design, Arrangements? arrangements, PermutationRun[] runs)
    {
        _fits = fits;
        _draw = new PermutationDraw(path, design.RowOfStudy, runs[0].Options.Seed, PermutationTest.RegressionStream);
        _buffer = new AlignedBuffer(AlignedBuffer.BytesFor<double>(runs.Length * Batch.Size));
        _statistics = _buffer.Take<double>(runs.Length * Batch.Size);
        (_arrangements, _runs, _order) = (arrangements, runs, new double[design.RowOfStudy.Length]);
    }

    /// <summary>The statistics of the studies as they are.</summary>
    public static double[] Observed(IRegressionStatistics fits, RegressionDesign design)
    {
        int studies = design.RowOfStudy.Length, statistics = design.Moderators + 1;
        using var buffer = new AlignedBuffer(AlignedBuffer.BytesFor<double>(studies * Batch.Size) + AlignedBuffer.BytesFor<double>(statistics * Batch.Size));
        double* rows = buffer.Take<double>(studies * Batch.Size), values = buffer.Take<double>(statistics * Batch.Size);
        for (int i = 0; i < studies; i++)
        {
            new Span<double>(rows + (i * Batch.Size), Batch.Size).Fill(design.RowOfStudy[i]);
        }

        fits.Run(rows, 1, values);
        double[] observed = new double[statistics];
        for (int i = 0; i < statistics; i++)
        {
            observed[i] = values[i * Batch.Size];
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

            _fits.Run(_draw.Values, length, _statistics);
            for (int i = 0; i < _runs.Length; i++)
            {
                _runs[i].Add(_runs[i].Extreme(_statistics + (i * Batch.Size), length));
            }
        }
    }

    public void Dispose()
    {
        _fits.Dispose();
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
