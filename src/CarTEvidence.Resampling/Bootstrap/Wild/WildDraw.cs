using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>Draws the multipliers of a wild bootstrap, one for each cluster of a replicate.</summary>
/// <remarks>Rademacher: one bit, from the lowest of word 0 up. Webb: an index of six by <see cref="IndexChain"/>. Mammen: a word against a threshold of 32 bits.</remarks>
internal sealed unsafe class WildDraw : IDisposable
{
    private const int BitsPerWord = 32;

    private static readonly double[] Six = [-Math.Sqrt(1.5), -1, -Math.Sqrt(0.5), Math.Sqrt(0.5), 1, Math.Sqrt(1.5)];
    private static readonly double Golden = (1 + Math.Sqrt(5)) / 2;
    private static readonly uint MammenThreshold = (uint)Math.Round(Golden / Math.Sqrt(5) * 4294967296);

    private readonly KernelPath _path;
    private readonly WildWeights _weights;
    private readonly int _count, _blocks;
    private readonly ulong _seed;
    private readonly IndexChain _chain = new(6);
    private readonly AlignedBuffer _buffer;
    private readonly ulong* _words;

    /// <param name="path">A path this machine can run.</param>
    /// <param name="weights">Their distribution.</param>
    /// <param name="count">Number of clusters.</param>
    /// <param name="seed">Seed of the run.</param>
    public WildDraw(KernelPath path, WildWeights weights, int count, ulong seed)
    {
        (_path, _weights, _count, _seed) = (path, weights, count, seed);
        int perWord = weights switch { WildWeights.Rademacher => BitsPerWord, WildWeights.Webb => _chain.DrawsPerWord, _ => 1 };
        int words = (count + perWord - 1) / perWord;
        _blocks = (words + 3) / 4;
        long room = 4L * _blocks * Batch.Size, multipliers = ((long)count + perWord) * Batch.Size;
        _buffer = new AlignedBuffer(AlignedBuffer.BytesFor<ulong>(room) + AlignedBuffer.BytesFor<double>(multipliers));
        _words = _buffer.Take<ulong>(room);
        Multipliers = _buffer.Take<double>(multipliers);
    }

    /// <summary>The multipliers of the batch drawn last: cluster <c>g</c> of lane <c>l</c> at <c>g * Batch.Size + l</c>.</summary>
    public double* Multipliers { get; }

    /// <summary>Draws the replicates <paramref name="firstReplicate"/> … <paramref name="firstReplicate"/> + 15.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Next(ulong firstReplicate)
    {
        Philox.Words(_path, _words, _seed, firstReplicate, _blocks, Bootstrap.WildStream);
        if (_weights == WildWeights.Webb)
        {
            Sixths(firstReplicate);
            return;
        }

        for (int g = 0; g < _count; g++)
        {
            for (int lane = 0; lane < Batch.Size; lane++)
            {
                Multipliers[(g * Batch.Size) + lane] = _weights == WildWeights.Rademacher
                    ? 1 - (2.0 * ((uint)_words[((g / BitsPerWord) * Batch.Size) + lane] >> (g % BitsPerWord) & 1))
                    : (uint)_words[(g * Batch.Size) + lane] < MammenThreshold ? 1 - Golden : Golden;
            }
        }
    }

    public void Dispose() => _buffer.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sixths(ulong firstReplicate)
    {
        Span<int> few = stackalloc int[_chain.DrawsPerWord];
        for (int q = 0; q * few.Length < _count; q++)
        {
            for (int lane = 0; lane < Batch.Size; lane++)
            {
                uint word = (uint)_words[(q * Batch.Size) + lane];
                for (int attempt = 0; _chain.Indices(word, few) < _chain.Threshold; attempt++)
                {
                    word = IndexChain.Redraw(_seed, firstReplicate + (uint)lane, q, attempt, Bootstrap.WildStream);
                }

                for (int j = 0; j < few.Length; j++)
                {
                    Multipliers[(((q * few.Length) + j) * Batch.Size) + lane] = Six[few[j]];
                }
            }
        }
    }
}
