using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>The estimates of the 64 subsets of a prefix: moments by what those share, likelihoods (and moments of studies too far apart for it) sixteen subsets at a time.</summary>
internal sealed unsafe class PrefixEstimates : IDisposable
{
    private readonly bool _random;
    private readonly int _studies;
    private readonly SubsetKernels? _moments;
    private readonly SubsetBatch? _batches;

    public PrefixEstimates(KernelPath path, StudyTable table, PooledEstimator estimator)
    {
        (_random, _studies) = (estimator == PooledEstimator.DerSimonianLaird, table.Count);
        if (estimator == PooledEstimator.CommonEffect || (estimator == PooledEstimator.DerSimonianLaird && SubsetKernels.Covers(table)))
        {
            _moments = new SubsetKernels(path, table);
        }
        else
        {
            _batches = new SubsetBatch(path, estimator, table);
        }
    }

    /// <summary>Writes means, I² (as fractions) and tau² of as many subsets as the low studies have; the empty one has 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(ulong prefix, double* mean, double* inconsistency, double* tauSquared)
    {
        if (_batches == null)
        {
            _moments!.Run(_random, prefix, mean, inconsistency, tauSquared);
            return;
        }

        int low = Math.Min(_studies, SubsetKernels.LowStudies);
        for (int at = 0; at < 1 << low; at += Batch.Size)
        {
            for (int i = 0; i < _studies; i++)
            {
                double* holds = _batches.Holds + (i * Batch.Size);
                for (int lane = 0; lane < Batch.Size; lane++)
                {
                    holds[lane] = i < low ? (at + lane) >> i & 1 : prefix >> (i - low) & 1;
                }
            }

            _batches.Run(mean + at, inconsistency + at, tauSquared + at);
        }
    }

    public void Dispose()
    {
        _moments?.Dispose();
        _batches?.Dispose();
    }
}
