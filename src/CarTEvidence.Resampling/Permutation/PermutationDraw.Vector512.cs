using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CarTEvidence.Resampling;

// Sixteen permutations at once, one to a 32-bit lane: replicate j of the first eight in the low, replicate 8 + j in the high half of 64-bit lane j.
// A sorting network has no branches, so it sorts all lanes in step; the sorted keys' low five bits then choose from a table of doubles.
internal sealed unsafe partial class PermutationDraw
{
    private const byte BlendByMask = 0xD8, KeepOrMerge = 0xEA;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void NextVector512(ulong firstReplicate)
    {
        Keys(_words, _keys, _count);
        if (_count <= 8)
        {
            SortEight(_keys);
        }
        else
        {
            SortSixteen(_keys);
        }

        Sort(_keys, _network, _comparators);
        Choose(_keys, _table, Values, _count);
        for (uint ties = Ties(_keys, _count); ties != 0; ties &= ties - 1)
        {
            int at = BitOperations.TrailingZeroCount(ties), lane = (at / 2) + (8 * (at % 2));
            ShortOrder(lane, firstReplicate + (uint)lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Keys(ulong* words, uint* keys, int count)
    {
        Vector512<uint> low = Vector512.Create(0xFFFF_FFFFUL).AsUInt32(), free = Vector512.Create(~IndexMask);
        for (int i = 0; i < count; i++, words += Lanes, keys += Lanes)
        {
            Vector512<uint> both = Avx512F.TernaryLogic((Vector512.Load(words + 8) << 32).AsUInt32(), Vector512.Load(words).AsUInt32(), low, BlendByMask);
            Avx512F.TernaryLogic(both, free, Vector512.Create((uint)i), KeepOrMerge).Store(keys);
        }
    }

    /// <summary>The 32-bit lanes in which neighbouring keys agree in all but the index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Ties(uint* keys, int count)
    {
        Vector512<uint> least = Vector512<uint>.AllBitsSet, last = Vector512.Load(keys);
        for (int i = 1; i < count; i++)
        {
            Vector512<uint> key = Vector512.Load(keys + (i * Lanes));
            least = Vector512.Min(least, key - last);
            last = key;
        }

        return (uint)Vector512.LessThan(least, Vector512.Create((uint)MostShort)).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Choose(uint* keys, double* table, double* values, int count)
    {
        Vector512<double> t0 = Vector512.Load(table), t1 = Vector512.Load(table + 8), t2 = Vector512.Load(table + 16), t3 = Vector512.Load(table + 24);
        for (int i = 0; i < count; i++, keys += Lanes, values += Lanes)
        {
            Vector512<long> low = Vector512.Load(keys).AsInt64(), high = low >>> 32;
            Look(low, t0, t1, t2, t3).Store(values);
            Look(high, t0, t1, t2, t3).Store(values + 8);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Look(Vector512<long> index, Vector512<double> t0, Vector512<double> t1, Vector512<double> t2, Vector512<double> t3)
    {
        // The permutations read the low four bits; the fifth, moved to the sign, chooses between them.
        Vector512<double> lower = Avx512F.PermuteVar8x64x2(t0, index, t1), upper = Avx512F.PermuteVar8x64x2(t2, index, t3);
        return Vector512.ConditionalSelect(Vector512.LessThan(index << 59, Vector512<long>.Zero).AsDouble(), upper, lower);
    }
}
