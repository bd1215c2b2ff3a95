using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CarTEvidence.Resampling;

// The first step: the indices of eight draws in the bytes of a lane.
internal sealed unsafe partial class StudyDraw
{
    private const byte MergeByMask = 0xF8;

    /// <summary>The first step; returns the lanes of which a word was rejected.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Pack(ulong* words, ulong* packed, int count, int drawsPerWord, int wordCount, uint threshold)
    {
        Vector512<ulong> k0 = Vector512.Create((ulong)count), k1 = k0 << 8, k2 = k0 << 16, k3 = k0 << 24;
        Vector512<ulong> byte4 = Vector512.Create(0xFFUL << 32), byte5 = byte4 << 8, byte6 = byte4 << 16, byte7 = byte4 << 24;
        Vector512<uint> leastA = Vector512<uint>.AllBitsSet, leastB = leastA;
        ulong* end = words + (wordCount * Lanes);
        Vector512<ulong> a = Vector512.Load(words), b = Vector512.Load(words + 8);
        int left = drawsPerWord;
        for (int drawn = 0; drawn < count; drawn += DrawsPerPack, packed += Lanes)
        {
            Vector512<ulong> highA = Vector512<ulong>.Zero, highB = highA, lowA = highA, lowB = highA;
            int draws = Math.Min(DrawsPerPack, count - drawn), halves = draws > DrawsPerPack / 2 ? 2 : 1;
            for (int half = 0; half < halves; half++)
            {
                (highA, highB, lowA, lowB) = (lowA, lowB, highA, highB);
                Draw(ref a, ref lowA, k3, byte7, 24);
                Draw(ref b, ref lowB, k3, byte7, 24);
                if (--left == 0)
                {
                    Turn(ref words, end, ref a, ref b, ref leastA, ref leastB, ref left, drawsPerWord);
                }

                Draw(ref a, ref lowA, k2, byte6, 16);
                Draw(ref b, ref lowB, k2, byte6, 16);
                if (--left == 0)
                {
                    Turn(ref words, end, ref a, ref b, ref leastA, ref leastB, ref left, drawsPerWord);
                }

                Draw(ref a, ref lowA, k1, byte5, 8);
                Draw(ref b, ref lowB, k1, byte5, 8);
                if (--left == 0)
                {
                    Turn(ref words, end, ref a, ref b, ref leastA, ref leastB, ref left, drawsPerWord);
                }

                Draw(ref a, ref lowA, k0, byte4, 0);
                Draw(ref b, ref lowB, k0, byte4, 0);
                if (--left == 0)
                {
                    Turn(ref words, end, ref a, ref b, ref leastA, ref leastB, ref left, drawsPerWord);
                }
            }

            // The first four draws go to bytes 7 … 4, the next four to bytes 3 … 0; beyond the k-th draw, no study.
            if (halves == 1)
            {
                (highA, highB) = (lowA, lowB);
            }

            Vector512<ulong> none = Vector512.Create(draws == DrawsPerPack ? 0 : ulong.MaxValue >> (8 * draws));
            (highA | (lowA >>> 32) | none).Store(packed);
            (highB | (lowB >>> 32) | none).Store(packed + 8);
        }

        // The test of a word needs its whole chain, also where the k-th draw lies in the middle of it.
        if (words < end && left < drawsPerWord)
        {
            for (; left > 0; left--)
            {
                a = Philox.MultiplyLow(a, k0);
                b = Philox.MultiplyLow(b, k0);
            }

            leastA = Vector512.Min(leastA, a.AsUInt32());
            leastB = Vector512.Min(leastB, b.AsUInt32());
        }

        return Rejected(leastA, threshold) | (Rejected(leastB, threshold) << 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Draw(ref Vector512<ulong> u, ref Vector512<ulong> packed, Vector512<ulong> count, Vector512<ulong> place, byte shift)
    {
        Vector512<ulong> product = Philox.MultiplyLow(u, count);
        packed = Avx512F.TernaryLogic(packed, product, place, MergeByMask);
        u = shift == 0 ? product : product >>> shift;
    }

    /// <summary>Ends a word and begins the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(
        ref ulong* words, ulong* end, ref Vector512<ulong> a, ref Vector512<ulong> b, ref Vector512<uint> leastA, ref Vector512<uint> leastB, ref int left, int drawsPerWord)
    {
        if (words < end)
        {
            leastA = Vector512.Min(leastA, a.AsUInt32());
            leastB = Vector512.Min(leastB, b.AsUInt32());
            words += Lanes;
        }

        a = Vector512.Load(words);
        b = Vector512.Load(words + 8);
        left = drawsPerWord;
    }

    private static uint Rejected(Vector512<uint> least, uint threshold) =>
        (uint)Vector512.LessThan(least.AsUInt64() & Vector512.Create(0xFFFF_FFFFUL), Vector512.Create((ulong)threshold)).ExtractMostSignificantBits();

    /// <summary>Draws one lane again by the specification.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Repack(int lane, ulong firstReplicate)
    {
        IndicesOf(lane, firstReplicate + (uint)lane);
        for (int pack = 0; pack < PacksFor(_chain.Count); pack++)
        {
            ulong eight = 0;
            for (int draw = pack * DrawsPerPack; draw < (pack + 1) * DrawsPerPack; draw++)
            {
                eight = (eight << 8) | (draw < _chain.Count ? _indices[(draw * Lanes) + lane] : 0xFF);
            }

            _packed[(pack * Lanes) + lane] = eight;
        }
    }
}
