using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

internal static unsafe partial class PooledKernels
{
    /// <summary>The weighted mean N/D of a batch at given tau², and D, the inverse of its variance.</summary>
    /// <remarks>
    /// D = Σ c/d and N = Σ cy/d with d = v + tau². Four studies share one division: over the common denominator of a pair,
    /// c₀/d₀ + c₁/d₁ = E/p with E = c₀d₁ + c₁d₀ and p = d₀d₁; likewise F/q for the other pair; together (Eq + Fp) · 1/(pq).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Mean<T>(double* counts, double* rows, int padded, double centre, double* tauSquared, double* mean, double* precision)
        where T : unmanaged, ILanes<T>
    {
        const int Pair = 2 * StudyTable.Stride;
        double* end = rows + (padded * StudyTable.Stride);
        T one = T.All(1), shift = T.All(centre);
        for (int lane = 0; lane < Batch.Size; lane += T.Width)
        {
            T t = T.Load(tauSquared + lane), n = T.All(0), d = n;
            double* c = counts + lane;
            for (double* row = rows; row < end; row += 2 * Pair, c += 4 * Batch.Size)
            {
                PairSums(row, c, t, out T p, out T e, out T m);
                PairSums(row + Pair, c + (2 * Batch.Size), t, out T q, out T f, out T o);
                T r = one / (p * q);
                d = T.MultiplyAdd(T.MultiplyAdd(e, q, f * p), r, d);
                n = T.MultiplyAdd(T.MultiplyAdd(m, q, o * p), r, n);
            }

            T.Store(mean + lane, (n / d) + shift);
            T.Store(precision + lane, d);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PairSums<T>(double* row, double* counts, T tauSquared, out T denominator, out T weights, out T effects)
        where T : unmanaged, ILanes<T>
    {
        T d0 = T.AddAll(tauSquared, row + StudyTable.Variance), d1 = T.AddAll(tauSquared, row + StudyTable.Stride + StudyTable.Variance);
        T c0 = T.MultiplyAt(d1, counts), c1 = T.MultiplyAt(d0, counts + Batch.Size);
        denominator = d0 * d1;
        weights = c0 + c1;
        effects = T.MultiplyAllAdd(c0, row + StudyTable.Effect, T.MultiplyAll(c1, row + StudyTable.Stride + StudyTable.Effect));
    }
}
