using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

internal sealed unsafe partial class StudyDraw
{
    /// <summary>The specification: word by word, replacing a rejected word until one is accepted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void IndicesScalar(ulong firstReplicate)
    {
        for (int lane = 0; lane < Lanes; lane++)
        {
            IndicesOf(lane, firstReplicate + (uint)lane);
        }
    }

    /// <summary>The indices of one replicate; also what repairs a lane of the vector forms after a rejection.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void IndicesOf(int lane, ulong replicate)
    {
        Span<int> few = stackalloc int[_chain.DrawsPerWord];
        for (int q = 0; q < _chain.Words; q++)
        {
            uint word = (uint)_words[(q * Lanes) + lane];
            for (int attempt = 0; _chain.Indices(word, few) < _chain.Threshold; attempt++)
            {
                word = IndexChain.Redraw(_seed, replicate, q, attempt, _stream);
            }

            for (int j = 0; j < few.Length; j++)
            {
                _indices[(((q * few.Length) + j) * Lanes) + lane] = (uint)few[j];
            }
        }
    }
}
