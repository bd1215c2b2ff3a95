namespace CarTEvidence.Resampling;

/// <summary>Changes signs and counts.</summary>
internal sealed unsafe class SignWorker : IBlockWorker
{
    private readonly KernelPath _path;
    private readonly ISignStatistics _statistics;
    private readonly PermutationRun _run;
    private readonly int _studies;
    private readonly AlignedBuffer _buffer;
    private readonly double* _signs, _z;
    private readonly ulong* _words;
    private readonly int _blocks;

    public SignWorker(KernelPath path, int studies, ISignStatistics statistics, PermutationRun run)
    {
        (_path, _studies, _statistics, _run) = (path, studies, statistics, run);
        _blocks = (studies + 127) / 128;
        long signs = (long)studies * Batch.Size, words = 4L * _blocks * Batch.Size;
        _buffer = new AlignedBuffer(AlignedBuffer.BytesFor<double>(signs) + AlignedBuffer.BytesFor<double>(Batch.Size) + AlignedBuffer.BytesFor<ulong>(words));
        _signs = _buffer.Take<double>(signs);
        _z = _buffer.Take<double>(Batch.Size);
        _words = _buffer.Take<ulong>(words);
    }

    /// <summary>The statistic of the signs as they are.</summary>
    public static double Observed(int studies, ISignStatistics statistics)
    {
        using var buffer = new AlignedBuffer(AlignedBuffer.BytesFor<double>((long)studies * Batch.Size) + AlignedBuffer.BytesFor<double>(Batch.Size));
        double* signs = buffer.Take<double>((long)studies * Batch.Size), z = buffer.Take<double>(Batch.Size);
        new Span<double>(signs, studies * Batch.Size).Fill(1);
        statistics.Run(signs, 1, z);
        return z[0];
    }

    public void Run(long first, int count)
    {
        long extreme = 0;
        for (int done = 0; done < count; done += Batch.Size)
        {
            if (!_run.IsExact)
            {
                Philox.Words(_path, _words, _run.Options.Seed, (ulong)(first + done), _blocks, PermutationTest.SignStream);
            }

            for (int i = 0; i < _studies; i++)
            {
                for (int lane = 0; lane < Batch.Size; lane++)
                {
                    // Bit i of the rank, or bit i % 32 of word i / 32.
                    ulong bits = _run.IsExact ? (ulong)(first + done + lane) >> i : _words[(i / 32 * Batch.Size) + lane] >> (i % 32);
                    _signs[(i * Batch.Size) + lane] = (bits & 1) == 0 ? 1 : -1;
                }
            }

            int length = Math.Min(Batch.Size, count - done);
            _statistics.Run(_signs, length, _z);
            extreme += _run.Extreme(_z, length);
        }

        _run.Add(extreme);
    }

    public void Dispose() => _buffer.Dispose();
}
