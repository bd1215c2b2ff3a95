using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CarTEvidence.Resampling;

// The third step: from bytes to numbers.
internal sealed unsafe partial class StudyDraw
{
    /// <summary>The third step, four studies at a time: the bytes past the last study are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Convert(ulong* bytes, double* counts, int padded, byte* tables)
    {
        byte* place = tables + ByteOfLane;
        for (int study = 0; study < padded; study += 4, place = tables + ByteOfLane + (study % 8 * 64), counts += 4 * Lanes)
        {
            ulong* group = bytes + (study / 8 * Lanes);
            Vector512<byte> a = Vector512.Load(group).AsByte(), b = Vector512.Load(group + 8).AsByte();
            ConvertStudy(a, b, place, counts);
            ConvertStudy(a, b, place + 64, counts + Lanes);
            ConvertStudy(a, b, place + 128, counts + (2 * Lanes));
            ConvertStudy(a, b, place + 192, counts + (3 * Lanes));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ConvertStudy(Vector512<byte> a, Vector512<byte> b, byte* place, double* counts)
    {
        Vector512<byte> select = Vector512.Load(place);
        Avx512DQ.ConvertToVector512Double(Avx512BW.Shuffle(a, select).AsUInt64()).Store(counts);
        Avx512DQ.ConvertToVector512Double(Avx512BW.Shuffle(b, select).AsUInt64()).Store(counts + 8);
    }

    /// <summary>The third step together with the sums of the moment estimate: shuffles and conversions keep other ports busy than multiplications.</summary>
    /// <remarks>Operation by operation what PooledKernels.Moments does with the counts.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ConvertWithMoments(ulong* bytes, double* counts, double* rows, int count, int padded, byte* tables, double* tauSquared)
    {
        Lanes8 s1a = Lanes8.All(0), s2a = s1a, sya = s1a, syya = s1a, s1b = s1a, s2b = s1a, syb = s1a, syyb = s1a;
        byte* place = tables + ByteOfLane;
        for (int study = 0; study < padded; study += 4, place = tables + ByteOfLane + (study % 8 * 64))
        {
            ulong* group = bytes + (study / 8 * Lanes);
            Vector512<byte> a = Vector512.Load(group).AsByte(), b = Vector512.Load(group + 8).AsByte();
            for (int at = 0; at < 4 * 64; at += 64, counts += Lanes, rows += StudyTable.Stride)
            {
                Vector512<byte> select = Vector512.Load(place + at);
                Lanes8 ca = new(Avx512DQ.ConvertToVector512Double(Avx512BW.Shuffle(a, select).AsUInt64()));
                Lanes8 cb = new(Avx512DQ.ConvertToVector512Double(Avx512BW.Shuffle(b, select).AsUInt64()));
                Lanes8.Store(counts, ca);
                Lanes8.Store(counts + 8, cb);
                Lanes8 w = Lanes8.All(rows[StudyTable.Weight]), w2 = Lanes8.All(rows[StudyTable.WeightSquared]);
                Lanes8 wy = Lanes8.All(rows[StudyTable.WeightEffect]), wyy = Lanes8.All(rows[StudyTable.WeightEffectSquared]);
                s1a = Lanes8.MultiplyAdd(ca, w, s1a);
                s1b = Lanes8.MultiplyAdd(cb, w, s1b);
                s2a = Lanes8.MultiplyAdd(ca, w2, s2a);
                s2b = Lanes8.MultiplyAdd(cb, w2, s2b);
                sya = Lanes8.MultiplyAdd(ca, wy, sya);
                syb = Lanes8.MultiplyAdd(cb, wy, syb);
                syya = Lanes8.MultiplyAdd(ca, wyy, syya);
                syyb = Lanes8.MultiplyAdd(cb, wyy, syyb);
            }
        }

        Lanes8 degrees = Lanes8.All(count - 1.0);
        Lanes8.Store(tauSquared, PooledKernels.MomentEstimate(s1a, s2a, sya, syya, degrees));
        Lanes8.Store(tauSquared + 8, PooledKernels.MomentEstimate(s1b, s2b, syb, syyb, degrees));
    }
}
