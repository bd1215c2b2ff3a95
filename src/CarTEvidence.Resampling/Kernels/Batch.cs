using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CarTEvidence.Resampling;

/// <summary>
/// The unit of all batch kernels: replicates are worked on sixteen at a time, whatever the width of the vectors.
/// </summary>
/// <remarks>
/// What runs once a batch or more often is marked AggressiveOptimization: a run of a million replicates takes some ten milliseconds, and would be over
/// before tiered compilation has replaced its first, unoptimised code.
/// </remarks>
internal static unsafe class Batch
{
    /// <summary>Replicates in a batch: two 512-bit vectors of doubles, four 256-bit ones, or sixteen scalars.</summary>
    public const int Size = 16;

    /// <summary>The sum of the lanes of a batch, those eight apart first, then four, two and one: the same bits on every path.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(double* lanes) => Sum(Vector512.Load(lanes) + Vector512.Load(lanes + 8));

    /// <summary>The sum over the lanes of the products of two numbers, in the same order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(double* a, double* b) =>
        Sum((Vector512.Load(a) * Vector512.Load(b)) + (Vector512.Load(a + 8) * Vector512.Load(b + 8)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Sum(Vector512<double> eight)
    {
        Vector256<double> four = eight.GetLower() + eight.GetUpper();
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }
}
