using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CarTEvidence.Resampling;

/// <summary>Draws and tallies random subsets: bit i of a replicate's words says whether study i is in. An empty subset is drawn again from the reserved blocks.</summary>
internal sealed unsafe class RandomSubsetWorker : IBlockWorker
{
    private const int Lanes = Batch.Size, WordBits = 32, BlockWords = 4;

    private readonly KernelPath _path;
    private readonly CancellationToken _cancellation;
    private readonly SubsetBatch _batch;
    private readonly SubsetTally _tally;
    private readonly SubsetBins _bins;
    private readonly ulong _seed;
    private readonly int _blocks;
    private readonly AlignedBuffer _buffer;
    private readonly ulong* _words;
    private readonly double* _mean, _inconsistency, _tauSquared;

    public RandomSubsetWorker(KernelPath path, StudyTable table, SubsetOptions options, SubsetTally tally, CancellationToken cancellation)
    {
        (_path, _cancellation) = (path, cancellation);
        _batch = new SubsetBatch(path, options.Estimator, table);
        (_tally, _bins, _seed) = (tally, tally.Bins.Fresh(), options.Seed);
        _blocks = (tally.Studies + (WordBits * BlockWords) - 1) / (WordBits * BlockWords);
        _buffer = new AlignedBuffer(AlignedBuffer.BytesFor<ulong>(BlockWords * _blocks * Lanes) + (3 * AlignedBuffer.BytesFor<double>(Lanes)));
        _words = _buffer.Take<ulong>(BlockWords * _blocks * Lanes);
        _mean = _buffer.Take<double>(Lanes);
        _inconsistency = _buffer.Take<double>(Lanes);
        _tauSquared = _buffer.Take<double>(Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long first, int count)
    {
        SubsetSums sums = SubsetSums.Empty(_tally.Studies);
        for (int done = 0; done < count; done += Lanes)
        {
            _cancellation.ThrowIfCancellationRequested();
            Draw((ulong)(first + done));
            _batch.Run(_mean, _inconsistency, _tauSquared);
            Add(sums, Math.Min(Lanes, count - done));
        }

        _tally.Put(first / ReplicateRange.BlockSize, sums);
    }

    public void Dispose()
    {
        _tally.Add(_bins);
        _batch.Dispose();
        _buffer.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Draw(ulong firstReplicate)
    {
        Philox.Words(_path, _words, _seed, firstReplicate, _blocks, AllSubsets.Stream);
        int studies = _tally.Studies;
        for (int lane = 0; lane < Lanes; lane++)
        {
            for (uint attempt = 0; IsEmpty(lane); attempt++)
            {
                for (int word = 0; word < BlockWords * _blocks; word++)
                {
                    uint block = Philox.RedrawBlock + (attempt * (uint)_blocks) + ((uint)word / BlockWords);
                    _words[(word * Lanes) + lane] = Philox.Generate(_seed, firstReplicate + (uint)lane, block, AllSubsets.Stream)[word % BlockWords];
                }
            }
        }

        for (int i = 0; i < studies; i++)
        {
            ulong* row = _words + (i / WordBits * Lanes);
            double* holds = _batch.Holds + (i * Lanes);
            for (int lane = 0; lane < Lanes; lane += Vector512<ulong>.Count)
            {
                // A bit taken from 0 is a mask of all bits, or of none: of the bits of 1.0 it leaves 1 or 0.
                Vector512<ulong> bit = (Vector512.Load(row + lane) >>> (i % WordBits)) & Vector512<ulong>.One;
                ((Vector512<ulong>.Zero - bit) & Vector512.Create(1.0).AsUInt64()).AsDouble().Store(holds + lane);
            }
        }
    }

    private bool IsEmpty(int lane)
    {
        int studies = _tally.Studies, whole = studies / WordBits;
        for (int word = 0; word < whole; word++)
        {
            if ((uint)_words[(word * Lanes) + lane] != 0)
            {
                return false;
            }
        }

        return studies % WordBits == 0 || (_words[(whole * Lanes) + lane] & ((1u << (studies % WordBits)) - 1)) == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(SubsetSums sums, int lanes)
    {
        int studies = _tally.Studies;
        for (int lane = 0; lane < lanes; lane++)
        {
            double above = _mean[lane] -= _bins.Lowest, part = _inconsistency[lane], tau = _tauSquared[lane];
            sums.Count++;
            sums.Mean += above;
            sums.MeanSquared += above * above;
            sums.Inconsistency += part;
            sums.InconsistencySquared += part * part;
            sums.TauSquared += tau;
            _bins.Count(above, part, tau);
        }

        // Replicates past the end of the range have no part in the sums.
        for (int i = 0; lanes < Lanes && i < studies; i++)
        {
            new Span<double>(_batch.Holds + (i * Lanes) + lanes, Lanes - lanes).Clear();
        }

        Span<double> countWith = sums.CountWith, meanWith = sums.MeanWith, inconsistencyWith = sums.InconsistencyWith, tauSquaredWith = sums.TauSquaredWith;
        for (int i = 0; i < studies; i++)
        {
            double* holds = _batch.Holds + (i * Lanes);
            countWith[i] += Batch.Sum(holds);
            meanWith[i] += Batch.Sum(holds, _mean);
            inconsistencyWith[i] += Batch.Sum(holds, _inconsistency);
            tauSquaredWith[i] += Batch.Sum(holds, _tauSquared);
        }
    }
}
