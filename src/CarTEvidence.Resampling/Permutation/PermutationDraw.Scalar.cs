using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

internal sealed unsafe partial class PermutationDraw
{
    /// <summary>The specification for up to 32 values; also repairs a lane of the vector form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ShortOrder(int lane, ulong replicate)
    {
        uint* keys = stackalloc uint[MostShort];
        for (uint attempt = 0; ; attempt++)
        {
            for (int i = 0; i < _count; i++)
            {
                Insert(keys, i, (Word(lane, replicate, i, attempt) & ~IndexMask) | (uint)i);
            }

            bool tie = false;
            for (int i = 1; i < _count; i++)
            {
                tie |= keys[i] >> IndexBits == keys[i - 1] >> IndexBits;
            }

            if (!tie)
            {
                break;
            }
        }

        for (int i = 0; i < _count; i++)
        {
            Values[(i * Lanes) + lane] = _moderator[keys[i] & IndexMask];
        }
    }

    private static void Insert(uint* keys, int count, uint key)
    {
        int at = count;
        for (; at > 0 && keys[at - 1] > key; at--)
        {
            keys[at] = keys[at - 1];
        }

        keys[at] = key;
    }

    /// <summary>Word i of an attempt: the replicate's own, or one of the reserved blocks, eight to an attempt for up to 32 values.</summary>
    private uint Word(int lane, ulong replicate, int i, uint attempt)
    {
        if (attempt == 0)
        {
            return (uint)_words[(i * Lanes) + lane];
        }

        uint blocksPerAttempt = (uint)Math.Max(8, _blocks);
        return Philox.Generate(_seed, replicate, Philox.RedrawBlock + (attempt * blocksPerAttempt) + ((uint)i / 4), _stream)[i % 4];
    }

    /// <summary>The specification for more than 32 values: the order of the whole words.</summary>
    private void LongOrder(int lane, ulong replicate)
    {
        ulong[] keys = new ulong[_count];
        for (uint attempt = 0; ; attempt++)
        {
            for (int i = 0; i < _count; i++)
            {
                keys[i] = ((ulong)Word(lane, replicate, i, attempt) << 32) | (uint)i;
            }

            Array.Sort(keys);
            bool tie = false;
            for (int i = 1; i < _count; i++)
            {
                tie |= keys[i] >> 32 == keys[i - 1] >> 32;
            }

            if (!tie)
            {
                break;
            }
        }

        for (int i = 0; i < _count; i++)
        {
            Values[(i * Lanes) + lane] = _moderator[(uint)keys[i]];
        }
    }
}
