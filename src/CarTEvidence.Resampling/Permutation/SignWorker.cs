namespace CarTEvidence.Resampling;

/// <summary>Changes signs and counts.</summary>
internal sealed unsafe class SignWorker : IBlockWorker
{
    private readonly KernelPath _path;
    private readonly double[] _effects, _variances;
    private readonly PermutationRun _run;
    private readonly AlignedBuffer _buffer;
    private readonly double* _signs, _z;
    private readonly ulong* _words;
    private readonly int _blocks;

    public SignWorker(KernelPath path, double[] effects, double[] variances, PermutationRun run)
    {
        (_path, _effects, _variances, _run) = (path, effects, variances, run);
        _blocks = (effects.Length + 127) / 128;
        long signs = (long)effects.Length * Batch.Size, words = 4L * _blocks * Batch.Size;
        _buffer = new AlignedBuffer(AlignedBuffer.BytesFor<double>(signs) + AlignedBuffer.BytesFor<double>(Batch.Size) + AlignedBuffer.BytesFor<ulong>(words));
        _signs = _buffer.Take<double>(signs);
        _z = _buffer.Take<double>(Batch.Size);
        _words = _buffer.Take<ulong>(words);
    }

    /// <summary>The statistic of the signs as they are.</summary>
    public static double Observed(KernelPath path, double[] effects, double[] variances, bool random)
    {
        using var buffer = new AlignedBuffer(AlignedBuffer.BytesFor<double>((long)effects.Length * Batch.Size) + AlignedBuffer.BytesFor<double>(Batch.Size));
        double* signs = buffer.Take<double>((long)effects.Length * Batch.Size), z = buffer.Take<double>(Batch.Size);
        new Span<double>(signs, effects.Length * Batch.Size).Fill(1);
        SignKernels.Run(path, effects, variances, random, signs, z);
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

            for (int i = 0; i < _effects.Length; i++)
            {
                for (int lane = 0; lane < Batch.Size; lane++)
                {
                    // Bit i of the rank, or bit i % 32 of word i / 32.
                    ulong bits = _run.IsExact ? (ulong)(first + done + lane) >> i : _words[(i / 32 * Batch.Size) + lane] >> (i % 32);
                    _signs[(i * Batch.Size) + lane] = (bits & 1) == 0 ? 1 : -1;
                }
            }

            SignKernels.Run(_path, _effects, _variances, _run.Options.RandomEffects, _signs, _z);
            extreme += _run.Extreme(_z, Math.Min(Batch.Size, count - done));
        }

        _run.Add(extreme);
    }

    public void Dispose() => _buffer.Dispose();
}
