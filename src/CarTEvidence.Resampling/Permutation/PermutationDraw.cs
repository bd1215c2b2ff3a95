using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>Puts the values of a moderator in random order for a batch of replicates, every order equally likely.</summary>
/// <remarks>
/// Word i of a replicate, its low five bits replaced by i, is a key; the order of the keys is the permutation. Two keys that agree in the other
/// 27 bits would favour an order (1.4 replicates in a million at k = 20): the replicate is then drawn again from the reserved blocks.
/// More than 32 values take the whole word and break no ties either.
/// </remarks>
internal sealed unsafe partial class PermutationDraw : IDisposable
{
    private const int Lanes = Batch.Size;
    private const int IndexBits = 5;
    private const int MostShort = 1 << IndexBits;
    private const uint IndexMask = MostShort - 1;

    private readonly KernelPath _path;
    private readonly int _count, _blocks;
    private readonly ulong _seed;
    private readonly uint _stream;
    private readonly double[] _moderator;
    private readonly AlignedBuffer _buffer;
    private readonly ulong* _words;
    private readonly uint* _keys;
    private readonly double* _table;
    private readonly int* _network;
    private readonly int _comparators;

    /// <param name="path">A path this machine can run.</param>
    /// <param name="moderator">The values, length k.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="stream">Stream of the analysis.</param>
    public PermutationDraw(KernelPath path, double[] moderator, ulong seed, uint stream)
    {
        (_path, _count, _moderator, _seed, _stream) = (path, moderator.Length, moderator, seed, stream);
        _blocks = (_count + 3) / 4;
        int[] network = _count is > InRegisters and <= MostShort ? RestOfNetwork(_count) : [];
        _comparators = network.Length / 2;
        _buffer = new AlignedBuffer(
            AlignedBuffer.BytesFor<ulong>(4L * _blocks * Lanes) + AlignedBuffer.BytesFor<uint>((long)Math.Max(InRegisters, 4 * _blocks) * Lanes) + AlignedBuffer.BytesFor<double>(MostShort)
            + AlignedBuffer.BytesFor<int>(network.Length + 1) + AlignedBuffer.BytesFor<double>((long)_count * Lanes));
        _words = _buffer.Take<ulong>(4L * _blocks * Lanes);
        _keys = _buffer.Take<uint>((long)Math.Max(InRegisters, 4 * _blocks) * Lanes);
        // Up to sixteen keys are sorted as sixteen: places without a study hold what sorts last.
        new Span<uint>(_keys, Math.Max(InRegisters, 4 * _blocks) * Lanes).Fill(uint.MaxValue);
        _table = _buffer.Take<double>(MostShort);
        _network = _buffer.Take<int>(network.Length + 1);
        Values = _buffer.Take<double>((long)_count * Lanes);
        for (int i = 0; i < Math.Min(_count, MostShort); i++)
        {
            _table[i] = moderator[i];
        }

        network.CopyTo(new Span<int>(_network, network.Length));
    }

    /// <summary>The moderator of study <c>i</c> in lane <c>l</c>, at <c>Values[i * Batch.Size + l]</c>.</summary>
    public double* Values { get; }

    /// <summary>Draws the replicates <paramref name="firstReplicate"/> … <paramref name="firstReplicate"/> + 15.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Next(ulong firstReplicate)
    {
        Philox.Words(_path, _words, _seed, firstReplicate, _blocks, _stream);
        if (_path == KernelPath.Vector512 && _count <= MostShort)
        {
            NextVector512(firstReplicate);
            return;
        }

        for (int lane = 0; lane < Lanes; lane++)
        {
            ulong replicate = firstReplicate + (uint)lane;
            if (_count <= MostShort)
            {
                ShortOrder(lane, replicate);
            }
            else
            {
                LongOrder(lane, replicate);
            }
        }
    }

    public void Dispose() => _buffer.Dispose();

    /// <summary>The comparators of the network that are not among the first sixteen keys alone, as pairs of places in elements.</summary>
    private static int[] RestOfNetwork(int count)
    {
        var pairs = new List<int>();
        for (int p = 1; p < count; p *= 2)
        {
            for (int q = p; q >= 1; q /= 2)
            {
                for (int j = q % p; j + q < count; j += 2 * q)
                {
                    for (int i = 0; i < q && i + j + q < count; i++)
                    {
                        bool done = p < InRegisters && i + j + q < InRegisters;
                        if (!done && (i + j) / (2 * p) == (i + j + q) / (2 * p))
                        {
                            pairs.AddRange([(i + j) * Lanes, (i + j + q) * Lanes]);
                        }
                    }
                }
            }
        }

        return [.. pairs];
    }
}
