using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>
/// Draws k studies with replacement for a batch of replicates and counts how often each study was drawn.
/// The counts, not the indices, are what the estimates need: they turn k gathers into k multiply-adds.
/// </summary>
internal sealed unsafe partial class StudyDraw : IDisposable
{
    private const int Lanes = Batch.Size;

    private readonly KernelPath _path;
    private readonly IndexChain _chain;
    private readonly int _padded, _packs;
    private readonly ulong _seed;
    private readonly uint _stream;
    private readonly AlignedBuffer _buffer;
    private readonly ulong* _words;
    private readonly uint* _indices;
    private readonly ulong* _packed, _page, _bytes;
    private readonly byte* _tables;

    /// <param name="path">A path this machine can run.</param>
    /// <param name="count">Number of studies, k.</param>
    /// <param name="padded">Rows of the counts; those from k on stay 0.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="stream">Stream of the analysis.</param>
    public StudyDraw(KernelPath path, int count, int padded, ulong seed, uint stream)
    {
        (_path, _chain, _padded, _seed, _stream) = (path, new IndexChain(count), padded, seed, stream);
        long draws = (long)_chain.Words * _chain.DrawsPerWord, packs = PacksFor(_chain), groups = 8 * PagesFor(count);
        int rows = (padded + 7) / 8 * 8;
        long words = ((4L * _chain.Blocks) + 1) * Lanes;
        bool packing = path == KernelPath.Vector512 && count <= LargestPacked;
        _buffer = new AlignedBuffer(
            AlignedBuffer.BytesFor<double>((long)rows * Lanes) + AlignedBuffer.BytesFor<ulong>(words) + AlignedBuffer.BytesFor<uint>(draws * Lanes)
            + (packing ? (2 * AlignedBuffer.BytesFor<ulong>(packs * Lanes)) + AlignedBuffer.BytesFor<ulong>(groups * Lanes) + TableBytes : 0));
        Counts = _buffer.Take<double>((long)rows * Lanes);
        _words = _buffer.Take<ulong>(words);
        _indices = _buffer.Take<uint>(draws * Lanes);
        if (!packing)
        {
            return;
        }

        _packs = PacksFor(_chain);
        _packed = _buffer.Take<ulong>(packs * Lanes);
        _page = _buffer.Take<ulong>(packs * Lanes);
        _bytes = _buffer.Take<ulong>(groups * Lanes);
        _tables = _buffer.Take<byte>(TableBytes);
        FillTables();
    }

    /// <summary>Multiplicities of the batch drawn last: study <c>i</c> of lane <c>l</c> at <c>Counts[i * Batch.Size + l]</c>.</summary>
    public double* Counts { get; }

    /// <summary>Draws the replicates <paramref name="firstReplicate"/> … <paramref name="firstReplicate"/> + 15 into <see cref="Counts"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Next(ulong firstReplicate)
    {
        Philox.Words(_path, _words, _seed, firstReplicate, _chain.Blocks, _stream);
        if (_packed != null)
        {
            CountVector512(firstReplicate);
            Convert(_bytes, Counts, _padded, _tables);
            return;
        }

        if (_path == KernelPath.Scalar)
        {
            IndicesScalar(firstReplicate);
        }
        else
        {
            IndicesVector256(firstReplicate);
        }

        Tally();
    }

    /// <summary>Draws as <see cref="Next"/> does, and pools what is drawn by the moment estimator of DerSimonian and Laird.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void NextMoments(ulong firstReplicate, StudyTable table, BatchFit fit)
    {
        if (_packed == null)
        {
            Next(firstReplicate);
            PooledKernels.Fit(_path, PooledEstimator.DerSimonianLaird, table, Counts, fit);
            return;
        }

        Philox.Words(_path, _words, _seed, firstReplicate, _chain.Blocks, _stream);
        CountVector512(firstReplicate);
        ConvertWithMoments(_bytes, Counts, table.Rows, _chain.Count, _padded, _tables, fit.TauSquared);
        PooledKernels.Mean<Lanes8>(Counts, table.Rows, table.PaddedCount, table.Centre, fit.TauSquared, fit.Mean, fit.Precision);
    }

    public void Dispose() => _buffer.Dispose();

    /// <summary>The histogram of every lane; the sums are of whole numbers, so the order of the draws is of no account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Tally()
    {
        new Span<double>(Counts, _padded * Lanes).Clear();
        uint* index = _indices;
        for (int draw = 0; draw < _chain.Count; draw++)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                Counts[(*index++ * Lanes) + lane]++;
            }
        }
    }
}
