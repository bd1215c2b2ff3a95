using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

// Each step takes all 64 subsets before the next begins: their divisions do not wait for each other.
internal sealed unsafe partial class SubsetKernels
{
    private const int Powers = LowStudies + 1, PowerStride = 3 * Size;

    /// <summary>The polynomials of the subsets of the low studies, a power of t to a row of 64 P, 64 E and 64 M, from power 0 up.</summary>
    private void FillLowPolynomials()
    {
        double* rows = stackalloc double[LowStudies * MeanPolynomial.Stride];
        for (int subset = 0; subset < Size; subset++)
        {
            int members = 0;
            for (int i = 0; i < Math.Min(LowStudies, _table.Count); i++)
            {
                if ((subset >> i & 1) != 0)
                {
                    AddStudy(rows, members++, i);
                }
            }

            _low[(members * PowerStride) + subset] = 1;
            for (int power = 0; power < members; power++)
            {
                double* row = rows + ((members - 1 - power) * MeanPolynomial.Stride), place = _low + (power * PowerStride) + subset;
                place[0] = row[MeanPolynomial.P];
                place[Size] = row[MeanPolynomial.E];
                place[2 * Size] = row[MeanPolynomial.M];
            }
        }
    }

    private void AddStudy(double* rows, int members, int study)
    {
        double* row = _table.Rows + (study * StudyTable.Stride);
        MeanPolynomial.Add(rows, members, row[StudyTable.Variance] * _scale, row[StudyTable.Effect]);
    }

    /// <summary>I² and tau² of 64 subsets.</summary>
    /// <remarks>With Q − m + 1 = e/s₁, I² is e/(s₁Q) and tau² is e/(s₁² − s₂): one division by both gives either.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Heterogeneity<T>(double prefix1, double prefix2, double prefixY, double prefixYy, double prefixDegrees, double* inconsistency, double* tauSquared)
        where T : unmanaged, ILanes<T>
    {
        T zero = T.All(0), b1 = T.All(prefix1), b2 = T.All(prefix2), by = T.All(prefixY), byy = T.All(prefixYy), degreesOfPrefix = T.All(prefixDegrees);
        double* low1 = _s1, low2 = _s2, lowY = _sy, lowYy = _syy, lowMembers = _members;
        for (int at = 0; at < Size; at += T.Width)
        {
            T s1 = T.AddAt(b1, low1 + at), s2 = T.AddAt(b2, low2 + at), sy = T.AddAt(by, lowY + at), syy = T.AddAt(byy, lowYy + at);
            T degrees = T.AddAt(degreesOfPrefix, lowMembers + at);
            T scaledQ = T.NegatedMultiplyAdd(sy, sy, s1 * syy), excess = T.NegatedMultiplyAdd(s1, degrees, scaledQ);
            T heterogeneous = T.And(T.LessThan(zero, excess), T.LessThan(zero, degrees));
            T spread = T.MultiplySubtract(s1, s1, s2), ratio = T.Select(heterogeneous, excess / (spread * scaledQ), zero);
            T.Store(inconsistency + at, ratio * spread);
            T.Store(tauSquared + at, ratio * scaledQ);
        }
    }

    /// <summary>The means of 64 subsets with their tau²: low studies, tabled studies and the rest of the prefix as polynomials, combined without dividing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Means<T>(double* tabled, int tabledMembers, double* tauSquared, double* mean)
        where T : unmanaged, ILanes<T>
    {
        T scale = T.All(_scale), centre = T.All(_table.Centre);
        double* rest = _rest, low = _low, tabledEnd = tabled + (tabledMembers * MeanPolynomial.Stride), restEnd = rest + (_restMembers * MeanPolynomial.Stride);
        for (int at = 0; at < Size; at += 2 * T.Width)
        {
            T ta = T.Load(tauSquared + at) * scale, tb = T.Load(tauSquared + at + T.Width) * scale;
            T zero = T.All(0), ea = zero, eb = zero, ma = zero, mb = zero;
            double* row = low + (System.Numerics.BitOperations.PopCount((uint)(at | ((2 * T.Width) - 1))) * PowerStride) + at;
            T pa = T.Load(row), pb = T.Load(row + T.Width);
            for (row -= PowerStride; row >= low; row -= PowerStride)
            {
                pa = T.MultiplyAddAt(pa, ta, row);
                pb = T.MultiplyAddAt(pb, tb, row + T.Width);
                ea = T.MultiplyAddAt(ea, ta, row + Size);
                eb = T.MultiplyAddAt(eb, tb, row + Size + T.Width);
                ma = T.MultiplyAddAt(ma, ta, row + (2 * Size));
                mb = T.MultiplyAddAt(mb, tb, row + (2 * Size) + T.Width);
            }

            Join(tabled, tabledEnd, ta, tb, ref pa, ref ea, ref ma, ref pb, ref eb, ref mb);
            Join(rest, restEnd, ta, tb, ref pa, ref ea, ref ma, ref pb, ref eb, ref mb);
            T.Store(mean + at, (ma / ea) + centre);
            T.Store(mean + at + T.Width, (mb / eb) + centre);
        }
    }

    /// <summary>Evaluates the polynomials of more studies, and joins them to those at hand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join<T>(double* rows, double* end, T ta, T tb, ref T pa, ref T ea, ref T ma, ref T pb, ref T eb, ref T mb)
        where T : unmanaged, ILanes<T>
    {
        T p = T.All(1), e = T.All(0), m = e, q = p, f = e, o = e;
        for (double* row = rows; row < end; row += MeanPolynomial.Stride)
        {
            p = T.MultiplyAddAll(p, ta, row + MeanPolynomial.P);
            q = T.MultiplyAddAll(q, tb, row + MeanPolynomial.P);
            e = T.MultiplyAddAll(e, ta, row + MeanPolynomial.E);
            f = T.MultiplyAddAll(f, tb, row + MeanPolynomial.E);
            m = T.MultiplyAddAll(m, ta, row + MeanPolynomial.M);
            o = T.MultiplyAddAll(o, tb, row + MeanPolynomial.M);
        }

        ea = T.MultiplyAdd(ea, p, pa * e);
        eb = T.MultiplyAdd(eb, q, pb * f);
        ma = T.MultiplyAdd(ma, p, pa * m);
        mb = T.MultiplyAdd(mb, q, pb * o);
        pa *= p;
        pb *= q;
    }
}
