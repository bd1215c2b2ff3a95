using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>Pooled estimates of all subsets that share their studies from the seventh on.</summary>
/// <remarks>
/// A subset is a bit mask, study i being bit i. The six lowest bits make 64 subsets, whose sums of weights are tabled once; the studies of the higher bits
/// (the prefix) add the same scalars to all 64. No Gray code: no rounding error wanders from subset to subset, and any range of prefixes stands alone.
/// The graphical display of heterogeneity of Olkin, Dahabreh and Trikalinos (2012), doi:10.1002/jrsm.1053.
/// </remarks>
internal sealed unsafe class SubsetKernels : IDisposable
{
    /// <summary>Studies whose subsets are tabled.</summary>
    public const int LowStudies = 6;

    /// <summary>Subsets of one prefix.</summary>
    public const int Size = 1 << LowStudies;

    private const int MostHigh = 64;

    private readonly KernelPath _path;
    private readonly StudyTable _table;
    private readonly AlignedBuffer _buffer;

    // Sums over the low studies of each of the 64 subsets, and masks of the subsets that hold study 0, 1 and 2.
    private readonly double* _s1, _s2, _sy, _syy, _members, _holds;

    // Variances and effects: of the six low studies, and of the prefix at hand.
    private readonly double* _lowVariances, _lowEffects, _variances, _effects;

    public SubsetKernels(KernelPath path, StudyTable table)
    {
        (_path, _table) = (path, table);
        _buffer = new AlignedBuffer((5 * AlignedBuffer.BytesFor<double>(Size)) + AlignedBuffer.BytesFor<double>(3 * Size) + (2 * AlignedBuffer.BytesFor<double>(8)) + (2 * AlignedBuffer.BytesFor<double>(MostHigh)));
        _s1 = _buffer.Take<double>(Size);
        _s2 = _buffer.Take<double>(Size);
        _sy = _buffer.Take<double>(Size);
        _syy = _buffer.Take<double>(Size);
        _members = _buffer.Take<double>(Size);
        _holds = _buffer.Take<double>(3 * Size);
        _lowVariances = _buffer.Take<double>(8);
        _lowEffects = _buffer.Take<double>(8);
        _variances = _buffer.Take<double>(MostHigh);
        _effects = _buffer.Take<double>(MostHigh);
        for (int i = 0; i < LowStudies; i++)
        {
            bool real = i < table.Count;
            double* row = table.Rows + (i * StudyTable.Stride);
            _lowVariances[i] = real ? row[StudyTable.Variance] : 1;
            _lowEffects[i] = real ? row[StudyTable.Effect] : 0;
            for (int subset = 0; subset < Size; subset++)
            {
                if ((subset >> i & 1) == 0)
                {
                    continue;
                }

                if (i < 3)
                {
                    _holds[(i * Size) + subset] = BitConverter.UInt64BitsToDouble(ulong.MaxValue);
                }

                _members[subset]++;
                if (!real)
                {
                    continue;
                }

                _s1[subset] += row[StudyTable.Weight];
                _s2[subset] += row[StudyTable.WeightSquared];
                _sy[subset] += row[StudyTable.WeightEffect];
                _syy[subset] += row[StudyTable.WeightEffectSquared];
            }
        }
    }

    /// <summary>The 64 subsets of a prefix. The empty one has mean, I² and tau² 0.</summary>
    /// <param name="random">Whether tau² is estimated, by DerSimonian and Laird; else it is 0.</param>
    /// <param name="prefix">Bit j stands for study 6 + j.</param>
    /// <param name="mean">64 pooled means.</param>
    /// <param name="inconsistency">64 values of I², as fractions, from Q.</param>
    /// <param name="tauSquared">64 estimates of tau²; may be <c>null</c>.</param>
    public void Run(bool random, ulong prefix, double* mean, double* inconsistency, double* tauSquared)
    {
        switch (_path)
        {
            case KernelPath.Vector512:
                Run<Lanes8>(random, prefix, mean, inconsistency, tauSquared);
                break;
            case KernelPath.Vector256:
                Run<Lanes4>(random, prefix, mean, inconsistency, tauSquared);
                break;
            default:
                Run<Lanes1>(random, prefix, mean, inconsistency, tauSquared);
                break;
        }

        if (prefix != 0)
        {
            return;
        }

        mean[0] = inconsistency[0] = 0;
        if (tauSquared != null)
        {
            tauSquared[0] = 0;
        }
    }

    public void Dispose() => _buffer.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run<T>(bool random, ulong prefix, double* mean, double* inconsistency, double* tauSquared)
        where T : unmanaged, ILanes<T>
    {
        double s1 = 0, s2 = 0, sy = 0, syy = 0;
        int members = 0;
        for (ulong rest = prefix; rest != 0; rest &= rest - 1)
        {
            double* row = _table.Rows + ((LowStudies + System.Numerics.BitOperations.TrailingZeroCount(rest)) * StudyTable.Stride);
            s1 += row[StudyTable.Weight];
            s2 += row[StudyTable.WeightSquared];
            sy += row[StudyTable.WeightEffect];
            syy += row[StudyTable.WeightEffectSquared];
            _variances[members] = row[StudyTable.Variance];
            _effects[members++] = row[StudyTable.Effect];
        }

        if (random)
        {
            RandomEffects<T>(s1, s2, sy, syy, members, mean, inconsistency, tauSquared);
        }
        else
        {
            CommonEffect<T>(s1, sy, syy, members, mean, inconsistency, tauSquared);
        }
    }

    /// <remarks>
    /// With Q = Syy − Sy²/S1 and df = m − 1, S1·Q = S1·Syy − Sy² and I² = max(0, (Q − df)/Q): one division for the mean and one for I².
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CommonEffect<T>(double prefix1, double prefixY, double prefixYy, int members, double* mean, double* inconsistency, double* tauSquared)
        where T : unmanaged, ILanes<T>
    {
        T zero = T.All(0), b1 = T.All(prefix1), by = T.All(prefixY), byy = T.All(prefixYy), degreesOfPrefix = T.All(members - 1.0), centre = T.All(_table.Centre);
        for (int at = 0; at < Size; at += T.Width)
        {
            T s1 = b1 + T.Load(_s1 + at), sy = by + T.Load(_sy + at), syy = byy + T.Load(_syy + at), degrees = degreesOfPrefix + T.Load(_members + at);
            T scaledQ = T.NegatedMultiplyAdd(sy, sy, s1 * syy), excess = T.NegatedMultiplyAdd(s1, degrees, scaledQ);
            T heterogeneous = T.And(T.LessThan(zero, excess), T.LessThan(zero, degrees));
            T.Store(mean + at, (sy / s1) + centre);
            T.Store(inconsistency + at, T.Select(heterogeneous, excess / scaledQ, zero));
            if (tauSquared != null)
            {
                T.Store(tauSquared + at, zero);
            }
        }
    }

    /// <remarks>
    /// The low studies: with dᵢ = vᵢ + tau², the sums Σ1/dᵢ and Σyᵢ/dᵢ over the members among studies 0 … 2 have the common denominator d₀d₁d₂, masks
    /// choosing the numerators; studies 3 … 5 are members of whole vectors and are folded in by (n d + y q)/(q d). The prefix: four at a time by a
    /// shared division; the one to three left over as a common factor of numerator and denominator, which the mean does not feel.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RandomEffects<T>(
        double prefix1, double prefix2, double prefixY, double prefixYy, int members, double* mean, double* inconsistency, double* tauSquared)
        where T : unmanaged, ILanes<T>
    {
        T zero = T.All(0), one = T.All(1), b1 = T.All(prefix1), b2 = T.All(prefix2), by = T.All(prefixY), byy = T.All(prefixYy);
        T degreesOfPrefix = T.All(members - 1.0), centre = T.All(_table.Centre);
        for (int at = 0; at < Size; at += T.Width)
        {
            T s1 = b1 + T.Load(_s1 + at), s2 = b2 + T.Load(_s2 + at), sy = by + T.Load(_sy + at), syy = byy + T.Load(_syy + at);
            T degrees = degreesOfPrefix + T.Load(_members + at);
            T scaledQ = T.NegatedMultiplyAdd(sy, sy, s1 * syy), excess = T.NegatedMultiplyAdd(s1, degrees, scaledQ);
            T heterogeneous = T.And(T.LessThan(zero, excess), T.LessThan(zero, degrees));
            T tau = T.Select(heterogeneous, excess / T.MultiplySubtract(s1, s1, s2), zero);
            T.Store(inconsistency + at, T.Select(heterogeneous, excess / scaledQ, zero));
            if (tauSquared != null)
            {
                T.Store(tauSquared + at, tau);
            }

            T d0 = T.All(_lowVariances[0]) + tau, d1 = T.All(_lowVariances[1]) + tau, d2 = T.All(_lowVariances[2]) + tau, p = d0 * d1;
            T r0 = T.Select(T.Load(_holds + at), d1 * d2, zero), r1 = T.Select(T.Load(_holds + Size + at), d0 * d2, zero), r2 = T.Select(T.Load(_holds + (2 * Size) + at), p, zero);
            T n = T.MultiplyAdd(r0, T.All(_lowEffects[0]), T.MultiplyAdd(r1, T.All(_lowEffects[1]), r2 * T.All(_lowEffects[2])));
            T d = r0 + (r1 + r2), q = p * d2;
            for (int i = 3; i < LowStudies; i++)
            {
                if ((at >> i & 1) == 0)
                {
                    continue;
                }

                T di = T.All(_lowVariances[i]) + tau;
                n = T.MultiplyAdd(n, di, T.All(_lowEffects[i]) * q);
                d = T.MultiplyAdd(d, di, q);
                q *= di;
            }

            T r = one / q;
            n *= r;
            d *= r;
            int member = 0;
            for (; member + 4 <= members; member += 4)
            {
                AddFour(_variances + member, _effects + member, tau, one, ref n, ref d);
            }

            AddRest(_variances + member, _effects + member, members - member, tau, one, ref n, ref d);
            T.Store(mean + at, (n / d) + centre);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddFour<T>(double* v, double* y, T tau, T one, ref T n, ref T d)
        where T : unmanaged, ILanes<T>
    {
        T d0 = T.All(v[0]) + tau, d1 = T.All(v[1]) + tau, d2 = T.All(v[2]) + tau, d3 = T.All(v[3]) + tau, p = d0 * d1, q = d2 * d3;
        T e = d0 + d1, f = d2 + d3, m = T.MultiplyAdd(d1, T.All(y[0]), d0 * T.All(y[1])), o = T.MultiplyAdd(d3, T.All(y[2]), d2 * T.All(y[3])), r = one / (p * q);
        d = T.MultiplyAdd(T.MultiplyAdd(e, q, f * p), r, d);
        n = T.MultiplyAdd(T.MultiplyAdd(m, q, o * p), r, n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRest<T>(double* v, double* y, int rest, T tau, T one, ref T n, ref T d)
        where T : unmanaged, ILanes<T>
    {
        if (rest == 1)
        {
            T d0 = T.All(v[0]) + tau;
            n = T.MultiplyAdd(n, d0, T.All(y[0]));
            d = T.MultiplyAdd(d, d0, one);
        }
        else if (rest >= 2)
        {
            T d0 = T.All(v[0]) + tau, d1 = T.All(v[1]) + tau, p = d0 * d1;
            n = T.MultiplyAdd(n, p, T.MultiplyAdd(T.All(y[0]), d1, T.All(y[1]) * d0));
            d = T.MultiplyAdd(d, p, d0 + d1);
            if (rest != 3)
            {
                return;
            }

            T d2 = T.All(v[2]) + tau;
            n = T.MultiplyAdd(n, d2, T.All(y[2]) * p);
            d = T.MultiplyAdd(d, d2, p);
        }
    }
}
