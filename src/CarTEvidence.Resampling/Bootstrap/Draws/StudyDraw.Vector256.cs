using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CarTEvidence.Resampling;

internal sealed unsafe partial class StudyDraw
{
    /// <summary>The chains of four replicates side by side; the smallest last u of a lane tells whether any of its words was rejected.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void IndicesVector256(ulong firstReplicate)
    {
        Vector256<ulong> count = Vector256.Create((ulong)_chain.Count), lowHalf = Vector256.Create(0xFFFF_FFFFUL);
        for (int lane = 0; lane < Lanes; lane += Vector256<ulong>.Count)
        {
            Vector256<ulong> least = lowHalf;
            uint* index = _indices + lane;
            for (int q = 0; q < _chain.Words; q++)
            {
                Vector256<ulong> u = Vector256.Load(_words + (q * Lanes) + lane);
                for (int j = 0; j < _chain.DrawsPerWord; j++, index += Lanes)
                {
                    Vector256<ulong> product = Philox.MultiplyLow(u, count);
                    Vector256.Narrow(product >>> 32, product).GetLower().Store(index);
                    u = product & lowHalf;
                }

                least = Vector256.Min(least, u);
            }

            uint rejected = Vector256.LessThan(least, Vector256.Create((ulong)_chain.Threshold)).ExtractMostSignificantBits();
            for (int offset = 0; rejected != 0; offset++, rejected >>= 1)
            {
                if ((rejected & 1) != 0)
                {
                    IndicesOf(lane + offset, firstReplicate + (uint)(lane + offset));
                }
            }
        }
    }
}
