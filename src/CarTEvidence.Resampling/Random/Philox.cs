using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>
/// The counter-based generator Philox4x32-10: a keyed bijection of 128-bit counters, so that any part of any stream can be had directly, in any order.
/// </summary>
/// <remarks>
/// The key is the seed and the counter is (replicate low, replicate high, block, stream): replicate <i>i</i> depends on (seed, <i>i</i>) alone,
/// and neither threads nor vector width nor the splitting of a run over machines can change a number.
/// Blocks with the highest bit set are reserved for redraws after a rejection, so that a rejection never moves the rest of a stream.
/// Reference: Salmon, Moraes, Dror and Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, doi:10.1145/2063384.2063405.
/// </remarks>
public static unsafe partial class Philox
{
    /// <summary>First of the blocks reserved for redraws.</summary>
    internal const uint RedrawBlock = 0x8000_0000;

    private const int Rounds = 10;

    // The multipliers of the two S-boxes, and the Weyl increments of the key schedule (golden ratio and sqrt(3) - 1).
    private const uint Multiplier0 = 0xD251_1F53, Multiplier1 = 0xCD9E_8D57;
    private const uint Weyl0 = 0x9E37_79B9, Weyl1 = 0xBB67_AE85;

    /// <summary>The four words of one counter.</summary>
    /// <param name="seed">Key of the generator.</param>
    /// <param name="replicate">Number of the replicate, from 0.</param>
    /// <param name="block">Block of four words within the replicate's stream.</param>
    /// <param name="stream">Number of the stream: analyses that must be independent use different ones.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static PhiloxBlock Generate(ulong seed, ulong replicate, uint block, uint stream)
    {
        uint x0 = (uint)replicate, x1 = (uint)(replicate >> 32), x2 = block, x3 = stream;
        uint key0 = (uint)seed, key1 = (uint)(seed >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * x0, product1 = (ulong)Multiplier1 * x2;
            x0 = (uint)(product1 >> 32) ^ x1 ^ key0;
            x1 = (uint)product1;
            x2 = (uint)(product0 >> 32) ^ x3 ^ key1;
            x3 = (uint)product0;
            key0 += Weyl0;
            key1 += Weyl1;
        }

        return new PhiloxBlock(x0, x1, x2, x3);
    }

    /// <summary>Writes the words of <paramref name="blocks"/> blocks for a batch of replicates: word <c>w</c> of lane <c>l</c> at <c>words[w * Batch.Size + l]</c>, in the low half.</summary>
    private static void WordsScalar(ulong* words, ulong seed, ulong firstReplicate, int blocks, uint stream)
    {
        for (int block = 0; block < blocks; block++)
        {
            ulong* row = words + (4 * block * Batch.Size);
            for (int lane = 0; lane < Batch.Size; lane++)
            {
                PhiloxBlock four = Generate(seed, firstReplicate + (uint)lane, (uint)block, stream);
                row[lane] = four.Word0;
                row[Batch.Size + lane] = four.Word1;
                row[(2 * Batch.Size) + lane] = four.Word2;
                row[(3 * Batch.Size) + lane] = four.Word3;
            }
        }
    }
}
