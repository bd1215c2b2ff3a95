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
        if (typeof(T) == typeof(Lanes8))
        {
            MeanVector512(counts, rows, padded, centre, tauSquared, mean, precision);
            return;
        }

        const int Pair = 2 * StudyTable.Stride;
        T one = T.All(1);
        for (int lane = 0; lane < Batch.Size; lane += 2 * T.Width)
        {
            T ta = T.Load(tauSquared + lane), tb = T.Load(tauSquared + lane + T.Width);
            T na = T.All(0), da = na, nb = na, db = na;
            double* c = counts + lane, end = rows + (padded * StudyTable.Stride);
            for (double* row = rows; row < end; row += 2 * Pair, c += 4 * Batch.Size)
            {
                PairSums(row, c, ta, out T pa, out T ea, out T ma);
                PairSums(row + Pair, c + (2 * Batch.Size), ta, out T qa, out T fa, out T oa);
                PairSums(row, c + T.Width, tb, out T pb, out T eb, out T mb);
                PairSums(row + Pair, c + (2 * Batch.Size) + T.Width, tb, out T qb, out T fb, out T ob);
                T ra = one / (pa * qa), rb = one / (pb * qb);
                da = T.MultiplyAdd(T.MultiplyAdd(ea, qa, fa * pa), ra, da);
                na = T.MultiplyAdd(T.MultiplyAdd(ma, qa, oa * pa), ra, na);
                db = T.MultiplyAdd(T.MultiplyAdd(eb, qb, fb * pb), rb, db);
                nb = T.MultiplyAdd(T.MultiplyAdd(mb, qb, ob * pb), rb, nb);
            }

            T shift = T.All(centre);
            T.Store(mean + lane, (na / da) + shift);
            T.Store(mean + lane + T.Width, (nb / db) + shift);
            T.Store(precision + lane, da);
            T.Store(precision + lane + T.Width, db);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PairSums<T>(double* row, double* counts, T tauSquared, out T denominator, out T weights, out T effects)
        where T : unmanaged, ILanes<T>
    {
        double* next = row + StudyTable.Stride;
        T d0 = T.All(row[StudyTable.Variance]) + tauSquared, d1 = T.All(next[StudyTable.Variance]) + tauSquared;
        T c0 = T.Load(counts) * d1, c1 = T.Load(counts + Batch.Size) * d0;
        denominator = d0 * d1;
        weights = c0 + c1;
        effects = T.MultiplyAdd(c0, T.All(row[StudyTable.Effect]), c1 * T.All(next[StudyTable.Effect]));
    }
}
