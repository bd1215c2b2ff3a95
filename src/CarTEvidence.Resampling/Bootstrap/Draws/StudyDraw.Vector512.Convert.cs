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
        Vector512<double> s1a = Vector512<double>.Zero, s2a = s1a, sya = s1a, syya = s1a, s1b = s1a, s2b = s1a, syb = s1a, syyb = s1a;
        byte* places = tables + ByteOfLane;
        for (; padded > 0; padded -= 8, bytes += Lanes, counts += 8 * Lanes, rows += 8 * StudyTable.Stride)
        {
            Vector512<byte> a = Vector512.Load(bytes).AsByte(), b = Vector512.Load(bytes + 8).AsByte();
            AddFour(a, b, places, counts, rows, ref s1a, ref s2a, ref sya, ref syya, ref s1b, ref s2b, ref syb, ref syyb);
            if (padded > 4)
            {
                AddFour(a, b, places + 256, counts + (4 * Lanes), rows + (4 * StudyTable.Stride), ref s1a, ref s2a, ref sya, ref syya, ref s1b, ref s2b, ref syb, ref syyb);
            }
        }

        Lanes8 degrees = Lanes8.All(count - 1.0);
        Lanes8.Store(tauSquared, PooledKernels.MomentEstimate(new Lanes8(s1a), new Lanes8(s2a), new Lanes8(sya), new Lanes8(syya), degrees));
        Lanes8.Store(tauSquared + 8, PooledKernels.MomentEstimate(new Lanes8(s1b), new Lanes8(s2b), new Lanes8(syb), new Lanes8(syyb), degrees));
    }

    /// <summary>Four studies in sixteen replicates; what is stored between the sums of two vectors keeps the compiler from holding a study's numbers in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddFour(
        Vector512<byte> a, Vector512<byte> b, byte* places, double* counts, double* rows,
        ref Vector512<double> s1a, ref Vector512<double> s2a, ref Vector512<double> sya, ref Vector512<double> syya,
        ref Vector512<double> s1b, ref Vector512<double> s2b, ref Vector512<double> syb, ref Vector512<double> syyb)
    {
        Add(a, places, counts, rows, 0, ref s1a, ref s2a, ref sya, ref syya);
        Add(b, places, counts + 8, rows, 0, ref s1b, ref s2b, ref syb, ref syyb);
        Add(a, places, counts, rows, 1, ref s1a, ref s2a, ref sya, ref syya);
        Add(b, places, counts + 8, rows, 1, ref s1b, ref s2b, ref syb, ref syyb);
        Add(a, places, counts, rows, 2, ref s1a, ref s2a, ref sya, ref syya);
        Add(b, places, counts + 8, rows, 2, ref s1b, ref s2b, ref syb, ref syyb);
        Add(a, places, counts, rows, 3, ref s1a, ref s2a, ref sya, ref syya);
        Add(b, places, counts + 8, rows, 3, ref s1b, ref s2b, ref syb, ref syyb);
    }

    /// <summary>One study in eight replicates.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        Vector512<byte> group, byte* places, double* counts, double* rows, int study, ref Vector512<double> s1, ref Vector512<double> s2, ref Vector512<double> sy, ref Vector512<double> syy)
    {
        Vector512<double> c = Avx512DQ.ConvertToVector512Double(Avx512BW.Shuffle(group, Vector512.Load(places + (64 * study))).AsUInt64());
        s1 = Avx512F.FusedMultiplyAdd(c, Vector512.Create(rows[(study * StudyTable.Stride) + StudyTable.Weight]), s1);
        s2 = Avx512F.FusedMultiplyAdd(c, Vector512.Create(rows[(study * StudyTable.Stride) + StudyTable.WeightSquared]), s2);
        sy = Avx512F.FusedMultiplyAdd(c, Vector512.Create(rows[(study * StudyTable.Stride) + StudyTable.WeightEffect]), sy);
        syy = Avx512F.FusedMultiplyAdd(c, Vector512.Create(rows[(study * StudyTable.Stride) + StudyTable.WeightEffectSquared]), syy);
        c.Store(counts + (study * Lanes));
    }
}
