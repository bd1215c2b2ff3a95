namespace CarTEvidence.Resampling;

/// <summary>The unit of all batch kernels: replicates are worked on sixteen at a time, whatever the width of the vectors.</summary>
internal static class Batch
{
    /// <summary>Replicates in a batch: two 512-bit vectors of doubles, four 256-bit ones, or sixteen scalars.</summary>
    public const int Size = 16;
}
