using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>Pooled estimates of a wide batch of data sets whose studies differ from lane to lane.</summary>
internal static unsafe class LaneKernels
{
    private const int Size = EventDraw.Size;

    /// <summary>The moment estimates of tau², or 0 for the common effect, and the pooled means.</summary>
    /// <param name="path">A path this machine can run.</param>
    /// <param name="random">Whether tau² is estimated.</param>
    /// <param name="count">Number of studies, k.</param>
    /// <param name="padded">k rounded up to a multiple of four with studies of no weight.</param>
    /// <param name="centre">What was taken off every effect.</param>
    /// <param name="values">For each study the weights w of all lanes, then the products wy.</param>
    /// <param name="sums">Σw, Σw², Σwy and Σwy² of all lanes.</param>
    /// <param name="tauSquared">Estimates of tau², one a lane.</param>
    /// <param name="mean">Pooled means, one a lane.</param>
    /// <param name="precision">Σ w/(1 + w tau²), one a lane.</param>
    public static void Fit(
        KernelPath path, bool random, int count, int padded, double centre, double* values, double* sums, double* tauSquared, double* mean, double* precision)
    {
        if (path == KernelPath.Vector512)
        {
            Fit<Lanes8>(random, count, padded, centre, values, sums, tauSquared, mean, precision);
        }
        else if (path == KernelPath.Vector256)
        {
            Fit<Lanes4>(random, count, padded, centre, values, sums, tauSquared, mean, precision);
        }
        else
        {
            Fit<Lanes1>(random, count, padded, centre, values, sums, tauSquared, mean, precision);
        }
    }

    /// <remarks>
    /// As in <see cref="PooledKernels"/>, but with weights at hand: w/(1 + w tau²) over the common denominator of two studies, and of two such pairs,
    /// so that four studies share a division.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fit<T>(bool random, int count, int padded, double centre, double* values, double* sums, double* tauSquared, double* mean, double* precision)
        where T : unmanaged, ILanes<T>
    {
        T one = T.All(1), degrees = T.All(count - 1.0);
        for (int lane = 0; lane < Size; lane += 2 * T.Width)
        {
            T ta = T.All(0), tb = ta;
            if (random)
            {
                ta = Moments<T>(sums + lane, degrees);
                tb = Moments<T>(sums + lane + T.Width, degrees);
            }

            T na = T.All(0), da = na, nb = na, db = na;
            double* end = values + (2L * padded * Size) + lane;
            for (double* at = values + lane; at < end; at += 8 * Size)
            {
                Four(at, ta, one, ref na, ref da);
                Four(at + T.Width, tb, one, ref nb, ref db);
            }

            T shift = T.All(centre);
            T.Store(tauSquared + lane, ta);
            T.Store(tauSquared + lane + T.Width, tb);
            T.Store(mean + lane, (na / da) + shift);
            T.Store(mean + lane + T.Width, (nb / db) + shift);
            T.Store(precision + lane, da);
            T.Store(precision + lane + T.Width, db);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Moments<T>(double* sums, T degrees)
        where T : unmanaged, ILanes<T> =>
        PooledKernels.MomentEstimate(T.Load(sums), T.Load(sums + Size), T.Load(sums + (2 * Size)), T.Load(sums + (3 * Size)), degrees);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four<T>(double* at, T tau, T one, ref T numerator, ref T denominator)
        where T : unmanaged, ILanes<T>
    {
        Pair(at, tau, one, out T p, out T e, out T g);
        Pair(at + (4 * Size), tau, one, out T q, out T f, out T h);
        T r = one / (p * q);
        denominator = T.MultiplyAdd(T.MultiplyAdd(e, q, f * p), r, denominator);
        numerator = T.MultiplyAdd(T.MultiplyAdd(g, q, h * p), r, numerator);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair<T>(double* at, T tau, T one, out T denominator, out T weights, out T products)
        where T : unmanaged, ILanes<T>
    {
        T w0 = T.Load(at), w1 = T.Load(at + (2 * Size)), d0 = T.MultiplyAdd(w0, tau, one), d1 = T.MultiplyAdd(w1, tau, one);
        denominator = d0 * d1;
        weights = T.MultiplyAdd(w0, d1, w1 * d0);
        products = T.MultiplyAdd(T.Load(at + Size), d1, T.Load(at + (3 * Size)) * d0);
    }
}
