using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CarTEvidence.Resampling;

// One replicate to a 64-bit lane, eight draws to the bytes of a lane.
//
//  1. Pack. A draw multiplies u by k·2^(8s), s = 0 … 3, so that the index appears in byte 4 + s, where one ternary operation merges it;
//     shifting the product down by 8s gives the next u. Four draws fill the upper half of one accumulator, four that of another.
//  2. Count. Studies are taken in pages of 56 = 7 groups of 8. A byte permutation turns an index of the page into a byte with one bit, that of its
//     study within the group, or into 0. Carry-save adders sum those bit planes over the packs; a plane then is an 8 × 8 bit matrix, draw by study,
//     in each lane, and its transpose (GF2P8AFFINEQB against the unit matrix) has the draws of a study in one byte, ready for a population count.
//  3. Convert. Byte j of group g is the multiplicity of study 8g + j.
internal sealed unsafe partial class StudyDraw
{
    /// <summary>Most studies that an index byte can name, with 0xFF left over for "no draw".</summary>
    private const int LargestPacked = 252;

    private const int DrawsPerPack = 8, PageSize = 56, NoStudy = 63;
    private const int OneHot = 0, PopulationCount = 7 * 64, MixedCount = PopulationCount + 64, ByteOfLane = MixedCount + 64, TableBytes = ByteOfLane + (8 * 64);
    private const ulong UnitMatrix = 0x8040_2010_0804_0201;
    private const byte MergeByMask = 0xF8, Parity = 0x96, Majority = 0xE8, Blend = 0xD8;

    private static int PacksFor(int count) => (count + DrawsPerPack - 1) / DrawsPerPack;

    private static int PagesFor(int count) => (count + PageSize - 1) / PageSize;

    private void FillTables()
    {
        for (int study = 0; study < PageSize; study++)
        {
            _tables[OneHot + (study / 8 * 64) + study] = (byte)(1 << (study % 8));
        }

        for (int value = 0; value < 64; value++)
        {
            (_tables[PopulationCount + value], _tables[MixedCount + value]) = Weights((uint)value);
        }

        for (int at = 0; at < 8 * 64; at++)
        {
            _tables[ByteOfLane + at] = (byte)(at % 8 == 0 ? (at / 64) + (at % 16) : 0x80);
        }

        // Of the mixed look-up, bits 0 and 1 come from the plane of ones, bits 2 and 3 from that of twos.
        static (byte, byte) Weights(uint value) =>
            ((byte)BitOperations.PopCount(value), (byte)(BitOperations.PopCount(value & 3) + (2 * BitOperations.PopCount(value & 12))));
    }

    /// <summary>The first two steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountVector512(ulong firstReplicate)
    {
        uint rejected = Pack(_words, _packed, _chain.Count, _chain.DrawsPerWord, _chain.Words, _chain.Threshold);
        for (; rejected != 0; rejected &= rejected - 1)
        {
            Repack(BitOperations.TrailingZeroCount(rejected), firstReplicate);
        }

        int packs = PacksFor(_chain.Count), groups = (_chain.Count + 7) / 8;
        for (int page = 0, group = 0; group < groups; page++, group += PageSize / 8)
        {
            ulong* indices = _packed;
            if (groups > PageSize / 8)
            {
                TurnPage(_packed, _page, packs, page * PageSize);
                indices = _page;
            }

            Count(indices, _bytes + (group * Lanes), packs, Math.Min(groups - group, PageSize / 8), _tables);
        }
    }

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
