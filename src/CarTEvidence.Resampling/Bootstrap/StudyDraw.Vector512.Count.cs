using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CarTEvidence.Resampling;

// The second step: from indices to multiplicities, eight studies in the bytes of a lane.
internal sealed unsafe partial class StudyDraw
{
    private const ulong UnitMatrix = 0x8040_2010_0804_0201;
    private const byte Parity = 0x96, Majority = 0xE8, Blend = 0xD8;

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
    private static void Count(ulong* packed, ulong* bytes, int packs, int groups, byte* tables)
    {
        Vector512<byte> population = Vector512.Load(tables + PopulationCount);
        Vector512<byte> mixed = Vector512.Load(tables + MixedCount), twice = population + population, fourfold = twice + twice;
        for (int group = 0; group < groups; group++)
        {
            Vector512<byte> oneHot = Vector512.Load(tables + OneHot + (64 * group));
            for (int half = 0; half < Lanes; half += 8)
            {
                ulong* pack = packed + half;
                int rest = packs & 3;
                Vector512<byte> ones = Vector512<byte>.Zero, twos = ones, total = ones;
                if (rest == 1)
                {
                    ones = Mark(pack, oneHot);
                }
                else if (rest == 2)
                {
                    Vector512<byte> x = Mark(pack, oneHot), y = Mark(pack + Lanes, oneHot);
                    ones = x ^ y;
                    twos = x & y;
                }
                else if (rest == 3)
                {
                    Vector512<byte> x = Mark(pack, oneHot), y = Mark(pack + Lanes, oneHot), z = Mark(pack + (2 * Lanes), oneHot);
                    ones = Avx512F.TernaryLogic(x, y, z, Parity);
                    twos = Avx512F.TernaryLogic(x, y, z, Majority);
                }

                pack += rest * Lanes;
                for (int four = packs >> 2; four > 0; four--, pack += 4 * Lanes)
                {
                    Vector512<byte> x = Mark(pack, oneHot), y = Mark(pack + Lanes, oneHot);
                    Vector512<byte> carry = Avx512F.TernaryLogic(ones, x, y, Majority);
                    ones = Avx512F.TernaryLogic(ones, x, y, Parity);
                    x = Mark(pack + (2 * Lanes), oneHot);
                    y = Mark(pack + (3 * Lanes), oneHot);
                    Vector512<byte> second = Avx512F.TernaryLogic(ones, x, y, Majority);
                    ones = Avx512F.TernaryLogic(ones, x, y, Parity);
                    Vector512<byte> fours = Avx512F.TernaryLogic(twos, carry, second, Majority);
                    twos = Avx512F.TernaryLogic(twos, carry, second, Parity);
                    total += Population(fours, fourfold);
                }

                (total + Population(ones, twos, population, twice, mixed)).AsUInt64().Store(bytes + (group * Lanes) + half);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Mark(ulong* pack, Vector512<byte> oneHot) => Avx512Vbmi.PermuteVar64x8(oneHot, Vector512.Load(pack).AsByte());

    /// <summary>Transposes a plane and looks up the (weighted) number of its bits: six of them in one look-up, the other two in a second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Population(Vector512<byte> plane, Vector512<byte> weighted) =>
        Avx512Vbmi.PermuteVar64x8(weighted, Transpose(plane.AsUInt64())) + Avx512Vbmi.PermuteVar64x8(weighted, Transpose(plane.AsUInt64() << 48));

    /// <summary>The number of bits of a plane and twice that of a second one; what is left of both shares a look-up, whose table has the second weigh twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Population(Vector512<byte> ones, Vector512<byte> twos, Vector512<byte> population, Vector512<byte> twice, Vector512<byte> mixed)
    {
        Vector512<ulong> rest = Avx512F.TernaryLogic(twos.AsUInt64() << 32, ones.AsUInt64() << 48, Vector512.Create(0xFFFFUL << 48), Blend);
        return Avx512Vbmi.PermuteVar64x8(population, Transpose(ones.AsUInt64()))
            + Avx512Vbmi.PermuteVar64x8(twice, Transpose(twos.AsUInt64()))
            + Avx512Vbmi.PermuteVar64x8(mixed, Transpose(rest));
    }

    /// <summary>The transposes of eight 8 × 8 bit matrices; row 7 − i becomes bit i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Transpose(Vector512<ulong> rows) => Gfni.V512.GaloisFieldAffineTransform(Vector512.Create(UnitMatrix).AsByte(), rows.AsByte(), 0);
}
