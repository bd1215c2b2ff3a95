using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

internal static unsafe partial class PooledKernels
{
    /// <summary>Paule–Mandel estimates of a batch, beginning at the tau² found in <paramref name="fit"/>.</summary>
    /// <remarks>
    /// The root of F(tau²) = Σ cw(y − m)² − (k − 1), w = 1/(v + tau²), or 0 where F(0) is negative. F falls and is convex, so Newton's iteration with
    /// F' = −Σ cw²(y − m)² moves to the root from the left, and from the right needs one step to be left of it (or at 0).
    /// Where all effects drawn are equal, F' is 0, F is negative, and the step is −∞, to 0.
    /// Paule and Mandel (1982), doi:10.6028/jres.087.022.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PauleMandel<T>(double* counts, double* rows, int count, int padded, double centre, double typicalVariance, BatchFit fit)
        where T : unmanaged, ILanes<T>
    {
        uint* live = stackalloc uint[Batch.Size];
        T all = T.LessThan(T.All(0), T.All(1));
        for (int lane = 0; lane < Batch.Size; lane += T.Width)
        {
            T.Store(fit.Live + lane, all);
            live[lane] = T.Bits(all);
        }

        uint any = 1;
        for (int step = 0; step < MostSteps && any != 0; step++)
        {
            any = 0;
            for (int lane = 0; lane < Batch.Size; lane += T.Width)
            {
                if (live[lane] == 0)
                {
                    continue;
                }

                live[lane] = StepToRoot<T>(counts + lane, rows, count, padded, typicalVariance, fit, lane);
                any |= live[lane];
            }
        }

        for (int lane = 0; lane < Batch.Size; lane += T.Width)
        {
            T.Store(fit.Mean + lane, T.Load(fit.Mean + lane) + T.All(centre));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint StepToRoot<T>(double* c, double* rows, int count, int padded, double typicalVariance, BatchFit fit, int lane)
        where T : unmanaged, ILanes<T>
    {
        T zero = T.All(0), one = T.All(1), tau = T.Load(fit.TauSquared + lane);
        T a1 = zero, a2 = zero, b1 = zero, b2 = zero, c1 = zero, c2 = zero;
        double* end = rows + (padded * StudyTable.Stride);
        for (double* row = rows; row < end; row += 4 * StudyTable.Stride, c += 4 * Batch.Size)
        {
            FourWeights(row, tau, one, out T w0, out T w1, out T w2, out T w3);
            AddSquares(T.Load(c), w0, row, ref a1, ref a2, ref b1, ref b2, ref c1, ref c2);
            AddSquares(T.Load(c + Batch.Size), w1, row + StudyTable.Stride, ref a1, ref a2, ref b1, ref b2, ref c1, ref c2);
            AddSquares(T.Load(c + (2 * Batch.Size)), w2, row + (2 * StudyTable.Stride), ref a1, ref a2, ref b1, ref b2, ref c1, ref c2);
            AddSquares(T.Load(c + (3 * Batch.Size)), w3, row + (3 * StudyTable.Stride), ref a1, ref a2, ref b1, ref b2, ref c1, ref c2);
        }

        T r = one / a1, m = b1 * r;
        T excess = T.NegatedMultiplyAdd(m, b1, c1) - T.All(count - 1.0);
        T slope = T.PositivePart(T.MultiplyAdd(m, T.MultiplySubtract(m, a2, b2 + b2), c2));
        T next = T.PositivePart(tau + (excess / slope)), change = next - tau;
        T live = T.Load(fit.Live + lane), rests = T.LessThan(T.AbsoluteValue(change), T.All(StepTolerance) * (next + T.All(typicalVariance)));
        T goesOn = T.AndNot(live, rests);
        T.Store(fit.TauSquared + lane, T.Select(live, next, tau));
        T.Store(fit.Mean + lane, T.Select(live, T.MultiplyAdd(T.MultiplySubtract(m, a2, b2) * r, change, m), T.Load(fit.Mean + lane)));
        T.Store(fit.Precision + lane, T.Select(live, T.NegatedMultiplyAdd(a2, change, a1), T.Load(fit.Precision + lane)));
        T.Store(fit.Live + lane, goesOn);
        return T.Bits(goesOn);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddSquares<T>(T count, T w, double* row, ref T a1, ref T a2, ref T b1, ref T b2, ref T c1, ref T c2)
        where T : unmanaged, ILanes<T>
    {
        T cw = count * w, cw2 = cw * w, y = T.All(row[StudyTable.Effect]), yy = T.All(row[StudyTable.EffectSquared]);
        a1 += cw;
        a2 += cw2;
        b1 = T.MultiplyAdd(cw, y, b1);
        b2 = T.MultiplyAdd(cw2, y, b2);
        c1 = T.MultiplyAdd(cw, yy, c1);
        c2 = T.MultiplyAdd(cw2, yy, c2);
    }

    /// <summary>The variance of the mean after Hartung–Knapp and Sidik–Jonkman: Σ cw(y − m)² / ((k − 1) Σ cw) at the tau² of the fit.</summary>
    /// <remarks>Hartung and Knapp (2001), doi:10.1002/sim.1009; Sidik and Jonkman (2002), doi:10.1002/sim.1262.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void HksjVariance<T>(double* counts, double* rows, int count, int padded, double* tauSquared, double* variance)
        where T : unmanaged, ILanes<T>
    {
        T zero = T.All(0), one = T.All(1), degrees = T.All(count - 1.0);
        for (int lane = 0; lane < Batch.Size; lane += T.Width)
        {
            T tau = T.Load(tauSquared + lane), a = zero, b = zero, q = zero;
            double* c = counts + lane, end = rows + (padded * StudyTable.Stride);
            for (double* row = rows; row < end; row += StudyTable.Stride, c += Batch.Size)
            {
                T cw = T.Load(c) / (T.All(row[StudyTable.Variance]) + tau);
                a += cw;
                b = T.MultiplyAdd(cw, T.All(row[StudyTable.Effect]), b);
                q = T.MultiplyAdd(cw, T.All(row[StudyTable.EffectSquared]), q);
            }

            T.Store(variance + lane, T.PositivePart(T.NegatedMultiplyAdd(b / a, b, q)) / (degrees * a));
        }
    }
}
