using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

internal sealed unsafe partial class BinomialNormalBatch
{
    // A mode within this share of the posterior standard deviation is near enough to be the centre of the points.
    private const double ModeTolerance = 0.05;
    private const int MostModeSteps = 50;

    // Where a posterior is wider than the place in which the likelihood changes, the finest spacing is put there, at most this many deviations away.
    private const double FarthestCentre = 5;

    // The b of the substitution: nearly even spacing over a normal curve, but never coarser than the likelihood's own changes ask for.
    private const double ScaleInDeviations = 4, WidestScale = 2.5;

    // What is this far below the highest point, in units of log, is left out.
    private const double Negligible = 34;

    /// <summary>Finds the points of study <paramref name="study"/> anew for the lanes of a mask, and the log of the binomial part of the integrand there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Place<T>(int study, int lane, T mask, T mu, T tau)
        where T : unmanaged, ILanes<T>
    {
        int at = (study * Size) + lane, slot = KeepsPoints ? at : lane;
        T zero = T.All(0), one = T.All(1), events = T.Load(Events + at), total = T.All(_totals[study]), precision = one / (tau * tau);
        T mode = Mode(events, total, mu, precision, T.Load(_modes + at), out T deviation);
        T scale = Least(T.All(ScaleInDeviations) * deviation, T.All(WidestScale));
        T reach = T.All(FarthestCentre) * deviation, peak = Least(mode + reach, Most(mode - reach, T.Load(_peaks + at)));
        T centre = T.Select(T.LessThan(one, deviation), peak, mode);
        T height = LogBinomial(events, total, centre);
        T.Store(_modes + at, T.Select(mask, mode, T.Load(_modes + at)));
        T.Store(_centres + slot, T.Select(mask, centre, T.Load(_centres + slot)));
        T.Store(_scales + slot, T.Select(mask, scale, T.Load(_scales + slot)));
        T.Store(_heights + slot, T.Select(mask, height, T.Load(_heights + slot)));

        // Half the square of u at distance d from the centre is that at the centre plus d (slope + ½ d / tau²).
        T slope = (centre - mu) * precision, curve = T.All(0.5) * precision, all = T.LessThan(zero, one);
        int side = KeepsPoints ? 2 * study : 0;
        double* points = _points + (KeepsPoints ? (long)study * PointsPerStudy : 0) + lane;
        for (int sign = 1; sign >= -1; sign -= 2, side++, points += SinhRule.Points * Size)
        {
            T nearest = T.All(sign) * (mode - centre), highest = zero, ended = T.AndNot(all, mask);
            int old = T.Bits(mask) == T.Bits(all) ? 0 : _reach[side], j = 0;
            for (; j < SinhRule.Points && (j < old || T.Bits(ended) != T.Bits(all)); j++)
            {
                T distance = scale * T.All(_rule.Distances[j]), d = T.All(sign) * distance;
                T value = (LogBinomial(events, total, centre + d) - height) + T.All(_rule.LogWeights[j]);
                T exponent = T.NegatedMultiplyAdd(d, T.MultiplyAdd(d, curve, slope), value);
                highest = Most(highest, exponent);
                T kept = j < old ? T.Load(points + (j * Size)) : T.All(double.NegativeInfinity);
                T.Store(points + (j * Size), T.Select(mask, T.Select(ended, T.All(double.NegativeInfinity), value), kept));
                ended = T.Or(ended, T.And(T.LessThan(exponent, highest - T.All(Negligible)), T.LessThan(nearest, distance)));
            }

            _reach[side] = j;
        }
    }

    /// <summary>The mode of a study's integrand and the standard deviation of the normal curve that fits it there, by Newton's iteration.</summary>
    /// <remarks>
    /// The curvature of the binomial part changes by at most a factor eᵈ over a distance d, so steps shortened to step/(1 + |step|) converge from anywhere,
    /// and the last of them are as good as whole ones.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Mode<T>(T events, T total, T mu, T precision, T eta, out T deviation)
        where T : unmanaged, ILanes<T>
    {
        T zero = T.All(0), one = T.All(1), live = T.LessThan(zero, one), curvature = precision;
        for (int step = 0; step < MostModeSteps && T.Bits(live) != 0; step++)
        {
            T e = LaneMath.Exp(zero - T.AbsoluteValue(eta)), larger = one / (one + e), smaller = e * larger;
            T hit = T.Select(T.LessThan(eta, zero), smaller, larger);
            curvature = T.Select(live, T.MultiplyAdd(total, larger * smaller, precision), curvature);
            T change = T.NegatedMultiplyAdd(eta - mu, precision, T.NegatedMultiplyAdd(total, hit, events)) / curvature;
            eta = T.Select(live, eta + (change / (one + T.AbsoluteValue(change))), eta);
            live = T.And(live, T.LessThan(T.All(ModeTolerance * ModeTolerance), change * change * curvature));
        }

        deviation = one / T.SquareRoot(curvature);
        return eta;
    }

    /// <summary>x η − n log(1 + e^η), so that nothing overflows or cancels far out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T LogBinomial<T>(T events, T total, T eta)
        where T : unmanaged, ILanes<T>
    {
        T size = T.AbsoluteValue(eta), one = T.All(1);
        T misses = T.Select(T.LessThan(eta, T.All(0)), events, total - events);
        return T.NegatedMultiplyAdd(total, LaneMath.Log(one + LaneMath.Exp(T.All(0) - size)), T.All(0) - (misses * size));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Least<T>(T a, T b)
        where T : unmanaged, ILanes<T> => T.Select(T.LessThan(a, b), a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Most<T>(T a, T b)
        where T : unmanaged, ILanes<T> => T.Select(T.LessThan(a, b), b, a);
}
