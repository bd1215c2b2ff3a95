using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CarTEvidence.Resampling;

internal static unsafe partial class PooledKernels
{
    /// <summary>The same operation by operation, one vector at a time: where a number of a study is used once, the instruction reads it from memory itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MeanVector512(double* counts, double* rows, int padded, double centre, double* tauSquared, double* mean, double* precision)
    {
        const int Second = StudyTable.Stride, Third = 2 * StudyTable.Stride, Fourth = 3 * StudyTable.Stride;
        double* end = rows + (padded * StudyTable.Stride);
        Vector512<double> one = Vector512.Create(1.0), shift = Vector512.Create(centre);
        for (int lane = 0; lane < Batch.Size; lane += 8)
        {
            Vector512<double> t = Vector512.Load(tauSquared + lane);
            Vector512<double> n = Vector512<double>.Zero, d = n;
            double* c = counts + lane;
            for (double* row = rows; row < end; row += 4 * StudyTable.Stride, c += 4 * Batch.Size)
            {
                Vector512<double> d0 = t + Vector512.Create(row[StudyTable.Variance]), d1 = t + Vector512.Create(row[Second + StudyTable.Variance]);
                Vector512<double> c0 = d1 * Vector512.Load(c), c1 = d0 * Vector512.Load(c + Batch.Size);
                Vector512<double> p = d0 * d1, e = c0 + c1;
                Vector512<double> m = Avx512F.FusedMultiplyAdd(c0, Vector512.Create(row[StudyTable.Effect]), c1 * Vector512.Create(row[Second + StudyTable.Effect]));
                Vector512<double> d2 = t + Vector512.Create(row[Third + StudyTable.Variance]), d3 = t + Vector512.Create(row[Fourth + StudyTable.Variance]);
                Vector512<double> c2 = d3 * Vector512.Load(c + (2 * Batch.Size)), c3 = d2 * Vector512.Load(c + (3 * Batch.Size));
                Vector512<double> q = d2 * d3, f = c2 + c3;
                Vector512<double> o = Avx512F.FusedMultiplyAdd(c2, Vector512.Create(row[Third + StudyTable.Effect]), c3 * Vector512.Create(row[Fourth + StudyTable.Effect]));
                Vector512<double> r = one / (p * q);
                e = Avx512F.FusedMultiplyAdd(e, q, f * p);
                m = Avx512F.FusedMultiplyAdd(m, q, o * p);
                d = Avx512F.FusedMultiplyAdd(e, r, d);
                n = Avx512F.FusedMultiplyAdd(m, r, n);
            }

            ((n / d) + shift).Store(mean + lane);
            d.Store(precision + lane);
        }
    }
}
