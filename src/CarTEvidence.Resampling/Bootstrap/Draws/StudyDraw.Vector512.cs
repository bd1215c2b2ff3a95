using System.Numerics;
using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

// One replicate to a 64-bit lane, up to eight draws to the bytes of a lane.
//
//  1. Pack. A draw multiplies u by k·2^(8s), s = 0 … 3, so that the index appears in byte 4 + s, where one ternary operation merges it;
//     shifting the product down by 8s gives the next u. Draws of one word, or of two short ones, make a pack, from byte 7 down.
//  2. Count. Studies are taken in pages of 56 = 7 groups of 8. A byte permutation turns an index of the page into a byte with one bit, that of its
//     study within the group, or into 0. A pack then is an 8 × 8 bit matrix, draw by study, in each lane, and its transpose (GF2P8AFFINEQB against
//     the unit matrix) has the draws of a study in one byte, ready for a population count by look-up, which six draws need once and eight twice.
//  3. Convert. Byte j of group g is the multiplicity of study 8g + j.
internal sealed unsafe partial class StudyDraw
{
    /// <summary>Most studies that an index byte can name, with 0xFF left over for "no draw".</summary>
    private const int LargestPacked = 252;

    private const int PageSize = 56, NoStudy = 63;
    private const int OneHot = 0, PopulationCount = 7 * 64, ByteOfLane = PopulationCount + 64, TableBytes = ByteOfLane + (8 * 64);

    private static int PagesFor(int count) => (count + PageSize - 1) / PageSize;

    private void FillTables()
    {
        for (int study = 0; study < PageSize; study++)
        {
            _tables[OneHot + (study / 8 * 64) + study] = (byte)(1 << (study % 8));
        }

        for (int value = 0; value < 64; value++)
        {
            _tables[PopulationCount + value] = (byte)BitOperations.PopCount((uint)value);
        }

        for (int at = 0; at < 8 * 64; at++)
        {
            _tables[ByteOfLane + at] = (byte)(at % 8 == 0 ? (at / 64) + (at % 16) : 0x80);
        }
    }

    /// <summary>The first two steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountVector512(ulong firstReplicate)
    {
        uint rejected = Pack(_words, _packed, _chain.Count, _packs, _chain.DrawsPerWord, _chain.Threshold);
        for (; rejected != 0; rejected &= rejected - 1)
        {
            Repack(BitOperations.TrailingZeroCount(rejected), firstReplicate);
        }

        int groups = (_chain.Count + 7) / 8, drawsPerPack = DrawsPerPack(_chain.DrawsPerWord);
        for (int page = 0, group = 0; group < groups; page++, group += PageSize / 8)
        {
            ulong* indices = _packed;
            if (groups > PageSize / 8)
            {
                TurnPage(_packed, _page, _packs, page * PageSize);
                indices = _page;
            }

            Count(indices, _bytes + (group * Lanes), _packs, drawsPerPack, Math.Min(groups - group, PageSize / 8), _tables);
        }
    }
}
