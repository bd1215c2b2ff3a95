namespace CarTEvidence.Resampling;

/// <summary>The four 32-bit words that Philox4x32-10 makes of one counter; each is uniform on 0 … 2³² − 1.</summary>
/// <param name="Word0">First word.</param>
/// <param name="Word1">Second word.</param>
/// <param name="Word2">Third word.</param>
/// <param name="Word3">Fourth word.</param>
public readonly record struct PhiloxBlock(uint Word0, uint Word1, uint Word2, uint Word3)
{
    /// <summary>The word at <paramref name="index"/>, 0 to 3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not 0, 1, 2 or 3.</exception>
    public uint this[int index] => index switch
    {
        0 => Word0,
        1 => Word1,
        2 => Word2,
        3 => Word3,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "A Philox block has the words 0, 1, 2 and 3."),
    };
}
