using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>Tallies the estimates of the subsets of its prefixes.</summary>
internal sealed unsafe class SubsetCloudWorker : IBlockWorker
{
    private readonly SubsetKernels _kernels;
    private readonly SubsetTally _tally;
    private readonly bool _random;
    private readonly long[] _counts;
    private readonly AlignedBuffer _buffer = new(4 * AlignedBuffer.BytesFor<double>(SubsetKernels.Size));
    private readonly double* _mean, _inconsistency, _meanByPattern, _inconsistencyByPattern;

    public SubsetCloudWorker(KernelPath path, StudyTable table, SubsetOptions options, SubsetTally tally)
    {
        _kernels = new SubsetKernels(path, table);
        (_tally, _random) = (tally, options.Estimator == PooledEstimator.DerSimonianLaird);
        _counts = new long[tally.Bins * tally.Bins];
        _mean = _buffer.Take<double>(SubsetKernels.Size);
        _inconsistency = _buffer.Take<double>(SubsetKernels.Size);
        _meanByPattern = _buffer.Take<double>(SubsetKernels.Size);
        _inconsistencyByPattern = _buffer.Take<double>(SubsetKernels.Size);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long first, int count)
    {
        int studies = _tally.Studies, last = _tally.Bins - 1, patterns = 1 << Math.Min(studies, SubsetKernels.LowStudies);
        double lowest = _tally.Lowest, scale = _tally.Scale;
        double[] sums = new double[3 + (2 * studies)];
        new Span<double>(_meanByPattern, SubsetKernels.Size).Clear();
        new Span<double>(_inconsistencyByPattern, SubsetKernels.Size).Clear();
        for (long prefix = first; prefix < first + count; prefix++)
        {
            double mean = 0, inconsistency = 0, squares = 0;
            _kernels.Run(_random, (ulong)prefix, _mean, _inconsistency, null);
            for (int i = prefix == 0 ? 1 : 0; i < patterns; i++)
            {
                double above = _mean[i] - lowest;
                mean += above;
                squares += above * above;
                inconsistency += _inconsistency[i];
                _meanByPattern[i] += above;
                _inconsistencyByPattern[i] += _inconsistency[i];
                // A mean may leave the range of the effects by rounding.
                int column = Math.Clamp((int)(above * scale), 0, last), row = Math.Min((int)(_inconsistency[i] * (last + 1)), last);
                _counts[(row * (last + 1)) + column]++;
            }

            sums[0] += mean;
            sums[1] += squares;
            sums[2] += inconsistency;
            for (ulong rest = (ulong)prefix; rest != 0; rest &= rest - 1)
            {
                int study = SubsetKernels.LowStudies + System.Numerics.BitOperations.TrailingZeroCount(rest);
                sums[3 + study] += mean;
                sums[3 + studies + study] += inconsistency;
            }
        }

        for (int study = 0; study < Math.Min(studies, SubsetKernels.LowStudies); study++)
        {
            for (int i = 0; i < patterns; i++)
            {
                if ((i >> study & 1) == 0)
                {
                    continue;
                }

                sums[3 + study] += _meanByPattern[i];
                sums[3 + studies + study] += _inconsistencyByPattern[i];
            }
        }

        _tally.Put(first / ReplicateRange.BlockSize, sums);
    }

    public void Dispose()
    {
        _tally.Add(_counts);
        _kernels.Dispose();
        _buffer.Dispose();
    }
}
