using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>The parametric bootstrap of effects: study <i>i</i> of a replicate is one normal number, from words 2i and 2i + 1 of its stream.</summary>
internal sealed unsafe class NormalBootstrapWorker : BatchBootstrapWorker
{
    private const double Cell = 1.0 / (1UL << 52);

    private readonly OwnStudies _studies;
    private readonly double[] _deviations;
    private readonly ulong _seed;
    private readonly int _blocks;
    private readonly AlignedBuffer _buffer;
    private readonly ulong* _words;

    /// <param name="path">A path this machine can run.</param>
    /// <param name="estimator">The estimator.</param>
    /// <param name="variances">Sampling variances of the studies.</param>
    /// <param name="mean">Mean of the model.</param>
    /// <param name="tauSquared">Variance between studies.</param>
    /// <param name="seed">Seed of the run.</param>
    public NormalBootstrapWorker(KernelPath path, PooledEstimator estimator, double[] variances, double mean, double tauSquared, ulong seed)
        : base(path, estimator)
    {
        _seed = seed;
        _studies = new OwnStudies(variances.Length, mean);
        _studies.SetVariances(variances);
        _deviations = Array.ConvertAll(variances, v => Math.Sqrt(v + tauSquared));
        _blocks = (variances.Length + 1) / 2;
        long words = 4L * _blocks * Batch.Size;
        _buffer = new AlignedBuffer(AlignedBuffer.BytesFor<ulong>(words));
        _words = _buffer.Take<ulong>(words);
    }

    public override void Dispose()
    {
        _studies.Dispose();
        _buffer.Dispose();
        base.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Next(ulong firstReplicate)
    {
        Philox.Words(Path, _words, _seed, firstReplicate, _blocks, Bootstrap.NormalStream);
        for (int i = 0; i < _deviations.Length; i++)
        {
            ulong* low = _words + (2L * i * Batch.Size), high = low + Batch.Size;
            double* effects = _studies.Effects + (i * Batch.Size);
            for (int lane = 0; lane < Batch.Size; lane++)
            {
                ulong word = (uint)low[lane] | (high[lane] << 32);
                effects[lane] = _deviations[i] * NormalQuantile.Of(((word >> 12) + 0.5) * Cell);
            }
        }

        SampleKernels.Fit(Path, Estimator, _studies.All, Fit);
    }
}
