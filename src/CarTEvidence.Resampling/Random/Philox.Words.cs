using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

public static unsafe partial class Philox
{
    /// <summary>
    /// Writes the words of the blocks 0 … <paramref name="blocks"/> − 1 for a batch of consecutive replicates:
    /// word <c>w</c> of lane <c>l</c> goes to the low half of <c>words[w * Batch.Size + l]</c>; the high half is unspecified.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Words(KernelPath path, ulong* words, ulong seed, ulong firstReplicate, int blocks, uint stream)
    {
        switch (path)
        {
            case KernelPath.Vector512:
                WordsVector512(words, seed, firstReplicate, blocks, stream, spread: false);
                break;
            case KernelPath.Vector256:
                WordsVector256(words, seed, firstReplicate, blocks, stream);
                break;
            default:
                WordsScalar(words, seed, firstReplicate, blocks, stream);
                break;
        }
    }

    /// <summary>
    /// The words of 32 replicates in the order in which 16-bit draws of them, four to a lane, come out of the unpacking of table look-ups as
    /// vectors of consecutive replicates: lane <c>l</c> of the vectors here holds the replicates 16 (l &amp; 1) + 2 (l &gt;&gt; 1) + {0, 8, 1, 9}.
    /// </summary>
    internal static void SpreadWordsVector512(ulong* words, ulong* moreWords, ulong seed, ulong firstReplicate, int blocks, uint stream)
    {
        WordsVector512(words, seed, firstReplicate, blocks, stream, spread: true);
        WordsVector512(moreWords, seed, firstReplicate + 1, blocks, stream, spread: true);
    }
}
