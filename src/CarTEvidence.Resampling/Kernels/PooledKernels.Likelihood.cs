using System.Numerics;
using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

internal static unsafe partial class PooledKernels
{
    /// <summary>Steps after which the iteration of a lane gives up; its maximum is then looked for by other means.</summary>
    internal const int MostSteps = 60;

    // Newton's iteration is quadratic: a last step of 1e-5 of the total variance leaves an error of about 1e-10 of it.
    private const double StepTolerance = 1e-5;

    /// <summary>Maximum-likelihood estimates of a batch, by Newton's iteration from the moment estimate: see <see cref="NewtonStep"/>.</summary>
    /// <remarks>
    /// A lane rests once its step is small; the mean follows the last step to first order.
    /// The likelihood can have a second maximum, mostly at 0: lanes where that is possible are marked as suspects,
    /// and all lanes where the variances differ so much that there can be two maxima inside.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Likelihood<T, TLikelihood>(KernelPath path, StudyTable table, double* counts, BatchFit fit)
        where T : unmanaged, ILanes<T>
        where TLikelihood : struct, ILikelihood
    {
        Start<T, TLikelihood>(counts, table.Rows, table.PaddedCount, table.IsDiverse, fit);
        uint live = Steps<T, TLikelihood>(counts, table.Rows, table.PaddedCount, table.TypicalVariance, fit, 0, MostSteps, out _);
        LikelihoodMaximum.Settle<TLikelihood>(path, table, counts, fit, Finish<T>(table.Centre, fit) | live);
    }

    /// <summary>Where the iteration begins, in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Start<T, TLikelihood>(double* counts, double* rows, int padded, bool diverse, BatchFit fit)
        where T : unmanaged, ILanes<T>
        where TLikelihood : struct, ILikelihood
    {
        T zero = T.All(0), one = T.All(1);
        for (int lane = 0; lane < Batch.Size; lane += T.Width)
        {
            T.Store(fit.TauSquared + lane, Start<T, TLikelihood>(counts + lane, rows, padded, out T scoreAtZero));
            T.Store(fit.Suspects + lane, diverse ? one : T.Select(T.LessThan(scoreAtZero, zero), one, zero));
            T.Store(fit.Live + lane, T.LessThan(zero, one));
        }
    }

    /// <summary>Steps of the lanes that are not at rest, while there are more than a few of them; returns those lanes.</summary>
    /// <param name="counts">How often each study was drawn.</param>
    /// <param name="rows">The studies.</param>
    /// <param name="padded">Rows of studies.</param>
    /// <param name="typicalVariance">The scale against which changes of tau² are judged.</param>
    /// <param name="fit">Where the lanes are, and go.</param>
    /// <param name="few">With as many lanes moving it ends.</param>
    /// <param name="most">Steps after which it ends at the latest.</param>
    /// <param name="steps">Steps that were made.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static uint Steps<T, TLikelihood>(double* counts, double* rows, int padded, double typicalVariance, BatchFit fit, int few, int most, out int steps)
        where T : unmanaged, ILanes<T>
        where TLikelihood : struct, ILikelihood
    {
        // Vector by vector within a step: while one waits for the last divisions of its step, the sums of the next are on their way.
        uint live = Live<T>(fit);
        for (steps = 0; steps < most && BitOperations.PopCount(live) > few; steps++)
        {
            uint still = 0, all = (1u << T.Width) - 1;
            for (int lane = 0; lane < Batch.Size; lane += T.Width)
            {
                if (((live >> lane) & all) != 0)
                {
                    still |= Step<T, TLikelihood>(counts + lane, rows, padded, typicalVariance, fit, lane) << lane;
                }
            }

            live = still;
        }

        return live;
    }

    /// <summary>Takes the effects back to where they were; returns the suspects.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static uint Finish<T>(double centre, BatchFit fit)
        where T : unmanaged, ILanes<T>
    {
        uint suspects = 0;
        for (int lane = 0; lane < Batch.Size; lane += T.Width)
        {
            T.Store(fit.Mean + lane, T.Load(fit.Mean + lane) + T.All(centre));
            suspects |= T.Bits(T.LessThan(T.All(0), T.Load(fit.Suspects + lane))) << lane;
        }

        return suspects;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Live<T>(BatchFit fit)
        where T : unmanaged, ILanes<T>
    {
        uint live = 0;
        for (int lane = 0; lane < Batch.Size; lane += T.Width)
        {
            live |= T.Bits(T.Load(fit.Live + lane)) << lane;
        }

        return live;
    }

    /// <summary>A Newton step of one vector; returns the lanes that must go on. A lane at rest is computed with the others, but not changed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Step<T, TLikelihood>(double* c, double* rows, int padded, double typicalVariance, BatchFit fit, int lane)
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

        T curved = NewtonStep.Take<T, TLikelihood>(tau, a1, a2, a3, b1, b2, b3, c2, c3, out T next, out T change, out T mean);

        // A lane at rest has already a step too small to count: taking it again would not hurt, but would let its neighbours show in its last bits.
        T live = T.Load(fit.Live + lane), rests = T.LessThan(T.AbsoluteValue(change), T.All(StepTolerance) * (next + T.All(typicalVariance)));
        T goesOn = T.AndNot(live, rests), doubtful = T.AndNot(T.And(live, rests), curved);
        T.Store(fit.TauSquared + lane, T.Select(live, next, tau));
        T.Store(fit.Mean + lane, T.Select(live, mean, T.Load(fit.Mean + lane)));
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
        T d0 = T.AddAll(tau, row), d1 = T.AddAll(tau, row + StudyTable.Stride), d2 = T.AddAll(tau, row + (2 * StudyTable.Stride)), d3 = T.AddAll(tau, row + (3 * StudyTable.Stride));
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
            T count = T.Load(c), cw2y = T.MultiplyAll(count, row + StudyTable.WeightSquaredEffect);
            drawn += count;
            a1 = T.MultiplyAllAdd(count, row + StudyTable.Weight, a1);
            a2 = T.MultiplyAllAdd(count, row + StudyTable.WeightSquared, a2);
            b1 = T.MultiplyAllAdd(count, row + StudyTable.WeightEffect, b1);
            c1 = T.MultiplyAllAdd(count, row + StudyTable.WeightEffectSquared, c1);
            b2 += cw2y;
            c2 = T.MultiplyAllAdd(cw2y, row + StudyTable.Effect, c2);
        }

        T r = T.All(1) / a1, m = b1 * r, ypp = T.MultiplyAdd(m, T.MultiplySubtract(m, a2, b2 + b2), c2);
        scoreAtZero = TLikelihood.IsRestricted ? ypp - T.NegatedMultiplyAdd(a2, r, a1) : ypp - a1;
        return MomentEstimate(a1, a2, b1, c1, drawn - T.All(1));
    }
}
