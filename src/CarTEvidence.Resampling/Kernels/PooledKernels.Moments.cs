using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

internal static unsafe partial class PooledKernels
{
    /// <summary>The moment estimate of tau² for a batch of resampled data sets.</summary>
    /// <remarks>
    /// With multiplicities c and weights w = 1/v, let S1 = Σcw, S2 = Σcw², Sy = Σcwy, Syy = Σcwy². Then Q = Syy − Sy²/S1 and
    /// tau² = max(0, (Q − (k − 1)) / (S1 − S2/S1)); numerator and denominator are both multiplied by S1, so that one division is left.
    /// DerSimonian and Laird (1986), doi:10.1016/0197-2456(86)90046-2.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Moments<T>(double* counts, double* rows, int count, int padded, double* tauSquared)
        where T : unmanaged, ILanes<T>
    {
        double* end = rows + (padded * StudyTable.Stride);
        T degrees = T.All(count - 1.0);
        for (int lane = 0; lane < Batch.Size; lane += T.Width)
        {
            T s1 = T.All(0), s2 = s1, sy = s1, syy = s1;
            double* at = counts + lane;
            for (double* row = rows; row < end; row += StudyTable.Stride, at += Batch.Size)
            {
                T c = T.Load(at);
                s1 = T.MultiplyAllAdd(c, row + StudyTable.Weight, s1);
                s2 = T.MultiplyAllAdd(c, row + StudyTable.WeightSquared, s2);
                sy = T.MultiplyAllAdd(c, row + StudyTable.WeightEffect, sy);
                syy = T.MultiplyAllAdd(c, row + StudyTable.WeightEffectSquared, syy);
            }

            T.Store(tauSquared + lane, MomentEstimate(s1, s2, sy, syy, degrees));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T MomentEstimate<T>(T s1, T s2, T sy, T syy, T degrees)
        where T : unmanaged, ILanes<T> =>
        T.PositivePart(T.NegatedMultiplyAdd(sy, sy, s1 * (syy - degrees)) / T.MultiplySubtract(s1, s1, s2));
}
