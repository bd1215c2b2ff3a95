namespace CarTEvidence.Resampling;

/// <summary>
/// Several unbiased draws from 0 … k − 1 out of one 32-bit word u: repeat <c>p = u·k; index = p &gt;&gt; 32; u = low half of p</c>.
/// </summary>
/// <remarks>
/// A word gives m = max{m ≤ 8 : kᵐ ≤ 2²⁴} indices. The m steps are one draw from 0 … kᵐ − 1 by multiplication, so Lemire's test makes them exact:
/// the word is rejected when the last u is below 2³² mod kᵐ (less than one word in 256; one in 7,700 at k = 20), and word q of a replicate is then
/// replaced by the first word of block 0x80000000 | attempt &lt;&lt; 20 | q. Reference: Lemire (2019), doi:10.1145/3230636.
/// </remarks>
internal readonly struct IndexChain
{
    private const int MostDraws = 8;
    private const ulong LargestRange = 1 << 24;
    private const int AttemptShift = 20;

    /// <summary>Most studies: every word must have a redraw block of its own.</summary>
    public const int LargestCount = 1 << AttemptShift;

    public IndexChain(int count)
    {
        Count = count;
        ulong range = (ulong)count;
        DrawsPerWord = 1;
        while (DrawsPerWord < MostDraws && range * (ulong)count <= LargestRange)
        {
            range *= (ulong)count;
            DrawsPerWord++;
        }

        Words = (count + DrawsPerWord - 1) / DrawsPerWord;
        Threshold = (uint)((1UL << 32) % range);
    }

    /// <summary>k, the number of values.</summary>
    public int Count { get; }

    /// <summary>m, the number of indices a word gives.</summary>
    public int DrawsPerWord { get; }

    /// <summary>Words that k indices need.</summary>
    public int Words { get; }

    /// <summary>Blocks of four words that k indices need.</summary>
    public int Blocks => (Words + 3) / 4;

    /// <summary>2³² mod kᵐ: the last u of an accepted word is at least this.</summary>
    public uint Threshold { get; }

    /// <summary>Writes the indices of a word and returns the last u.</summary>
    public uint Indices(uint word, Span<int> indices)
    {
        for (int j = 0; j < DrawsPerWord; j++)
        {
            ulong product = (ulong)word * (uint)Count;
            if (j < indices.Length)
            {
                indices[j] = (int)(product >> 32);
            }

            word = (uint)product;
        }

        return word;
    }

    /// <summary>The word that replaces word <paramref name="q"/> of a replicate at its next attempt.</summary>
    public static uint Redraw(ulong seed, ulong replicate, int q, int attempt, uint stream) =>
        Philox.Generate(seed, replicate, Philox.RedrawBlock | ((uint)attempt << AttemptShift) | (uint)q, stream).Word0;
}
