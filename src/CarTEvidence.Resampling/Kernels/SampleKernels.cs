using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>
/// Every estimator on data sets of any kind: the general kernels, beside which <see cref="PooledKernels"/> and <see cref="LaneKernels"/> are the fast forms
/// for studies drawn k at a time and for events.
/// </summary>
internal static unsafe class SampleKernels
{
    private const int MostSteps = 60;

    // Both iterations are quadratic: a last step of 1e-5 of the total variance leaves an error of about 1e-10 of it.
    private const double StepTolerance = 1e-5;

    /// <summary>Fits every lane of a batch, and describes the fits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fit<TStudies>(KernelPath path, PooledEstimator estimator, TStudies studies, BatchEstimates fit)
        where TStudies : struct, IBatchStudies
    {
        switch (path)
        {
            case KernelPath.Vector512:
                Estimate<Lanes8, TStudies>(estimator, studies, fit);
                break;
            case KernelPath.Vector256:
                Estimate<Lanes4, TStudies>(estimator, studies, fit);
                break;
            default:
                Estimate<Lanes1, TStudies>(estimator, studies, fit);
                break;
        }

        if (estimator is PooledEstimator.Reml or PooledEstimator.MaximumLikelihood)
        {
            Settle(path, estimator, studies, fit);
        }

        Describe(path, estimator, studies, fit, withMean: true);
    }

    /// <summary>Describes fits made elsewhere, at the tau² they found.</summary>
    /// <param name="path">A path this machine can run.</param>
    /// <param name="estimator">The estimator that found tau².</param>
    /// <param name="studies">The studies.</param>
    /// <param name="fit">Where tau² is read and the rest goes.</param>
    /// <param name="withMean">Whether mean and precision are written too.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Describe<TStudies>(KernelPath path, PooledEstimator estimator, TStudies studies, BatchEstimates fit, bool withMean)
        where TStudies : struct, IBatchStudies
    {
        switch (path)
        {
            case KernelPath.Vector512:
                Describe<Lanes8, TStudies>(estimator, studies, fit, withMean);
                break;
            case KernelPath.Vector256:
                Describe<Lanes4, TStudies>(estimator, studies, fit, withMean);
                break;
            default:
                Describe<Lanes1, TStudies>(estimator, studies, fit, withMean);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Estimate<T, TStudies>(PooledEstimator estimator, TStudies studies, BatchEstimates fit)
        where T : unmanaged, ILanes<T>
        where TStudies : struct, IBatchStudies
    {
        for (int lane = 0; lane < Batch.Size; lane += T.Width)
        {
            if (estimator == PooledEstimator.CommonEffect)
            {
                T.Store(fit.TauSquared + lane, T.All(0));
                continue;
            }

            T drawn = T.Load(studies.Drawn + lane), degrees = drawn - T.All(1);
            WeightSums<T> atZero = WeightSums<T>.At(studies, lane, T.All(0));
            T start = PooledKernels.MomentEstimate(atZero.A1, atZero.A2, atZero.B1, atZero.C1, degrees), typical = drawn / atZero.A1;
            T.Store(fit.TauSquared + lane, estimator switch
            {
                PooledEstimator.PauleMandel => Root(studies, lane, start, degrees, typical),
                PooledEstimator.Reml => Maximum<T, TStudies, RestrictedLikelihood>(studies, lane, start, typical, atZero, fit),
                PooledEstimator.MaximumLikelihood => Maximum<T, TStudies, FullLikelihood>(studies, lane, start, typical, atZero, fit),
                _ => start,
            });
        }
    }

    /// <summary>The root of the generalised Q statistic less its degrees of freedom; see <see cref="PooledKernels"/> for why Newton's iteration finds it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Root<T, TStudies>(TStudies studies, int lane, T tau, T degrees, T typical)
        where T : unmanaged, ILanes<T>
        where TStudies : struct, IBatchStudies
    {
        T live = T.LessThan(T.All(0), T.All(1));
        for (int step = 0; step < MostSteps && T.Bits(live) != 0; step++)
        {
            WeightSums<T> s = WeightSums<T>.At(studies, lane, tau);
            T m = s.B1 / s.A1, excess = T.NegatedMultiplyAdd(m, s.B1, s.C1) - degrees;
            T slope = T.PositivePart(T.MultiplyAdd(m, T.MultiplySubtract(m, s.A2, s.B2 + s.B2), s.C2));
            T next = T.PositivePart(tau + (excess / slope));
            T rests = T.LessThan(T.AbsoluteValue(next - tau), T.All(StepTolerance) * (next + typical));
            tau = T.Select(live, next, tau);
            live = T.AndNot(live, rests);
        }

        return tau;
    }

    /// <summary>A maximum of the (restricted) likelihood by Newton's iteration; lanes that may have another are marked as suspects.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Maximum<T, TStudies, TLikelihood>(TStudies studies, int lane, T tau, T typical, WeightSums<T> atZero, BatchEstimates fit)
        where T : unmanaged, ILanes<T>
        where TStudies : struct, IBatchStudies
        where TLikelihood : struct, ILikelihood
    {
        T zero = T.All(0), one = T.All(1), live = T.LessThan(zero, one), doubtful = T.Or(T.LessThan(Score<T, TLikelihood>(atZero), zero), IsDiverse<T, TStudies>(studies, lane));
        for (int step = 0; step < MostSteps && T.Bits(live) != 0; step++)
        {
            WeightSums<T> s = WeightSums<T>.At(studies, lane, tau);
            T curved = NewtonStep.Take<T, TLikelihood>(tau, s.A1, s.A2, s.A3, s.B1, s.B2, s.B3, s.C2, s.C3, out T next, out T change, out _);
            T rests = T.LessThan(T.AbsoluteValue(change), T.All(StepTolerance) * (next + typical));
            doubtful = T.Or(doubtful, T.AndNot(T.And(live, rests), curved));
            tau = T.Select(live, next, tau);
            live = T.AndNot(live, rests);
        }

        T.Store(fit.Suspects + lane, T.Select(T.Or(doubtful, live), one, zero));
        return tau;
    }

    /// <summary>The lanes whose variances are so different that the likelihood can have two maxima above 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T IsDiverse<T, TStudies>(TStudies studies, int lane)
        where T : unmanaged, ILanes<T>
        where TStudies : struct, IBatchStudies
    {
        T least = studies.Variance<T>(0, lane), most = least;
        for (int i = 1; i < studies.Count; i++)
        {
            T v = studies.Variance<T>(i, lane);
            least = T.Select(T.LessThan(v, least), v, least);
            most = T.Select(T.LessThan(most, v), v, most);
        }

        return T.LessThan(T.All(StudyTable.DiverseRatio) * least, most);
    }

    /// <summary>Twice the derivative of the log-likelihood: y'PPy − tr P, or y'PPy − ΣW without restriction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Score<T, TLikelihood>(WeightSums<T> s)
        where T : unmanaged, ILanes<T>
        where TLikelihood : struct, ILikelihood
    {
        T m = s.B1 / s.A1, ypp = T.MultiplyAdd(m, T.MultiplySubtract(m, s.A2, s.B2 + s.B2), s.C2);
        return ypp - (TLikelihood.IsRestricted ? s.TraceP : s.A1);
    }

    private static void Settle<TStudies>(KernelPath path, PooledEstimator estimator, TStudies studies, BatchEstimates fit)
        where TStudies : struct, IBatchStudies
    {
        for (int lane = 0; lane < Batch.Size; lane++)
        {
            if (fit.Suspects[lane] == 0)
            {
                continue;
            }

            if (estimator == PooledEstimator.Reml)
            {
                studies.Settle<RestrictedLikelihood>(path, lane, ref fit.TauSquared[lane]);
            }
            else
            {
                studies.Settle<FullLikelihood>(path, lane, ref fit.TauSquared[lane]);
            }
        }
    }

    /// <remarks>
    /// I² is tau²/(tau² + s²) with the typical variance s² = (k − 1)/tr P at tau² = 0 of Higgins and Thompson (2002), doi:10.1002/sim.1186; for the common
    /// effect it is that of the moment estimate, which is (Q − k + 1)/Q. The variance of tau² is 2/tr PP (REML), 2/ΣW² (ML), 2k²/(k − 1)/(ΣW)² (Paule–Mandel),
    /// and for the moment estimate that of the quadratic form, 2(k − 1 + 2 tau² tr P + tau⁴ tr PP)/(tr P)² with the weights 1/v: Viechtbauer (2005),
    /// doi:10.3102/10769986030003261. The common effect has none.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Describe<T, TStudies>(PooledEstimator estimator, TStudies studies, BatchEstimates fit, bool withMean)
        where T : unmanaged, ILanes<T>
        where TStudies : struct, IBatchStudies
    {
        T zero = T.All(0), one = T.All(1), two = T.All(2);
        for (int lane = 0; lane < Batch.Size; lane += T.Width)
        {
            T tau = T.Load(fit.TauSquared + lane), drawn = T.Load(studies.Drawn + lane), degrees = drawn - one;
            WeightSums<T> atZero = WeightSums<T>.At(studies, lane, zero), s = WeightSums<T>.At(studies, lane, tau);
            if (withMean)
            {
                T.Store(fit.Mean + lane, (s.B1 / s.A1) + T.All(studies.Centre));
                T.Store(fit.Precision + lane, s.A1);
            }

            T.Store(fit.HksjVariance + lane, T.PositivePart(T.NegatedMultiplyAdd(s.B1 / s.A1, s.B1, s.C1)) / (degrees * s.A1));
            T trace = atZero.TraceP;
            T between = estimator == PooledEstimator.CommonEffect ? PooledKernels.MomentEstimate(atZero.A1, atZero.A2, atZero.B1, atZero.C1, degrees) : tau;
            T typical = degrees / trace, total = between + typical;
            T.Store(fit.ISquared + lane, T.All(100) * between / total);
            T variance = estimator switch
            {
                PooledEstimator.Reml => two / s.TracePP,
                PooledEstimator.MaximumLikelihood => two / s.A2,
                PooledEstimator.PauleMandel => two * drawn * drawn / (degrees * s.A1 * s.A1),
                PooledEstimator.DerSimonianLaird => two * T.MultiplyAdd(tau, T.MultiplyAdd(tau, atZero.TracePP, two * trace), degrees) / (trace * trace),
                _ => zero,
            };
            T slope = T.All(100) * typical / (total * total);
            T.Store(fit.TauSquaredVariance + lane, variance);
            T.Store(fit.ISquaredVariance + lane, slope * slope * variance);
        }
    }
}
