namespace CarTEvidence.Resampling;

/// <summary>
/// The unit of all batch kernels: replicates are worked on sixteen at a time, whatever the width of the vectors.
/// </summary>
/// <remarks>
/// What runs once a batch or more often is marked AggressiveOptimization: a run of a million replicates takes some ten milliseconds, and would be over
/// before tiered compilation has replaced its first, unoptimised code.
/// </remarks>
internal static class Batch
{
    /// <summary>Replicates in a batch: two 512-bit vectors of doubles, four 256-bit ones, or sixteen scalars.</summary>
    public const int Size = 16;
}
