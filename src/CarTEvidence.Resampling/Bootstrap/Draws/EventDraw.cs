using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>Draws the events of every study for a wide batch of replicates and looks up their weights and effects.</summary>
internal sealed unsafe partial class EventDraw : IDisposable
{
    /// <summary>Replicates in a wide batch: one 512-bit vector of 16-bit draws.</summary>
    public const int Size = 2 * Batch.Size;

    private const int StudiesPerBlock = 8;

    private readonly KernelPath _path;
    private readonly EventTable[] _tables;
    private readonly ulong _seed;
    private readonly uint _stream;
    private readonly int _blocks;
    private readonly AlignedBuffer _buffer;
    private readonly ulong* _words, _moreWords;
    private readonly ushort* _draws, _picked;

    /// <param name="path">A path this machine can run.</param>
    /// <param name="tables">The studies, a multiple of four; those past the last are empty.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="stream">Stream of the analysis.</param>
    public EventDraw(KernelPath path, EventTable[] tables, ulong seed, uint stream)
    {
        (_path, _tables, _seed, _stream) = (path, tables, seed, stream);
        _blocks = (tables.Length + StudiesPerBlock - 1) / StudiesPerBlock;
        long words = 4L * _blocks * Batch.Size, draws = (long)_blocks * StudiesPerBlock * Size;
        _buffer = new AlignedBuffer(
            (2 * AlignedBuffer.BytesFor<ulong>(words)) + (2 * AlignedBuffer.BytesFor<ushort>(draws))
            + AlignedBuffer.BytesFor<double>(2L * tables.Length * Size) + AlignedBuffer.BytesFor<double>(4 * Size));
        _words = _buffer.Take<ulong>(words);
        _moreWords = _buffer.Take<ulong>(words);
        _draws = _buffer.Take<ushort>(draws);
        _picked = _buffer.Take<ushort>(draws);
        Values = _buffer.Take<double>(2L * tables.Length * Size);
        Sums = _buffer.Take<double>(4 * Size);
    }

    /// <summary>For study <c>i</c> at <c>Values + 2 i Size</c> the weights w = 1/v of all lanes, then the products wy.</summary>
    public double* Values { get; }

    /// <summary>The sums Σw, Σw², Σwy and Σwy² of all lanes.</summary>
    public double* Sums { get; }

    /// <summary>Draws the replicates <paramref name="firstReplicate"/> … <paramref name="firstReplicate"/> + 31.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Next(ulong firstReplicate)
    {
        if (_path == KernelPath.Vector512)
        {
            DrawVector512(firstReplicate);
        }
        else
        {
            DrawScalar(firstReplicate);
        }
    }

    public void Dispose() => _buffer.Dispose();
}
