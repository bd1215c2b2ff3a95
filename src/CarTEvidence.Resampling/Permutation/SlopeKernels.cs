using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>The z statistic of the slope of a meta-regression on one moderator, for a batch of permutations of the moderator.</summary>
/// <remarks>
/// Random effects, tau² by the moment estimator. With w = 1/v, S1 = Σw, U = Σw², Sy = Σwy, Syy = Σwy², which no permutation changes, and B = Σwx, C = Σwx²,
/// P = Σwyx, V = Σw²x, Z = Σw²x²: det = S1·C − B², QE·det = Syy·det − (Sy²C − 2SyPB + P²S1), tr·det = CU − 2BV + S1·Z, and
/// tau² = max(0, (QE − (k − 2))/(S1 − tr)). In the second pass w = 1/(v + tau²) and z = (S·Σwxy − Σwx·Σwy)/√(S(S·Σwx² − (Σwx)²)).
/// </remarks>
internal sealed unsafe class SlopeKernels
{
    private readonly KernelPath _path;
    private readonly StudyTable _table;
    private readonly double _s1, _u, _sy, _syy;

    public SlopeKernels(KernelPath path, StudyTable table)
    {
        (_path, _table) = (path, table);
        for (int i = 0; i < table.Count; i++)
        {
            double* row = table.Rows + (i * StudyTable.Stride);
            _s1 += row[StudyTable.Weight];
            _u += row[StudyTable.WeightSquared];
            _sy += row[StudyTable.WeightEffect];
            _syy += row[StudyTable.WeightEffectSquared];
        }
    }

    /// <summary>The statistics of a batch.</summary>
    /// <param name="moderator">The moderator, <see cref="Batch.Size"/> lanes a study.</param>
    /// <param name="z">The statistics.</param>
    public void Run(double* moderator, double* z)
    {
        if (_path == KernelPath.Vector512)
        {
            Run<Lanes8>(moderator, z);
        }
        else if (_path == KernelPath.Vector256)
        {
            Run<Lanes4>(moderator, z);
        }
        else
        {
            Run<Lanes1>(moderator, z);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run<T>(double* moderator, double* z)
        where T : unmanaged, ILanes<T>
    {
        double* rows = _table.Rows, end = rows + (_table.Count * StudyTable.Stride), whole = rows + (_table.Count / 4 * 4 * StudyTable.Stride);
        T s1 = T.All(_s1), u = T.All(_u), sy = T.All(_sy), syy = T.All(_syy), degrees = T.All(_table.Count - 2.0), zero = T.All(0), one = T.All(1);
        for (int lane = 0; lane < Batch.Size; lane += T.Width)
        {
            T b = zero, c = zero, p = zero, v = zero, zz = zero;
            double* at = moderator + lane;
            for (double* row = rows; row < end; row += StudyTable.Stride, at += Batch.Size)
            {
                T x = T.Load(at), xx = x * x, w = T.All(row[StudyTable.Weight]), w2 = T.All(row[StudyTable.WeightSquared]);
                b = T.MultiplyAdd(x, w, b);
                c = T.MultiplyAdd(xx, w, c);
                p = T.MultiplyAllAdd(x, row + StudyTable.WeightEffect, p);
                v = T.MultiplyAdd(x, w2, v);
                zz = T.MultiplyAdd(xx, w2, zz);
            }

            T det = T.NegatedMultiplyAdd(b, b, s1 * c), trace = T.MultiplyAdd(s1, zz, T.NegatedMultiplyAdd(b + b, v, c * u));
            T explained = T.MultiplyAdd(p * p, s1, sy * T.NegatedMultiplyAdd(p + p, b, sy * c));
            T tau = T.PositivePart(T.MultiplySubtract(syy - degrees, det, explained) / T.MultiplySubtract(s1, det, trace));

            T s = zero, sx = zero, sxx = zero, sum = zero, sxy = zero;
            at = moderator + lane;
            double* four = rows;
            for (; four < whole; four += 4 * StudyTable.Stride, at += 4 * Batch.Size)
            {
                PooledKernels.FourWeights(four, tau, one, out T w0, out T w1, out T w2, out T w3);
                Add(four, at, w0, ref s, ref sx, ref sxx, ref sum, ref sxy);
                Add(four + StudyTable.Stride, at + Batch.Size, w1, ref s, ref sx, ref sxx, ref sum, ref sxy);
                Add(four + (2 * StudyTable.Stride), at + (2 * Batch.Size), w2, ref s, ref sx, ref sxx, ref sum, ref sxy);
                Add(four + (3 * StudyTable.Stride), at + (3 * Batch.Size), w3, ref s, ref sx, ref sxx, ref sum, ref sxy);
            }

            if (four < end)
            {
                // The studies that fill up the last four share its division but are not added.
                PooledKernels.FourWeights(four, tau, one, out T w0, out T w1, out T w2, out _);
                Add(four, at, w0, ref s, ref sx, ref sxx, ref sum, ref sxy);
                if (four + StudyTable.Stride < end)
                {
                    Add(four + StudyTable.Stride, at + Batch.Size, w1, ref s, ref sx, ref sxx, ref sum, ref sxy);
                }

                if (four + (2 * StudyTable.Stride) < end)
                {
                    Add(four + (2 * StudyTable.Stride), at + (2 * Batch.Size), w2, ref s, ref sx, ref sxx, ref sum, ref sxy);
                }
            }

            T.Store(z + lane, T.MultiplySubtract(s, sxy, sx * sum) / T.SquareRoot(s * T.MultiplySubtract(s, sxx, sx * sx)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<T>(double* row, double* at, T w, ref T s, ref T sx, ref T sxx, ref T sy, ref T sxy)
        where T : unmanaged, ILanes<T>
    {
        T x = T.Load(at), wx = w * x, y = T.All(row[StudyTable.Effect]);
        s += w;
        sx += wx;
        sxx = T.MultiplyAdd(wx, x, sxx);
        sy = T.MultiplyAdd(w, y, sy);
        sxy = T.MultiplyAdd(wx, y, sxy);
    }
}
