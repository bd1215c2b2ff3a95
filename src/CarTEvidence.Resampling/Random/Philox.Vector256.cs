using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CarTEvidence.Resampling;

// One counter to a 64-bit lane, each word of it in a vector of its own with the value in the low half. The multiplication reads
// low halves only, so whatever a round leaves in the high halves is harmless: a round costs two multiplications, two shifts, two xors.
public static unsafe partial class Philox
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WordsVector256(ulong* words, ulong seed, ulong firstReplicate, int blocks, uint stream)
    {
        Vector256<ulong> multiplier0 = Vector256.Create((ulong)Multiplier0), multiplier1 = Vector256.Create((ulong)Multiplier1);
        Vector256<ulong> fourth = Vector256.Create((ulong)stream);
        for (int block = 0; block < blocks; block++)
        {
            for (int lane = 0; lane < Batch.Size; lane += Vector256<ulong>.Count)
            {
                Vector256<ulong> x0 = Vector256.Create(firstReplicate + (uint)lane) + Vector256<ulong>.Indices;
                Vector256<ulong> x1 = x0 >>> 32, x2 = Vector256.Create((ulong)block), x3 = fourth;
                uint key0 = (uint)seed, key1 = (uint)(seed >> 32);
                for (int round = 0; round < Rounds; round++)
                {
                    Vector256<ulong> product0 = MultiplyLow(multiplier0, x0), product1 = MultiplyLow(multiplier1, x2);
                    x0 = (product1 >>> 32) ^ x1 ^ Vector256.Create((ulong)key0);
                    x1 = product1;
                    x2 = (product0 >>> 32) ^ x3 ^ Vector256.Create((ulong)key1);
                    x3 = product0;
                    key0 += Weyl0;
                    key1 += Weyl1;
                }

                ulong* row = words + (4 * block * Batch.Size) + lane;
                x0.Store(row);
                x1.Store(row + Batch.Size);
                x2.Store(row + (2 * Batch.Size));
                x3.Store(row + (3 * Batch.Size));
            }
        }
    }

    /// <summary>The 64-bit products of the low halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<ulong> MultiplyLow(Vector256<ulong> a, Vector256<ulong> b) =>
        Avx2.IsSupported
            ? Avx2.Multiply(a.AsUInt32(), b.AsUInt32())
            : (a & Vector256.Create(0xFFFF_FFFFUL)) * (b & Vector256.Create(0xFFFF_FFFFUL));
}
