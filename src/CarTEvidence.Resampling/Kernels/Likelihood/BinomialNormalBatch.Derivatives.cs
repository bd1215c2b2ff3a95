using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

internal sealed unsafe partial class BinomialNormalBatch
{
    private const double HalfLogTwoPi = 0.9189385332046728;

    /// <summary>Log-likelihood and its derivatives at (μ, tau), the points of the lanes of <paramref name="stale"/> found anew.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Evaluate<T>(int lane, T stale, T mu, T tau)
        where T : unmanaged, ILanes<T>
    {
        T zero = T.All(0), one = T.All(1), inverse = one / tau;
        T value = zero, g1 = zero, g2 = zero, h11 = zero, h12 = zero, h22 = zero, studies = zero;
        bool place = !KeepsPoints || T.Bits(stale) != 0;
        for (int study = 0; study < Count; study++)
        {
            if (place)
            {
                Place(study, lane, KeepsPoints ? stale : T.LessThan(zero, one), mu, tau);
            }

            int at = (study * Size) + lane, slot = KeepsPoints ? at : lane, side = KeepsPoints ? 2 * study : 0;
            T scale = T.Load(_scales + slot), u0 = (T.Load(_centres + slot) - mu) * inverse, step = scale * inverse, multiplicity = T.Load(Multiplicities + at);
            T s0 = one, s1 = u0, s2 = u0 * u0, s3 = s2 * u0, s4 = s2 * s2;
            double* points = _points + (KeepsPoints ? (long)study * PointsPerStudy : 0) + lane;
            Side(points, _rule.Distances, _reach[side], u0, step, ref s0, ref s1, ref s2, ref s3, ref s4);
            Side(points + (SinhRule.Points * Size), _rule.Distances, _reach[side + 1], u0, zero - step, ref s0, ref s1, ref s2, ref s3, ref s4);
            T r = one / s0, m1 = s1 * r, m2 = s2 * r, m3 = s3 * r, m4 = s4 * r;

            // Scores of the complete data in u: u/tau and (u² − 1)/tau; second derivatives −1/tau², −2u/tau² and (1 − 3u²)/tau².
            T log = T.NegatedMultiplyAdd(T.All(0.5) * u0, u0, T.Load(_heights + slot) + LaneMath.Log(s0 * scale));
            value = T.MultiplyAdd(multiplicity, log, value);
            studies += multiplicity;
            g1 = T.MultiplyAdd(multiplicity, m1, g1);
            g2 = T.MultiplyAdd(multiplicity, m2 - one, g2);
            h11 = T.MultiplyAdd(multiplicity, T.NegatedMultiplyAdd(m1, m1, m2) - one, h11);
            h12 = T.MultiplyAdd(multiplicity, T.NegatedMultiplyAdd(m1, m2, m3) - (m1 + m1), h12);
            h22 = T.MultiplyAdd(multiplicity, T.NegatedMultiplyAdd(m2, m2, m4) - T.MultiplySubtract(T.All(3), m2, one), h22);
        }

        T squared = inverse * inverse;
        T.Store(_state + (ValueAt * Size) + lane, T.NegatedMultiplyAdd(studies, LaneMath.Log(tau) + T.All(HalfLogTwoPi - LogStep), value));
        T.Store(_state + (ScoreMuAt * Size) + lane, g1 * inverse);
        T.Store(_state + (ScoreTauAt * Size) + lane, g2 * inverse);
        T.Store(_state + (CurveMuAt * Size) + lane, h11 * squared);
        T.Store(_state + (CurveMixedAt * Size) + lane, h12 * squared);
        T.Store(_state + (CurveTauAt * Size) + lane, h22 * squared);
    }

    /// <summary>Adds the points of one side: sums of the weight times powers of u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Side<T>(double* points, double* distances, int reach, T u0, T step, ref T s0, ref T s1, ref T s2, ref T s3, ref T s4)
        where T : unmanaged, ILanes<T>
    {
        T half = T.All(0.5);
        for (int j = 0; j < reach; j++, points += Size)
        {
            T d = step * T.All(distances[j]), u = u0 + d, squared = u * u;
            T w = LaneMath.Exp(T.NegatedMultiplyAdd(d, T.MultiplyAdd(half, d, u0), T.Load(points)));
            T wu = w * u, wuu = w * squared;
            s0 += w;
            s1 += wu;
            s2 += wuu;
            s3 = T.MultiplyAdd(wu, squared, s3);
            s4 = T.MultiplyAdd(wuu, squared, s4);
        }
    }
}
