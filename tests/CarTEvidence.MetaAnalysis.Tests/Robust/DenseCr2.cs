using MathNet.Numerics.LinearAlgebra;

namespace CarTEvidence.MetaAnalysis.Tests.Robust;

/// <summary>
/// CR2 as published, with matrices of all k effects: R. M. Bell, D. F. McCaffrey, Survey Methodology 28 (2002) 169–181; J. E. Pustejovsky, E. Tipton, J. Bus. Econ. Stat. 36
/// (2018) 672–683, doi:10.1080/07350015.2016.1247004. Adjustment A = D'(D (I − H) Φ (I − H)' D')^(−½) D with D'D = Φ of the cluster; Satterthwaite degrees of freedom.
/// </summary>
internal static class DenseCr2
{
    public static (double[] StandardErrors, double[] DegreesOfFreedom) Of(Matrix<double> x, Matrix<double> phi, Vector<double> y, IReadOnlyList<string> clusters)
    {
        var (k, p) = (x.RowCount, x.ColumnCount);
        var w = phi.Inverse();
        var m = (x.Transpose() * w * x).Inverse();
        var residualMaker = Matrix<double>.Build.DenseIdentity(k) - (x * m * x.Transpose() * w);
        var e = residualMaker * y;
        var variance = Matrix<double>.Build.Dense(p, p);
        var projections = new List<Matrix<double>>();
        foreach (var group in Enumerable.Range(0, k).GroupBy(i => clusters[i]))
        {
            int[] rows = [.. group];
            var rowsOf = Rows(residualMaker, rows);
            var (xj, phij) = (Rows(x, rows), Rows(Rows(phi, rows).Transpose(), rows));
            var d = phij.Cholesky().Factor.Transpose();
            var b = d * rowsOf * phi * rowsOf.Transpose() * d.Transpose();
            var a = d.Transpose() * InverseRoot(b) * d;
            var half = m * xj.Transpose() * phij.Inverse() * a;
            var score = half * Vector<double>.Build.Dense(rows.Length, i => e[rows[i]]);
            variance += score.OuterProduct(score);
            projections.Add(half * rowsOf);
        }

        return (
            [.. Enumerable.Range(0, p).Select(j => Math.Sqrt(variance[j, j]))],
            [.. Enumerable.Range(0, p).Select(j => DegreesOfFreedom([.. projections.Select(q => q.Row(j))], phi))]);
    }

    /// <summary>The variance of coefficient j is Σ (p_i'y)²; its first two moments under the working model are those of a multiple of chi-squared.</summary>
    private static double DegreesOfFreedom(Vector<double>[] projections, Matrix<double> phi)
    {
        double trace = 0, squares = 0;
        foreach (var left in projections)
        {
            var weighted = phi * left;
            trace += left * weighted;
            squares += projections.Sum(right => Math.Pow(right * weighted, 2));
        }

        return trace * trace / squares;
    }

    private static Matrix<double> Rows(Matrix<double> matrix, int[] rows) => Matrix<double>.Build.Dense(rows.Length, matrix.ColumnCount, (i, j) => matrix[rows[i], j]);

    private static Matrix<double> InverseRoot(Matrix<double> symmetric)
    {
        var decomposition = ((symmetric + symmetric.Transpose()) / 2).Evd(Symmetricity.Symmetric);
        var largest = decomposition.EigenValues.Max(v => v.Real);
        var real = Vector<double>.Build.Dense(
            decomposition.EigenValues.Count, i => decomposition.EigenValues[i].Real > 1e-10 * largest ? 1 / Math.Sqrt(decomposition.EigenValues[i].Real) : 0);
        return decomposition.EigenVectors * Matrix<double>.Build.DiagonalOfDiagonalVector(real) * decomposition.EigenVectors.Transpose();
    }
}
