using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>A step of Newton's iteration towards a maximum of the (restricted) likelihood of tau², in every lane.</summary>
/// <remarks>
/// With w = 1/(v + tau²) and the sums Aⱼ = Σcwʲ, Bⱼ = Σcwʲy, Cⱼ = Σcwʲy², the mean is m = B1/A1, and
/// twice the derivative of the log-likelihood, the score, is s = y'PPy − p, where y'PPy = C2 − 2mB2 + m²A2 and p = tr P = A1 − A2/A1 (REML) or p = ΣW = A1 (ML).
/// Its own derivative is −h with h = 2y'PPPy − i, y'PPPy = C3 − 2mB3 + m²A3 − (B2 − mA2)²/A1 and i = tr PP = A2 − 2A3/A1 + (A2/A1)² or i = ΣW² = A2.
/// The iteration is not made on s, which falls like 1/tau² and draws Newton's tangents too steep, but on s (p/i)²: if all variances are equal, p/i is v + tau²
/// and this product a straight line, so that one step ends there. Its step, with p/i taken as v + tau², is s p/(h p − 2 s i); where the denominator is not safely
/// positive a Fisher step s/i is made instead.
/// Viechtbauer (2005), doi:10.3102/10769986030003261.
/// </remarks>
internal static class NewtonStep
{
    // Where the curvature is less than this part of the expected one, a Fisher step is taken.
    private const double LeastCurvature = 0.2;

    /// <summary>Makes a step.</summary>
    /// <param name="tauSquared">Where it begins; the sums are those at this value.</param>
    /// <param name="a1">A1.</param>
    /// <param name="a2">A2.</param>
    /// <param name="a3">A3.</param>
    /// <param name="b1">B1.</param>
    /// <param name="b2">B2.</param>
    /// <param name="b3">B3.</param>
    /// <param name="c2">C2.</param>
    /// <param name="c3">C3.</param>
    /// <param name="next">The new tau².</param>
    /// <param name="change">The new tau² less the old.</param>
    /// <param name="mean">The weighted mean, which has followed the step to first order: dm/dtau² = (mA2 − B2)/A1.</param>
    /// <returns>A mask of the lanes where the step was Newton's.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Take<T, TLikelihood>(T tauSquared, T a1, T a2, T a3, T b1, T b2, T b3, T c2, T c3, out T next, out T change, out T mean)
        where T : unmanaged, ILanes<T>
        where TLikelihood : struct, ILikelihood
    {
        T r = T.All(1) / a1, m = b1 * r, a21 = a2 * r;
        T ypp = T.MultiplyAdd(m, T.MultiplySubtract(m, a2, b2 + b2), c2);
        T trace = TLikelihood.IsRestricted ? a1 - a21 : a1, score = ypp - trace;
        T expected = TLikelihood.IsRestricted ? T.MultiplyAdd(a21, a21, T.NegatedMultiplyAdd(a3 + a3, r, a2)) : a2;
        T e = T.MultiplySubtract(m, a2, b2);
        T yppp = T.NegatedMultiplyAdd(e * e, r, T.MultiplyAdd(m, T.MultiplySubtract(m, a3, b3 + b3), c3));
        T fisher = expected * trace, newton = T.MultiplySubtract(T.MultiplySubtract(T.All(2), yppp, expected), trace, expected * (score + score));
        T curved = T.LessThan(fisher * T.All(LeastCurvature), newton);
        next = T.PositivePart(tauSquared + (score * trace / T.Select(curved, newton, fisher)));
        change = next - tauSquared;
        mean = T.MultiplyAdd(e * r, change, m);
        return curved;
    }
}
