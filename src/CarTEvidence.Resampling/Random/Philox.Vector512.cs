using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CarTEvidence.Resampling;

// The layout of the 256-bit form, eight counters to a vector; two independent vectors hide the latency of the multiplications,
// a single three-way xor (truth table 0x96) does the mixing, and two rounds to a step spare the moves that rename the words.
// What is above the low half of a word or of a key does not matter: the multiplication does not see it.
public static unsafe partial class Philox
{
    private const byte ThreeWayXor = 0x96;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WordsVector512(ulong* words, ulong seed, ulong firstReplicate, int blocks, uint stream, bool spread)
    {
        Vector512<ulong> multiplier0 = Vector512.Create((ulong)Multiplier0), multiplier1 = Vector512.Create((ulong)Multiplier1);
        Vector512<ulong> increment0 = Vector512.Create((ulong)Weyl0), increment1 = Vector512.Create((ulong)Weyl1);
        Vector512<ulong> a0First = Vector512.Create(firstReplicate) + (spread ? Vector512.Create(0UL, 16, 2, 18, 4, 20, 6, 22) : Vector512<ulong>.Indices), b0First = a0First + Vector512.Create(8UL);
        Vector512<ulong> a1First = a0First >>> 32, b1First = b0First >>> 32, fourth = Vector512.Create((ulong)stream);
        for (int block = 0; block < blocks; block++)
        {
            Vector512<ulong> a0 = a0First, a1 = a1First, a2 = Vector512.Create((ulong)block), a3 = fourth;
            Vector512<ulong> b0 = b0First, b1 = b1First, b2 = a2, b3 = fourth;
            Vector512<ulong> key0 = Vector512.Create((ulong)(uint)seed), key1 = Vector512.Create(seed >> 32);
            for (int round = 0; round < Rounds; round += 2)
            {
                Vector512<ulong> p = MultiplyLow(multiplier0, a0), q = MultiplyLow(multiplier1, a2);
                Vector512<ulong> s = MultiplyLow(multiplier0, b0), t = MultiplyLow(multiplier1, b2);
                a0 = Xor(q >>> 32, a1, key0);
                a2 = Xor(p >>> 32, a3, key1);
                b0 = Xor(t >>> 32, b1, key0);
                b2 = Xor(s >>> 32, b3, key1);

                key0 += increment0;
                key1 += increment1;
                a3 = MultiplyLow(multiplier0, a0);
                a1 = MultiplyLow(multiplier1, a2);
                b3 = MultiplyLow(multiplier0, b0);
                b1 = MultiplyLow(multiplier1, b2);
                a0 = Xor(a1 >>> 32, q, key0);
                a2 = Xor(a3 >>> 32, p, key1);
                b0 = Xor(b1 >>> 32, t, key0);
                b2 = Xor(b3 >>> 32, s, key1);
                key0 += increment0;
                key1 += increment1;
            }

            ulong* row = words + (4 * block * Batch.Size);
            a0.Store(row);
            b0.Store(row + 8);
            a1.Store(row + 16);
            b1.Store(row + 24);
            a2.Store(row + 32);
            b2.Store(row + 40);
            a3.Store(row + 48);
            b3.Store(row + 56);
        }
    }

    /// <summary>The 64-bit products of the low halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<ulong> MultiplyLow(Vector512<ulong> a, Vector512<ulong> b) => Avx512F.Multiply(a.AsUInt32(), b.AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Xor(Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c) => Avx512F.TernaryLogic(a, b, c, ThreeWayXor);
}
