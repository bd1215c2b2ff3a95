using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>
/// All that the estimates need of the studies at one value of tau²: with multiplicities c and weights w = 1/(v + tau²), Aⱼ = Σcwʲ, Bⱼ = Σcwʲy, Cⱼ = Σcwʲy².
/// </summary>
internal readonly struct WeightSums<T>
    where T : unmanaged, ILanes<T>
{
    private WeightSums(T a1, T a2, T a3, T b1, T b2, T b3, T c1, T c2, T c3) => (A1, A2, A3, B1, B2, B3, C1, C2, C3) = (a1, a2, a3, b1, b2, b3, c1, c2, c3);

    public T A1 { get; }

    public T A2 { get; }

    public T A3 { get; }

    public T B1 { get; }

    public T B2 { get; }

    public T B3 { get; }

    public T C1 { get; }

    public T C2 { get; }

    public T C3 { get; }

    /// <summary>tr P, with P the projection that takes the weighted mean off.</summary>
    public T TraceP => A1 - (A2 / A1);

    /// <summary>tr PP = A2 − 2A3/A1 + (A2/A1)².</summary>
    public T TracePP
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            T r = T.All(1) / A1, a21 = A2 * r;
            return T.MultiplyAdd(a21, a21, T.NegatedMultiplyAdd(A3 + A3, r, A2));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WeightSums<T> At<TStudies>(TStudies studies, int lane, T tauSquared)
        where TStudies : struct, IBatchStudies
    {
        T zero = T.All(0), a1 = zero, a2 = zero, a3 = zero, b1 = zero, b2 = zero, b3 = zero, c1 = zero, c2 = zero, c3 = zero;
        for (int i = 0; i < studies.Count; i++)
        {
            T w = T.All(1) / (studies.Variance<T>(i, lane) + tauSquared), y = studies.Effect<T>(i, lane), yy = y * y;
            T cw = studies.Multiplicity<T>(i, lane) * w, cw2 = cw * w, cw3 = cw2 * w;
            a1 += cw;
            a2 += cw2;
            a3 += cw3;
            b1 = T.MultiplyAdd(cw, y, b1);
            b2 = T.MultiplyAdd(cw2, y, b2);
            b3 = T.MultiplyAdd(cw3, y, b3);
            c1 = T.MultiplyAdd(cw, yy, c1);
            c2 = T.MultiplyAdd(cw2, yy, c2);
            c3 = T.MultiplyAdd(cw3, yy, c3);
        }

        return new WeightSums<T>(a1, a2, a3, b1, b2, b3, c1, c2, c3);
    }
}
