using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>Writes the estimates of the subsets of its prefixes where they belong.</summary>
internal sealed unsafe class SubsetListWorker : IBlockWorker
{
    /// <summary>Prefixes to a block. Those of more studies take longer, so threads end together only if blocks are small beside the whole.</summary>
    public const int BlockSize = 256;

    private readonly PrefixEstimates _estimator;
    private readonly SubsetEstimates _estimates;
    private readonly AlignedBuffer _buffer = new(3 * AlignedBuffer.BytesFor<double>(SubsetKernels.Size));
    private readonly double* _mean, _inconsistency, _tauSquared;

    public SubsetListWorker(KernelPath path, StudyTable table, SubsetOptions options, SubsetEstimates estimates)
    {
        _estimator = new PrefixEstimates(path, table, options.Estimator);
        _estimates = estimates;
        _mean = _buffer.Take<double>(SubsetKernels.Size);
        _inconsistency = _buffer.Take<double>(SubsetKernels.Size);
        _tauSquared = _buffer.Take<double>(SubsetKernels.Size);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long first, int count)
    {
        for (long prefix = first; prefix < first + count; prefix++)
        {
            _estimator.Run((ulong)prefix, _mean, _inconsistency, _tauSquared);
            // The empty subset has no entry: the entries of prefix 0 begin with its second subset.
            int skip = prefix == 0 ? 1 : 0, at = (int)(prefix * SubsetKernels.Size) + skip - 1;
            int length = Math.Min(SubsetKernels.Size - skip, _estimates.Means.Length - at);
            for (int i = 0; i < SubsetKernels.Size; i++)
            {
                _inconsistency[i] *= 100;
            }

            new ReadOnlySpan<double>(_mean + skip, length).CopyTo(_estimates.Means.AsSpan(at));
            new ReadOnlySpan<double>(_inconsistency + skip, length).CopyTo(_estimates.ISquared.AsSpan(at));
            new ReadOnlySpan<double>(_tauSquared + skip, length).CopyTo(_estimates.TauSquared.AsSpan(at));
        }
    }

    public void Dispose()
    {
        _estimator.Dispose();
        _buffer.Dispose();
    }
}
