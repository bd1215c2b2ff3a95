namespace CarTEvidence.Resampling;

/// <summary>The random draws of one replicate, one after another. A value type: a copy repeats the same draws.</summary>
/// <remarks>
/// Made for simulation, where each data set needs a few draws of several kinds; the batch kernels use <see cref="Philox"/> directly.
/// Draw <i>n</i> of a replicate depends on seed, replicate, stream and the draws before it in the same replicate, and on nothing else.
/// </remarks>
public partial struct RandomDraws
{
    private readonly ulong _seed, _replicate;
    private readonly uint _stream;
    private uint _nextBlock;
    private int _used;
    private PhiloxBlock _words;

    /// <summary>The beginning of the draws of a replicate.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="replicate">Number of the replicate, from 0.</param>
    /// <param name="stream">Number of the stream within the replicate, for draws that must not depend on each other's number.</param>
    public RandomDraws(ulong seed, ulong replicate, uint stream = 0)
    {
        _seed = seed;
        _replicate = replicate;
        _stream = stream;
        _used = 4;
    }

    /// <summary>A word uniform on 0 … 2³² − 1.</summary>
    public uint NextUInt32()
    {
        if (_used == 4)
        {
            _words = Philox.Generate(_seed, _replicate, _nextBlock++, _stream);
            _used = 0;
        }

        return _words[_used++];
    }

    /// <summary>A word uniform on 0 … 2⁶⁴ − 1.</summary>
    public ulong NextUInt64() => NextUInt32() | ((ulong)NextUInt32() << 32);

    /// <summary>An integer uniform on 0 … <paramref name="bound"/> − 1, without bias.</summary>
    /// <param name="bound">Number of values, at least 1.</param>
    /// <returns>A value from 0 to <paramref name="bound"/> − 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bound is below 1.</exception>
    /// <remarks>Reference: Lemire (2019), Fast random integer generation in an interval, doi:10.1145/3230636.</remarks>
    public int NextIndex(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        uint range = (uint)bound;
        ulong product = (ulong)NextUInt32() * range;
        if ((uint)product < range)
        {
            uint threshold = (uint)(0x1_0000_0000UL % range);
            while ((uint)product < threshold)
            {
                product = (ulong)NextUInt32() * range;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>A number uniform on the open interval (0, 1): the midpoints of 2⁵² equal cells, so neither end occurs.</summary>
    public double NextUniform() => ((NextUInt64() >> 12) + 0.5) * (1.0 / (1UL << 52));
}
