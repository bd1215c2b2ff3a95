using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

internal static unsafe partial class PooledKernels
{
    private const int MostSteps = 60;

    // Newton's iteration is quadratic: a last step of 1e-5 of the total variance leaves an error of about 1e-10 of it.
    private const double StepTolerance = 1e-5;

    // Where the observed information is less than this part of the expected one, a Fisher step is taken instead of a Newton step.
    private const double LeastCurvature = 0.2;

    /// <summary>Maximum-likelihood estimates of a batch, by Newton's iteration from the moment estimate.</summary>
    /// <remarks>
    /// With w = 1/(v + tau²) and the sums Aⱼ = Σcwʲ, Bⱼ = Σcwʲy, Cⱼ = Σcwʲy², the mean is m = B1/A1, and
    /// twice the derivative of the log-likelihood is y'PPy − tr P (REML) or y'PPy − ΣW (ML), where y'PPy = C2 − 2mB2 + m²A2 and tr P = A1 − A2/A1.
    /// Its own derivative is −2y'PPPy + tr PP, with y'PPPy = C3 − 2mB3 + m²A3 − (B2 − mA2)²/A1 and tr PP = A2 − 2A3/A1 + (A2/A1)².
    /// A lane rests once its step is small; the mean follows the last step to first order by dm/dtau² = (mA2 − B2)/A1.
    /// The likelihood can have a second maximum, mostly at 0: lanes where that is possible are marked as suspects,
    /// and all lanes where the variances differ so much that there can be two maxima inside.
    /// Viechtbauer (2005), doi:10.3102/10769986030003261.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Likelihood<T, TLikelihood>(double* counts, double* rows, int padded, double centre, double typicalVariance, bool diverse, BatchFit fit)
        where T : unmanaged, ILanes<T>
        where TLikelihood : struct, ILikelihood
    {
        uint* live = stackalloc uint[Batch.Size];
        T zero = T.All(0), one = T.All(1);
        for (int lane = 0; lane < Batch.Size; lane += T.Width)
        {
            T.Store(fit.TauSquared + lane, Start<T, TLikelihood>(counts + lane, rows, padded, out T scoreAtZero));
            T.Store(fit.Suspects + lane, diverse ? one : T.Select(T.LessThan(scoreAtZero, zero), one, zero));
            T.Store(fit.Live + lane, T.LessThan(zero, one));
            live[lane] = T.Bits(T.LessThan(zero, one));
        }

        // Vector by vector within a step: while one waits for the last divisions of its step, the sums of the next are on their way.
        uint any = 1;
        for (int step = 1; step <= MostSteps && any != 0; step++)
        {
            any = 0;
            for (int lane = 0; lane < Batch.Size; lane += T.Width)
            {
                if (live[lane] == 0)
                {
                    continue;
                }

                live[lane] = Step<T, TLikelihood>(counts + lane, rows, padded, typicalVariance, fit, lane, step == MostSteps);
                any |= live[lane];
            }
        }

        for (int lane = 0; lane < Batch.Size; lane += T.Width)
        {
            T.Store(fit.Mean + lane, T.Load(fit.Mean + lane) + T.All(centre));
        }
    }

    /// <summary>A Newton step of one vector; returns the lanes that must go on. A lane at rest is computed with the others, but not changed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Step<T, TLikelihood>(double* c, double* rows, int padded, double typicalVariance, BatchFit fit, int lane, bool last)
        where T : unmanaged, ILanes<T>
        where TLikelihood : struct, ILikelihood
    {
        T zero = T.All(0), one = T.All(1), tau = T.Load(fit.TauSquared + lane);
        T a1 = zero, a2 = zero, a3 = zero, b1 = zero, b2 = zero, b3 = zero, c2 = zero, c3 = zero;
        double* end = rows + (padded * StudyTable.Stride);
        for (double* row = rows; row < end; row += 4 * StudyTable.Stride, c += 4 * Batch.Size)
        {
            FourWeights(row, tau, one, out T w0, out T w1, out T w2, out T w3);
            AddStudy(T.Load(c), w0, row, ref a1, ref a2, ref a3, ref b1, ref b2, ref b3, ref c2, ref c3);
            AddStudy(T.Load(c + Batch.Size), w1, row + StudyTable.Stride, ref a1, ref a2, ref a3, ref b1, ref b2, ref b3, ref c2, ref c3);
            AddStudy(T.Load(c + (2 * Batch.Size)), w2, row + (2 * StudyTable.Stride), ref a1, ref a2, ref a3, ref b1, ref b2, ref b3, ref c2, ref c3);
            AddStudy(T.Load(c + (3 * Batch.Size)), w3, row + (3 * StudyTable.Stride), ref a1, ref a2, ref a3, ref b1, ref b2, ref b3, ref c2, ref c3);
        }

        T r = one / a1, m = b1 * r, a21 = a2 * r;
        T ypp = T.MultiplyAdd(m, T.MultiplySubtract(m, a2, b2 + b2), c2);
        T score = TLikelihood.IsRestricted ? ypp - (a1 - a21) : ypp - a1;
        T expected = TLikelihood.IsRestricted ? T.MultiplyAdd(a21, a21, T.NegatedMultiplyAdd(a3 + a3, r, a2)) : a2;
        T e = T.NegatedMultiplyAdd(m, a2, b2);
        T yppp = T.NegatedMultiplyAdd(e * e, r, T.MultiplyAdd(m, T.MultiplySubtract(m, a3, b3 + b3), c3));
        T observed = T.MultiplySubtract(T.All(2), yppp, expected);
        T curved = T.LessThan(expected * T.All(LeastCurvature), observed);
        T next = T.PositivePart(tau + (score / T.Select(curved, observed, expected))), change = next - tau;
        T slope = T.MultiplySubtract(m, a2, b2) * r;

        // A lane at rest has already a step too small to count: taking it again would not hurt, but would let its neighbours show in its last bits.
        T live = T.Load(fit.Live + lane), rests = T.LessThan(T.AbsoluteValue(change), T.All(StepTolerance) * (next + T.All(typicalVariance)));
        T goesOn = T.AndNot(live, rests), doubtful = T.Or(T.AndNot(T.And(live, rests), curved), last ? goesOn : zero);
        T.Store(fit.TauSquared + lane, T.Select(live, next, tau));
        T.Store(fit.Mean + lane, T.Select(live, T.MultiplyAdd(slope, change, m), T.Load(fit.Mean + lane)));
        T.Store(fit.Precision + lane, T.Select(live, T.NegatedMultiplyAdd(a2, change, a1), T.Load(fit.Precision + lane)));
        T.Store(fit.Suspects + lane, T.Select(doubtful, one, T.Load(fit.Suspects + lane)));
        T.Store(fit.Live + lane, goesOn);
        return T.Bits(goesOn);
    }

    /// <summary>The weights 1/(v + tau²) of four studies by one division.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void FourWeights<T>(double* row, T tau, T one, out T w0, out T w1, out T w2, out T w3)
        where T : unmanaged, ILanes<T>
    {
        T d0 = T.All(row[0]) + tau, d1 = T.All(row[StudyTable.Stride]) + tau;
        T d2 = T.All(row[2 * StudyTable.Stride]) + tau, d3 = T.All(row[3 * StudyTable.Stride]) + tau;
        T p = d0 * d1, q = d2 * d3, r = one / (p * q), rq = r * q, rp = r * p;
        (w0, w1, w2, w3) = (rq * d1, rq * d0, rp * d3, rp * d2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddStudy<T>(T count, T w, double* row, ref T a1, ref T a2, ref T a3, ref T b1, ref T b2, ref T b3, ref T c2, ref T c3)
        where T : unmanaged, ILanes<T>
    {
        T cw = count * w, cw2 = cw * w, cw3 = cw2 * w, y = T.All(row[StudyTable.Effect]), yy = T.All(row[StudyTable.EffectSquared]);
        a1 += cw;
        a2 += cw2;
        a3 += cw3;
        b1 = T.MultiplyAdd(cw, y, b1);
        b2 = T.MultiplyAdd(cw2, y, b2);
        b3 = T.MultiplyAdd(cw3, y, b3);
        c2 = T.MultiplyAdd(cw2, yy, c2);
        c3 = T.MultiplyAdd(cw3, yy, c3);
    }

    /// <summary>The moment estimate, where Newton's iteration begins, and twice the derivative of the log-likelihood at 0: below 0, 0 is a local maximum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Start<T, TLikelihood>(double* c, double* rows, int padded, out T scoreAtZero)
        where T : unmanaged, ILanes<T>
        where TLikelihood : struct, ILikelihood
    {
        T drawn = T.All(0), a1 = drawn, a2 = a1, b1 = a1, b2 = a1, c1 = a1, c2 = a1;
        double* end = rows + (padded * StudyTable.Stride);
        for (double* row = rows; row < end; row += StudyTable.Stride, c += Batch.Size)
        {
            T count = T.Load(c), cw2y = count * T.All(row[StudyTable.WeightSquaredEffect]);
            drawn += count;
            a1 = T.MultiplyAdd(count, T.All(row[StudyTable.Weight]), a1);
            a2 = T.MultiplyAdd(count, T.All(row[StudyTable.WeightSquared]), a2);
            b1 = T.MultiplyAdd(count, T.All(row[StudyTable.WeightEffect]), b1);
            c1 = T.MultiplyAdd(count, T.All(row[StudyTable.WeightEffectSquared]), c1);
            b2 += cw2y;
            c2 = T.MultiplyAdd(cw2y, T.All(row[StudyTable.Effect]), c2);
        }

        T r = T.All(1) / a1, m = b1 * r, ypp = T.MultiplyAdd(m, T.MultiplySubtract(m, a2, b2 + b2), c2);
        scoreAtZero = TLikelihood.IsRestricted ? ypp - T.NegatedMultiplyAdd(a2, r, a1) : ypp - a1;
        return MomentEstimate(a1, a2, b1, c1, drawn - T.All(1));
    }
}
