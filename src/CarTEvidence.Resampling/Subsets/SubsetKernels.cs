using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>Pooled estimates of all subsets that share their studies from the seventh on.</summary>
/// <remarks>
/// A subset is a bit mask, study i being bit i. The six lowest bits make 64 subsets, whose sums of weights are tabled once; the studies of the higher bits
/// (the prefix) add the same scalars to all 64. No Gray code: no rounding error wanders from subset to subset, and any range of prefixes stands alone.
/// The graphical display of heterogeneity of Olkin, Dahabreh and Trikalinos (2012), doi:10.1002/jrsm.1053.
/// </remarks>
internal sealed unsafe partial class SubsetKernels : IDisposable
{
    /// <summary>Studies whose subsets are tabled.</summary>
    public const int LowStudies = 6;

    /// <summary>Subsets of one prefix.</summary>
    public const int Size = 1 << LowStudies;

    // Of the prefix, the six lowest studies are looked up too: what is left of it to go through is the same for 64 prefixes on end.
    private const int TabledStudies = 6, TabledPrefixes = 1 << TabledStudies, SumStride = 4, PolynomialStride = TabledStudies * MeanPolynomial.Stride;
    private const int Sum1 = 0, Sum2 = 1, SumY = 2, SumYy = 3;
    private const int MostRest = 64;

    private readonly KernelPath _path;
    private readonly StudyTable _table;
    private readonly double _scale;
    private readonly AlignedBuffer _buffer;

    // Sums over the low studies of each of the 64 subsets, and their polynomials.
    private readonly double* _s1, _s2, _sy, _syy, _members, _low;

    // Sums and polynomials of the lowest studies of a prefix, for each of their subsets, and polynomials of the rest of the prefix at hand.
    private readonly double* _prefixSums, _prefixPolynomials, _rest;

    // tau² of the 64 subsets at hand, where nobody wants it.
    private readonly double* _tauSquared;

    private ulong _restPrefix;
    private int _restMembers;

    public SubsetKernels(KernelPath path, StudyTable table)
    {
        (_path, _table) = (path, table);
        _scale = MeanPolynomial.Scale(table);
        _buffer = new AlignedBuffer((6 * AlignedBuffer.BytesFor<double>(Size)) + AlignedBuffer.BytesFor<double>(Powers * PowerStride)
            + AlignedBuffer.BytesFor<double>(TabledPrefixes * SumStride) + AlignedBuffer.BytesFor<double>(TabledPrefixes * PolynomialStride) + AlignedBuffer.BytesFor<double>(MostRest * MeanPolynomial.Stride));
        _s1 = _buffer.Take<double>(Size);
        _s2 = _buffer.Take<double>(Size);
        _sy = _buffer.Take<double>(Size);
        _syy = _buffer.Take<double>(Size);
        _members = _buffer.Take<double>(Size);
        _tauSquared = _buffer.Take<double>(Size);
        _low = _buffer.Take<double>(Powers * PowerStride);
        _prefixSums = _buffer.Take<double>(TabledPrefixes * SumStride);
        _prefixPolynomials = _buffer.Take<double>(TabledPrefixes * PolynomialStride);
        _rest = _buffer.Take<double>(MostRest * MeanPolynomial.Stride);
        FillPrefixes();
        FillLowPolynomials();
        for (int i = 0; i < LowStudies; i++)
        {
            bool real = i < table.Count;
            double* row = table.Rows + (i * StudyTable.Stride);
            for (int subset = 0; subset < Size; subset++)
            {
                if ((subset >> i & 1) == 0)
                {
                    continue;
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

    /// <summary>Whether random effects can be had: not where variances, or variances and squared effects, lie too many orders of magnitude apart.</summary>
    public static bool Covers(StudyTable table) => MeanPolynomial.Scale(table) != 0;

    /// <summary>The 64 subsets of a prefix. The empty one has mean, I² and tau² 0.</summary>
    /// <param name="random">Whether tau² is estimated, by DerSimonian and Laird; else it is 0.</param>
    /// <param name="prefix">Bit j stands for study 6 + j.</param>
    /// <param name="mean">64 pooled means.</param>
    /// <param name="inconsistency">64 values of I², as fractions, from Q.</param>
    /// <param name="tauSquared">64 estimates of tau²; may be <c>null</c>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
        // Sums run from the lowest study up, whether looked up or added.
        int tabled = (int)(prefix & (TabledPrefixes - 1)), members = System.Numerics.BitOperations.PopCount(prefix);
        double* sums = _prefixSums + (tabled * SumStride), rows = _table.Rows;
        double s1 = sums[Sum1], s2 = sums[Sum2], sy = sums[SumY], syy = sums[SumYy];
        ulong high = prefix & ~(TabledPrefixes - 1UL);
        for (ulong rest = high; rest != 0; rest &= rest - 1)
        {
            double* row = rows + ((LowStudies + System.Numerics.BitOperations.TrailingZeroCount(rest)) * StudyTable.Stride);
            s1 += row[StudyTable.Weight];
            s2 += row[StudyTable.WeightSquared];
            sy += row[StudyTable.WeightEffect];
            syy += row[StudyTable.WeightEffectSquared];
        }

        if (random)
        {
            if (high != _restPrefix)
            {
                FillRest(high);
            }

            double* tau = tauSquared == null ? _tauSquared : tauSquared;
            Heterogeneity<T>(s1, s2, sy, syy, members - 1.0, inconsistency, tau);
            Means<T>(_prefixPolynomials + (tabled * PolynomialStride), System.Numerics.BitOperations.PopCount((uint)tabled), tau, mean);
        }
        else
        {
            CommonEffect<T>(s1, sy, syy, members, mean, inconsistency);
            if (tauSquared != null)
            {
                new Span<double>(tauSquared, Size).Clear();
            }
        }
    }

    private void FillRest(ulong high)
    {
        (_restPrefix, _restMembers) = (high, 0);
        for (; high != 0; high &= high - 1)
        {
            AddStudy(_rest, _restMembers++, LowStudies + System.Numerics.BitOperations.TrailingZeroCount(high));
        }
    }

    private void FillPrefixes()
    {
        for (int prefix = 0; prefix < TabledPrefixes; prefix++)
        {
            double* sums = _prefixSums + (prefix * SumStride), polynomials = _prefixPolynomials + (prefix * PolynomialStride);
            int members = 0;
            for (int i = 0; i < TabledStudies && LowStudies + i < _table.Count; i++)
            {
                if ((prefix >> i & 1) == 0)
                {
                    continue;
                }

                double* row = _table.Rows + ((LowStudies + i) * StudyTable.Stride);
                sums[Sum1] += row[StudyTable.Weight];
                sums[Sum2] += row[StudyTable.WeightSquared];
                sums[SumY] += row[StudyTable.WeightEffect];
                sums[SumYy] += row[StudyTable.WeightEffectSquared];
                AddStudy(polynomials, members++, LowStudies + i);
            }
        }
    }

    /// <remarks>
    /// With Q = Syy − Sy²/S1 and df = m − 1, S1·Q = S1·Syy − Sy² and I² = max(0, (Q − df)/Q): one division for the mean and one for I².
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CommonEffect<T>(double prefix1, double prefixY, double prefixYy, int members, double* mean, double* inconsistency)
        where T : unmanaged, ILanes<T>
    {
        double* low1 = _s1, lowY = _sy, lowYy = _syy, lowMembers = _members;
        T zero = T.All(0), b1 = T.All(prefix1), by = T.All(prefixY), byy = T.All(prefixYy), degreesOfPrefix = T.All(members - 1.0), centre = T.All(_table.Centre);
        for (int at = 0; at < Size; at += T.Width)
        {
            T s1 = T.AddAt(b1, low1 + at), sy = T.AddAt(by, lowY + at), syy = T.AddAt(byy, lowYy + at), degrees = T.AddAt(degreesOfPrefix, lowMembers + at);
            T scaledQ = T.NegatedMultiplyAdd(sy, sy, s1 * syy), excess = T.NegatedMultiplyAdd(s1, degrees, scaledQ);
            T heterogeneous = T.And(T.LessThan(zero, excess), T.LessThan(zero, degrees));
            T.Store(mean + at, (sy / s1) + centre);
            T.Store(inconsistency + at, T.Select(heterogeneous, excess / scaledQ, zero));
        }
    }
}
