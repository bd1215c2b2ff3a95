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
                WordsVector512(words, seed, firstReplicate, blocks, stream);
                break;
            case KernelPath.Vector256:
                WordsVector256(words, seed, firstReplicate, blocks, stream);
                break;
            default:
                WordsScalar(words, seed, firstReplicate, blocks, stream);
                break;
        }
    }
}
