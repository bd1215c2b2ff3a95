using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CarTEvidence.Resampling;

// The second step: from indices to multiplicities, eight studies in the bytes of a lane.
internal sealed unsafe partial class StudyDraw
{
    private const ulong UnitMatrix = 0x8040_2010_0804_0201;
    private const int LookUpBits = 6;

    /// <summary>The indices relative to a page; those of other pages become <see cref="NoStudy"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TurnPage(ulong* packed, ulong* page, int packs, int firstStudy)
    {
        Vector512<byte> first = Vector512.Create((byte)firstStudy), none = Vector512.Create((byte)NoStudy);
        for (int at = 0; at < packs * Lanes; at += 8)
        {
            Vector512.Min(Vector512.Load(packed + at).AsByte() - first, none).AsUInt64().Store(page + at);
        }
    }

    /// <summary>The second step, for the groups of one page and both vectors of the batch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count(ulong* packed, ulong* bytes, int packs, int drawsPerPack, int groups, byte* tables)
    {
        Vector512<byte> population = Vector512.Load(tables + PopulationCount);
        ulong* end = packed + (packs * Lanes);
        for (int group = 0; group < groups; group++, bytes += Lanes)
        {
            Vector512<byte> oneHot = Vector512.Load(tables + OneHot + (64 * group)), a = Vector512<byte>.Zero, b = a;
            if (drawsPerPack <= LookUpBits)
            {
                for (ulong* pack = packed; pack < end; pack += Lanes)
                {
                    a += LookUp(population, Mark(pack, oneHot));
                    b += LookUp(population, Mark(pack + 8, oneHot));
                }
            }
            else
            {
                for (ulong* pack = packed; pack < end; pack += Lanes)
                {
                    Vector512<ulong> x = Mark(pack, oneHot), y = Mark(pack + 8, oneHot);
                    a += LookUp(population, x) + LookUp(population, x << (8 * LookUpBits));
                    b += LookUp(population, y) + LookUp(population, y << (8 * LookUpBits));
                }
            }

            a.AsUInt64().Store(bytes);
            b.AsUInt64().Store(bytes + 8);
        }
    }

    /// <summary>In the bytes of a lane one bit for every draw of the pack, or none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Mark(ulong* pack, Vector512<byte> oneHot) => Avx512Vbmi.PermuteVar64x8(oneHot, Vector512.Load(pack).AsByte()).AsUInt64();

    /// <summary>Transposes the 8 × 8 bit matrices of all lanes, row 7 − i becoming bit i, and counts the first six bits of every byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> LookUp(Vector512<byte> population, Vector512<ulong> rows) =>
        Avx512Vbmi.PermuteVar64x8(population, Gfni.V512.GaloisFieldAffineTransform(Vector512.Create(UnitMatrix).AsByte(), rows.AsByte(), 0));
}
