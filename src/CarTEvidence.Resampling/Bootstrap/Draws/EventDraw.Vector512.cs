using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CarTEvidence.Resampling;

// Thirty-two replicates to a vector of 16-bit draws.
//
//  1. Combine. Words of four counter vectors are packed so that a study has its 32 draws in one vector.
//  2. Pick. Column and fraction of a draw; thresholds and aliases of 64 columns come from table permutations. Draws that the first ten bits of the
//     threshold leave undecided are written down and settled between the loops.
//  3. Look up. A table of 64 doubles is four planes of 64 16-bit words; four permutations and eight unpackings give 32 doubles, with no gather.
internal sealed unsafe partial class EventDraw
{
    private const byte BlendByMask = 0xD8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void DrawVector512(ulong firstReplicate)
    {
        Philox.SpreadWordsVector512(_words, _moreWords, _seed, firstReplicate, _blocks, _stream);
        Combine(_words, _moreWords, _draws, _blocks);
        for (int i = 0; i < _tables.Length; i++)
        {
            EventTable table = _tables[i];
            ushort* draws = _draws + (i * Size);
            if (!table.IsSmall)
            {
                continue;
            }

            for (uint undecided = Pick(draws, table.Thresholds, table.Aliases, _picked + (i * Size)); undecided != 0; undecided &= undecided - 1)
            {
                int position = BitOperations.TrailingZeroCount(undecided);
                _picked[(i * Size) + position] = (ushort)table.Small(draws[position], _seed, firstReplicate + Offset(position), i, _stream);
            }
        }

        if (!_tables[0].IsSmall)
        {
            new Span<double>(Sums, 4 * Size).Clear();
        }

        for (int i = 0, end; i < _tables.Length; i = end)
        {
            for (end = i; end < _tables.Length && _tables[end].IsSmall; end++)
            {
            }

            if (end > i)
            {
                LookUp(i, end);
            }
            else
            {
                AddLarge(end++, firstReplicate);
            }
        }
    }

    /// <summary>The replicate, counted from the first of the batch, whose draw is at a position (see <see cref="Philox.SpreadWordsVector512"/>).</summary>
    private static uint Offset(int position) =>
        (uint)((16 * (position >> 2 & 1)) + (8 * (position >> 1 & 1)) + (2 * (position >> 3)) + (position & 1));

    /// <summary>The first step: from words (block, word, lane) to draws (study, lane).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Combine(ulong* words, ulong* moreWords, ushort* draws, int blocks)
    {
        Vector512<uint> lowHalves = Vector512.Create(0xFFFF_FFFFUL).AsUInt32(), lowWords = Vector512.Create(0xFFFFu);
        for (int word = 0; word < 4 * blocks; word++, words += Batch.Size, moreWords += Batch.Size, draws += 2 * Size)
        {
            Vector512<ulong> a = Vector512.Load(words), b = Vector512.Load(words + 8), c = Vector512.Load(moreWords), d = Vector512.Load(moreWords + 8);
            Vector512<uint> ab = Avx512F.TernaryLogic((b << 32).AsUInt32(), a.AsUInt32(), lowHalves, BlendByMask);
            Vector512<uint> cd = Avx512F.TernaryLogic((d << 32).AsUInt32(), c.AsUInt32(), lowHalves, BlendByMask);
            Avx512F.TernaryLogic(cd << 16, ab, lowWords, BlendByMask).AsUInt16().Store(draws);
            Avx512F.TernaryLogic(cd, ab >>> 16, lowWords, BlendByMask).AsUInt16().Store(draws + Size);
        }
    }

    /// <summary>The second step for one study; returns the positions that ten bits have left undecided.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Pick(ushort* draws, ushort* thresholds, byte* aliases, ushort* picked)
    {
        Vector512<ushort> draw = Vector512.Load(draws), column = draw >>> 10, fraction = draw & Vector512.Create((ushort)1023);
        Vector512<ushort> threshold = Avx512BW.PermuteVar32x16x2(Vector512.Load(thresholds), column, Vector512.Load(thresholds + Size));
        Vector512<ushort> alias = Avx512Vbmi.PermuteVar64x8(Vector512.Load(aliases), column.AsByte()).AsUInt16();
        Vector512.ConditionalSelect(Vector512.LessThan(fraction, threshold), column, alias).Store(picked);
        return (uint)Vector512.Equals(fraction, threshold).ExtractMostSignificantBits();
    }

    /// <summary>The third step for consecutive small studies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void LookUp(int from, int end)
    {
        double* sums = Sums, values = Values + (2L * from * Size);
        Vector512<double> a1 = default, b1 = default, c1 = default, d1 = default, a2 = default, b2 = default, c2 = default, d2 = default;
        Vector512<double> ay = default, by = default, cy = default, dy = default, ayy = default, byy = default, cyy = default, dyy = default;
        if (from > 0)
        {
            LoadSums(sums, out a1, out b1, out c1, out d1);
            LoadSums(sums + Size, out a2, out b2, out c2, out d2);
            LoadSums(sums + (2 * Size), out ay, out by, out cy, out dy);
            LoadSums(sums + (3 * Size), out ayy, out byy, out cyy, out dyy);
        }

        for (int i = from; i < end; i++, values += 2 * Size)
        {
            EventTable table = _tables[i];
            Vector512<ushort> events = Vector512.Load(_picked + (i * Size));
            bool narrow = table.Total < Size;
            LookUp(table.WeightPlanes, events, narrow, out Vector512<double> aw, out Vector512<double> bw, out Vector512<double> cw, out Vector512<double> dw);
            LookUp(table.EffectPlanes, events, narrow, out Vector512<double> a, out Vector512<double> b, out Vector512<double> c, out Vector512<double> d);
            Add(values, aw, a, ref a1, ref a2, ref ay, ref ayy);
            Add(values + 8, bw, b, ref b1, ref b2, ref by, ref byy);
            Add(values + 16, cw, c, ref c1, ref c2, ref cy, ref cyy);
            Add(values + 24, dw, d, ref d1, ref d2, ref dy, ref dyy);
        }

        StoreSums(sums, a1, b1, c1, d1);
        StoreSums(sums + Size, a2, b2, c2, d2);
        StoreSums(sums + (2 * Size), ay, by, cy, dy);
        StoreSums(sums + (3 * Size), ayy, byy, cyy, dyy);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadSums(double* sums, out Vector512<double> a, out Vector512<double> b, out Vector512<double> c, out Vector512<double> d) =>
        (a, b, c, d) = (Vector512.Load(sums), Vector512.Load(sums + 8), Vector512.Load(sums + 16), Vector512.Load(sums + 24));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreSums(double* sums, Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d)
    {
        a.Store(sums);
        b.Store(sums + 8);
        c.Store(sums + 16);
        d.Store(sums + 24);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LookUp(
        ushort* planes, Vector512<ushort> events, bool narrow, out Vector512<double> a, out Vector512<double> b, out Vector512<double> c, out Vector512<double> d)
    {
        Vector512<ushort> p0, p1, p2, p3;
        if (narrow)
        {
            // Up to 31 patients: one vector holds what belongs to all numbers of events, and a permutation of one vector is cheaper than one of two.
            p0 = Avx512BW.PermuteVar32x16(Vector512.Load(planes), events);
            p1 = Avx512BW.PermuteVar32x16(Vector512.Load(planes + EventTable.Columns), events);
            p2 = Avx512BW.PermuteVar32x16(Vector512.Load(planes + (2 * EventTable.Columns)), events);
            p3 = Avx512BW.PermuteVar32x16(Vector512.Load(planes + (3 * EventTable.Columns)), events);
        }
        else
        {
            p0 = Plane(planes, events);
            p1 = Plane(planes + EventTable.Columns, events);
            p2 = Plane(planes + (2 * EventTable.Columns), events);
            p3 = Plane(planes + (3 * EventTable.Columns), events);
        }

        Vector512<uint> low01 = Avx512BW.UnpackLow(p0, p1).AsUInt32(), high01 = Avx512BW.UnpackHigh(p0, p1).AsUInt32();
        Vector512<uint> low23 = Avx512BW.UnpackLow(p2, p3).AsUInt32(), high23 = Avx512BW.UnpackHigh(p2, p3).AsUInt32();
        a = Avx512F.UnpackLow(low01, low23).AsDouble();
        b = Avx512F.UnpackHigh(low01, low23).AsDouble();
        c = Avx512F.UnpackLow(high01, high23).AsDouble();
        d = Avx512F.UnpackHigh(high01, high23).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ushort> Plane(ushort* plane, Vector512<ushort> events) =>
        Avx512BW.PermuteVar32x16x2(Vector512.Load(plane), events, Vector512.Load(plane + Size));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        double* values, Vector512<double> w, Vector512<double> y, ref Vector512<double> s1, ref Vector512<double> s2, ref Vector512<double> sy, ref Vector512<double> syy)
    {
        Vector512<double> wy = w * y;
        w.Store(values);
        wy.Store(values + Size);
        s1 += w;
        s2 = Vector512.FusedMultiplyAdd(w, w, s2);
        sy += wy;
        syy = Vector512.FusedMultiplyAdd(wy, y, syy);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddLarge(int study, ulong firstReplicate)
    {
        EventTable table = _tables[study];
        double* weights = Values + (2L * study * Size);
        for (int lane = 0; lane < Size; lane++)
        {
            int x = table.Large(_seed, firstReplicate + (uint)lane, study, _stream);
            Add(lane, table.Weights[x], table.Effects[x], weights, weights + Size);
        }
    }
}
