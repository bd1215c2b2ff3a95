using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CarTEvidence.Resampling;

// The first step: the indices of a pack of draws in the bytes of a lane.
internal sealed unsafe partial class StudyDraw
{
    private const byte MergeByMask = 0xF8, ThreeWayOr = 0xFE;

    /// <summary>Draws to a pack: those of one word, or of two where a word has no more than four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int DrawsPerPack(int drawsPerWord) => drawsPerWord > 4 ? drawsPerWord : 2 * drawsPerWord;

    private static int PacksFor(IndexChain chain) => (chain.Count + DrawsPerPack(chain.DrawsPerWord) - 1) / DrawsPerPack(chain.DrawsPerWord);

    /// <summary>The bytes of a lane that hold no draw, if the first ones hold <paramref name="draws"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong BytesAfter(int draws) => draws == 8 ? 0 : ulong.MaxValue >> (8 * draws);

    /// <summary>The first step; returns the lanes of which a word was rejected (or one that is not needed).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Pack(ulong* words, ulong* packed, int count, int packs, int drawsPerWord, uint threshold)
    {
        uint rejected = drawsPerWord switch
        {
            3 => Pack3(words, packed, count, packs, threshold),
            4 => Pack4(words, packed, count, packs, threshold),
            5 => Pack5(words, packed, count, packs, threshold),
            6 => Pack6(words, packed, count, packs, threshold),
            7 => Pack7(words, packed, count, packs, threshold),
            _ => Pack8(words, packed, count, packs, threshold),
        };

        // Draws of the last pack that are too many.
        Vector512<ulong> none = Vector512.Create(BytesAfter(count - ((packs - 1) * DrawsPerPack(drawsPerWord))));
        packed += (packs - 1) * Lanes;
        (Vector512.Load(packed) | none).Store(packed);
        (Vector512.Load(packed + 8) | none).Store(packed + 8);
        return rejected;
    }

    // A method for each number of draws: all in one have more locals than the compiler keeps in registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static uint Pack3(ulong* words, ulong* packed, int count, int packs, uint threshold) => PackWords(words, packed, count, packs, threshold, 3);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static uint Pack4(ulong* words, ulong* packed, int count, int packs, uint threshold) => PackWords(words, packed, count, packs, threshold, 4);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static uint Pack5(ulong* words, ulong* packed, int count, int packs, uint threshold) => PackWords(words, packed, count, packs, threshold, 5);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static uint Pack6(ulong* words, ulong* packed, int count, int packs, uint threshold) => PackWords(words, packed, count, packs, threshold, 6);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static uint Pack7(ulong* words, ulong* packed, int count, int packs, uint threshold) => PackWords(words, packed, count, packs, threshold, 7);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static uint Pack8(ulong* words, ulong* packed, int count, int packs, uint threshold) => PackWords(words, packed, count, packs, threshold, 8);

    /// <param name="words">Words of the streams.</param>
    /// <param name="packed">Where the packs go.</param>
    /// <param name="count">k.</param>
    /// <param name="packs">Packs to fill.</param>
    /// <param name="threshold">Least accepted last u of a word.</param>
    /// <param name="draws">Draws to a word: a constant, which settles every condition below before the code is made.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint PackWords(ulong* words, ulong* packed, int count, int packs, uint threshold, int draws)
    {
        Vector512<ulong> k0 = Vector512.Create((ulong)count), k1 = k0 << 8, k2 = k0 << 16, k3 = k0 << 24;
        Vector512<ulong> unused = Vector512.Create(BytesAfter(DrawsPerPack(draws)));
        uint rejected = 0;
        for (int half = 0; half < Lanes; half += 8)
        {
            Vector512<uint> least = Vector512<uint>.AllBitsSet;
            ulong* word = words + half, end = packed + half + (packs * Lanes);
            for (ulong* pack = packed + half; pack < end; pack += Lanes, word += Lanes)
            {
                Vector512<ulong> u = Vector512.Load(word);
                Vector512<ulong> upper = First(ref u, k3, 3);
                Draw(ref u, ref upper, k2, 2);
                Draw(ref u, ref upper, k1, 1);
                if (draws > 3)
                {
                    Draw(ref u, ref upper, k0, 0);
                }

                if (draws <= 4)
                {
                    least = Vector512.Min(least, u.AsUInt32());
                    word += Lanes;
                    u = Vector512.Load(word);
                }

                // As many draws as are left over come into the bytes below.
                Vector512<ulong> lower = Vector512<ulong>.Zero;
                switch (DrawsPerPack(draws))
                {
                    case 5:
                        lower = First(ref u, k0, 0) >>> 8;
                        break;
                    case 6 when draws == 6:
                        lower = First(ref u, k1, 1);
                        Draw(ref u, ref lower, k0, 0);
                        lower >>>= 16;
                        break;
                    case 6 or 7:
                        lower = First(ref u, k2, 2);
                        Draw(ref u, ref lower, k1, 1);
                        Draw(ref u, ref lower, k0, 0);
                        lower = draws == 3 ? lower >>> 16 : lower >>> 24;
                        break;
                    default:
                        lower = First(ref u, k3, 3);
                        Draw(ref u, ref lower, k2, 2);
                        Draw(ref u, ref lower, k1, 1);
                        Draw(ref u, ref lower, k0, 0);
                        lower >>>= 32;
                        break;
                }

                least = Vector512.Min(least, u.AsUInt32());
                Avx512F.TernaryLogic(upper, lower, unused, ThreeWayOr).Store(pack);
            }

            rejected |= (uint)Vector512.LessThan(least.AsUInt64() & Vector512.Create(0xFFFF_FFFFUL), Vector512.Create((ulong)threshold)).ExtractMostSignificantBits() << half;
        }

        return rejected;
    }

    /// <summary>The first draw of a pack, or of its lower half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> First(ref Vector512<ulong> u, Vector512<ulong> count, int place)
    {
        Vector512<ulong> product = Philox.MultiplyLow(u, count);
        u = place == 0 ? product : product >>> (8 * place);
        return product & Vector512.Create(0xFFUL << (32 + (8 * place)));
    }

    /// <summary>One draw: its index appears in byte 4 + <paramref name="place"/> of the product, and the next u in the bytes from <paramref name="place"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Draw(ref Vector512<ulong> u, ref Vector512<ulong> pack, Vector512<ulong> count, int place)
    {
        Vector512<ulong> product = Philox.MultiplyLow(u, count);
        pack = Avx512F.TernaryLogic(pack, product, Vector512.Create(0xFFUL << (32 + (8 * place))), MergeByMask);
        u = place == 0 ? product : product >>> (8 * place);
    }

    /// <summary>Draws one lane again by the specification.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Repack(int lane, ulong firstReplicate)
    {
        IndicesOf(lane, firstReplicate + (uint)lane);
        int draws = DrawsPerPack(_chain.DrawsPerWord);
        for (int pack = 0; pack < _packs; pack++)
        {
            ulong bytes = ulong.MaxValue;
            for (int draw = 0; draw < draws && (pack * draws) + draw < _chain.Count; draw++)
            {
                int shift = 8 * (7 - draw);
                bytes = (bytes & ~(0xFFUL << shift)) | ((ulong)_indices[(((pack * draws) + draw) * Lanes) + lane] << shift);
            }

            _packed[(pack * Lanes) + lane] = bytes;
        }
    }
}
