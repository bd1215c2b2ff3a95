using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

// Each step takes all 64 subsets before the next begins: their divisions do not wait for each other, and the branches on the prefix are taken once.
internal sealed unsafe partial class SubsetKernels
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RandomEffects<T>(
        double prefix1, double prefix2, double prefixY, double prefixYy, int members, double* mean, double* inconsistency, double* tauSquared)
        where T : unmanaged, ILanes<T>
    {
        LowStudiesOf<T>(prefix1, prefix2, prefixY, prefixYy, members - 1.0, inconsistency, tauSquared);
        int rest = members % 4;
        if (rest > 0)
        {
            AddRest<T>(_variances, _effects, rest, tauSquared, _numerators, _denominators, _factors);
        }

        for (int member = rest; member < members; member += 4)
        {
            AddFour<T>(_variances + member, _effects + member, tauSquared, _numerators, _denominators, _factors);
        }

        T centre = T.All(_table.Centre);
        for (int at = 0; at < Size; at += T.Width)
        {
            T.Store(mean + at, (T.Load(_numerators + at) / T.Load(_denominators + at)) + centre);
        }
    }

    /// <summary>I² and tau², and the part of the low studies in numerator and denominator of the mean, both over a common factor that the mean does not feel.</summary>
    /// <remarks>
    /// With Q − m + 1 = e/s₁, I² is e/(s₁Q) and tau² is e/(s₁² − s₂): one division by both gives either. With dᵢ = vᵢ + tau², the sums Σ1/dᵢ and Σyᵢ/dᵢ over the members among studies 0 … 2 have the common denominator d₀d₁d₂, masks choosing the
    /// numerators; studies 3 … 5 are members of whole vectors and are folded in by (n d + y q)/(q d). The denominator stays as a factor, not divided by.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void LowStudiesOf<T>(double prefix1, double prefix2, double prefixY, double prefixYy, double prefixDegrees, double* inconsistency, double* tauSquared)
        where T : unmanaged, ILanes<T>
    {
        T zero = T.All(0), b1 = T.All(prefix1), b2 = T.All(prefix2), by = T.All(prefixY), byy = T.All(prefixYy), degreesOfPrefix = T.All(prefixDegrees);
        double* v = _lowVariances, y = _lowEffects, holds = _holds;
        for (int at = 0; at < Size; at += T.Width)
        {
            T s1 = b1 + T.Load(_s1 + at), s2 = b2 + T.Load(_s2 + at), sy = by + T.Load(_sy + at), syy = byy + T.Load(_syy + at);
            T degrees = degreesOfPrefix + T.Load(_members + at);
            T scaledQ = T.NegatedMultiplyAdd(sy, sy, s1 * syy), excess = T.NegatedMultiplyAdd(s1, degrees, scaledQ);
            T heterogeneous = T.And(T.LessThan(zero, excess), T.LessThan(zero, degrees));
            T spread = T.MultiplySubtract(s1, s1, s2), ratio = T.Select(heterogeneous, excess / (spread * scaledQ), zero), tau = ratio * scaledQ;
            T.Store(inconsistency + at, ratio * spread);
            T.Store(tauSquared + at, tau);

            T d0 = T.All(v[0]) + tau, d1 = T.All(v[1]) + tau, d2 = T.All(v[2]) + tau, p = d0 * d1;
            T r0 = T.Select(T.Load(holds + at), d1 * d2, zero), r1 = T.Select(T.Load(holds + Size + at), d0 * d2, zero), r2 = T.Select(T.Load(holds + (2 * Size) + at), p, zero);
            T n = T.MultiplyAdd(r0, T.All(y[0]), T.MultiplyAdd(r1, T.All(y[1]), r2 * T.All(y[2])));
            T d = r0 + (r1 + r2), q = p * d2;
            for (int i = 3; i < LowStudies; i++)
            {
                if ((at >> i & 1) == 0)
                {
                    continue;
                }

                T di = T.All(v[i]) + tau;
                n = T.MultiplyAdd(n, di, T.All(y[i]) * q);
                d = T.MultiplyAdd(d, di, q);
                q *= di;
            }

            T.Store(_numerators + at, n);
            T.Store(_denominators + at, d);
            T.Store(_factors + at, q);
        }
    }

    /// <summary>Four studies of the prefix, by a shared division.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFour<T>(double* v, double* y, double* tauSquared, double* numerators, double* denominators, double* factors)
        where T : unmanaged, ILanes<T>
    {
        T v0 = T.All(v[0]), v1 = T.All(v[1]), v2 = T.All(v[2]), v3 = T.All(v[3]), y0 = T.All(y[0]), y1 = T.All(y[1]), y2 = T.All(y[2]), y3 = T.All(y[3]);
        for (int at = 0; at < Size; at += T.Width)
        {
            T tau = T.Load(tauSquared + at), d0 = v0 + tau, d1 = v1 + tau, d2 = v2 + tau, d3 = v3 + tau, p = d0 * d1, q = d2 * d3;
            T e = d0 + d1, f = d2 + d3, m = T.MultiplyAdd(d1, y0, d0 * y1), o = T.MultiplyAdd(d3, y2, d2 * y3), r = T.Load(factors + at) / (p * q);
            T.Store(denominators + at, T.MultiplyAdd(T.MultiplyAdd(e, q, f * p), r, T.Load(denominators + at)));
            T.Store(numerators + at, T.MultiplyAdd(T.MultiplyAdd(m, q, o * p), r, T.Load(numerators + at)));
        }
    }

    /// <summary>One to three studies of the prefix, which join the common factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRest<T>(double* v, double* y, int rest, double* tauSquared, double* numerators, double* denominators, double* factors)
        where T : unmanaged, ILanes<T>
    {
        for (int at = 0; at < Size; at += T.Width)
        {
            T tau = T.Load(tauSquared + at), n = T.Load(numerators + at), d = T.Load(denominators + at), q = T.Load(factors + at), d0 = T.All(v[0]) + tau;
            if (rest == 1)
            {
                n = T.MultiplyAdd(n, d0, T.All(y[0]) * q);
                d = T.MultiplyAdd(d, d0, q);
                q *= d0;
            }
            else
            {
                T d1 = T.All(v[1]) + tau, p = d0 * d1;
                n = T.MultiplyAdd(n, p, T.MultiplyAdd(T.All(y[0]), d1, T.All(y[1]) * d0) * q);
                d = T.MultiplyAdd(d, p, (d0 + d1) * q);
                q *= p;
                if (rest == 3)
                {
                    T d2 = T.All(v[2]) + tau;
                    n = T.MultiplyAdd(n, d2, T.All(y[2]) * q);
                    d = T.MultiplyAdd(d, d2, q);
                    q *= d2;
                }
            }

            T.Store(numerators + at, n);
            T.Store(denominators + at, d);
            T.Store(factors + at, q);
        }
    }
}
