using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

internal sealed unsafe partial class EventDraw
{
    /// <summary>
    /// The specification: block b of a replicate gives eight draws of 16 bits, to study 8b + 2q + h half h of word q. Also serves the 256-bit path,
    /// which has no table look-up wide enough; its words come four at a time all the same.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void DrawScalar(ulong firstReplicate)
    {
        Philox.Words(_path, _words, _seed, firstReplicate, _blocks, _stream);
        Philox.Words(_path, _moreWords, _seed, firstReplicate + Batch.Size, _blocks, _stream);
        new Span<double>(Sums, 4 * Size).Clear();
        for (int i = 0; i < _tables.Length; i++)
        {
            EventTable table = _tables[i];
            double* weights = Values + (2L * i * Size), products = weights + Size;
            int word = i / 2, shift = 16 * (i % 2);
            for (int lane = 0; lane < Size; lane++)
            {
                int x = Events(table, i, lane, word, shift, firstReplicate);
                Add(lane, table.Weights[x], table.Effects[x], weights, products);
            }
        }
    }

    /// <summary>The events alone of the replicates <paramref name="firstReplicate"/> … <paramref name="firstReplicate"/> + 31, those that <see cref="Next"/> draws.</summary>
    /// <param name="firstReplicate">The first of them.</param>
    /// <param name="events">For study <c>i</c> at <c>events + i Size</c> the numbers of all lanes.</param>
    /// <param name="count">Studies to draw.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void NextEvents(ulong firstReplicate, double* events, int count)
    {
        Philox.Words(_path, _words, _seed, firstReplicate, _blocks, _stream);
        Philox.Words(_path, _moreWords, _seed, firstReplicate + Batch.Size, _blocks, _stream);
        for (int i = 0; i < count; i++)
        {
            EventTable table = _tables[i];
            int word = i / 2, shift = 16 * (i % 2);
            for (int lane = 0; lane < Size; lane++)
            {
                events[(i * Size) + lane] = Events(table, i, lane, word, shift, firstReplicate);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Events(EventTable table, int study, int lane, int word, int shift, ulong firstReplicate)
    {
        ulong* words = lane < Batch.Size ? _words : _moreWords;
        uint draw = (uint)(words[(word * Batch.Size) + (lane % Batch.Size)] >> shift) & 0xFFFF;
        ulong replicate = firstReplicate + (uint)lane;
        return table.IsSmall ? table.Small(draw, _seed, replicate, study, _stream) : table.Large(_seed, replicate, study, _stream);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(int lane, double w, double y, double* weights, double* products)
    {
        double wy = w * y;
        weights[lane] = w;
        products[lane] = wy;
        Sums[lane] += w;
        Sums[Size + lane] = Math.FusedMultiplyAdd(w, w, Sums[Size + lane]);
        Sums[(2 * Size) + lane] += wy;
        Sums[(3 * Size) + lane] = Math.FusedMultiplyAdd(wy, y, Sums[(3 * Size) + lane]);
    }
}
