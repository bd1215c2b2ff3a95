using System.Numerics;
using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>Tallies the estimates of all subsets of its prefixes.</summary>
internal sealed unsafe class SubsetCloudWorker : IBlockWorker
{
    private const int Size = SubsetKernels.Size;

    private readonly PrefixEstimates _estimator;
    private readonly SubsetTally _tally;
    private readonly SubsetBins _bins;
    private readonly AlignedBuffer _buffer = new(6 * AlignedBuffer.BytesFor<double>(Size));
    private readonly double* _mean, _inconsistency, _tauSquared, _meanByPattern, _inconsistencyByPattern, _tauSquaredByPattern;

    public SubsetCloudWorker(KernelPath path, StudyTable table, SubsetOptions options, SubsetTally tally)
    {
        _estimator = new PrefixEstimates(path, table, options.Estimator);
        (_tally, _bins) = (tally, tally.Bins.Fresh());
        _mean = _buffer.Take<double>(Size);
        _inconsistency = _buffer.Take<double>(Size);
        _tauSquared = _buffer.Take<double>(Size);
        _meanByPattern = _buffer.Take<double>(Size);
        _inconsistencyByPattern = _buffer.Take<double>(Size);
        _tauSquaredByPattern = _buffer.Take<double>(Size);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long first, int count)
    {
        int studies = _tally.Studies, patterns = 1 << Math.Min(studies, SubsetKernels.LowStudies);
        double lowest = _bins.Lowest;
        SubsetSums sums = SubsetSums.Empty(studies);
        foreach (nint byPattern in (ReadOnlySpan<nint>)[(nint)_meanByPattern, (nint)_inconsistencyByPattern, (nint)_tauSquaredByPattern])
        {
            new Span<double>((double*)byPattern, Size).Clear();
        }

        for (long prefix = first; prefix < first + count; prefix++)
        {
            double mean = 0, inconsistency = 0, tauSquared = 0, means = 0, inconsistencies = 0;
            _estimator.Run((ulong)prefix, _mean, _inconsistency, _tauSquared);
            int empty = prefix == 0 ? 1 : 0;
            for (int i = empty; i < patterns; i++)
            {
                double above = _mean[i] - lowest, part = _inconsistency[i], tau = _tauSquared[i];
                mean += above;
                means += above * above;
                inconsistency += part;
                inconsistencies += part * part;
                tauSquared += tau;
                _meanByPattern[i] += above;
                _inconsistencyByPattern[i] += part;
                _tauSquaredByPattern[i] += tau;
                _bins.Count(above, part, tau);
            }

            sums.Count += patterns - empty;
            sums.Mean += mean;
            sums.MeanSquared += means;
            sums.Inconsistency += inconsistency;
            sums.InconsistencySquared += inconsistencies;
            sums.TauSquared += tauSquared;
            for (ulong rest = (ulong)prefix; rest != 0; rest &= rest - 1)
            {
                sums.AddWith(SubsetKernels.LowStudies + BitOperations.TrailingZeroCount(rest), patterns, mean, inconsistency, tauSquared);
            }
        }

        for (int i = 1; i < patterns; i++)
        {
            for (uint rest = (uint)i; rest != 0; rest &= rest - 1)
            {
                sums.AddWith(BitOperations.TrailingZeroCount(rest), count, _meanByPattern[i], _inconsistencyByPattern[i], _tauSquaredByPattern[i]);
            }
        }

        _tally.Put(first / ReplicateRange.BlockSize, sums);
    }

    public void Dispose()
    {
        _tally.Add(_bins);
        _estimator.Dispose();
        _buffer.Dispose();
    }
}
