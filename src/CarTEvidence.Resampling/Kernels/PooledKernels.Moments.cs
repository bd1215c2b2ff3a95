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
        for (int lane = 0; lane < Batch.Size; lane += 2 * T.Width)
        {
            T s1a = T.All(0), s2a = s1a, sya = s1a, syya = s1a, s1b = s1a, s2b = s1a, syb = s1a, syyb = s1a;
            double* c = counts + lane, end = rows + (padded * StudyTable.Stride);
            for (double* row = rows; row < end; row += StudyTable.Stride, c += Batch.Size)
            {
                T a = T.Load(c), b = T.Load(c + T.Width);
                T w = T.All(row[StudyTable.Weight]), w2 = T.All(row[StudyTable.WeightSquared]);
                T wy = T.All(row[StudyTable.WeightEffect]), wyy = T.All(row[StudyTable.WeightEffectSquared]);
                s1a = T.MultiplyAdd(a, w, s1a);
                s1b = T.MultiplyAdd(b, w, s1b);
                s2a = T.MultiplyAdd(a, w2, s2a);
                s2b = T.MultiplyAdd(b, w2, s2b);
                sya = T.MultiplyAdd(a, wy, sya);
                syb = T.MultiplyAdd(b, wy, syb);
                syya = T.MultiplyAdd(a, wyy, syya);
                syyb = T.MultiplyAdd(b, wyy, syyb);
            }

            T degrees = T.All(count - 1.0);
            T.Store(tauSquared + lane, MomentEstimate(s1a, s2a, sya, syya, degrees));
            T.Store(tauSquared + lane + T.Width, MomentEstimate(s1b, s2b, syb, syyb, degrees));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T MomentEstimate<T>(T s1, T s2, T sy, T syy, T degrees)
        where T : unmanaged, ILanes<T> =>
        T.PositivePart(T.NegatedMultiplyAdd(sy, sy, s1 * (syy - degrees)) / T.MultiplySubtract(s1, s1, s2));
}
