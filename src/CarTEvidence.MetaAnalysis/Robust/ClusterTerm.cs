using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace CarTEvidence.MetaAnalysis;

/// <summary>What one cluster contributes to a sandwich: with T = A Φ⁻¹ X (A the small-sample adjustment, Φ the working covariance).</summary>
/// <param name="Score">T'e, length p, e the residuals.</param>
/// <param name="Spread">T'ΦT, p × p.</param>
/// <param name="Leverage">X'T, p × p.</param>
internal sealed record ClusterTerm(double[] Score, double[] Spread, double[] Leverage)
{
    // Eigenvalues below this share of the largest count as zero (a cluster that the coefficients fit exactly), as in a pseudo-inverse.
    private const double RankTolerance = 1e-10;

    /// <summary>The unadjusted term (A = 1), from T'e and X'Φ⁻¹X.</summary>
    public static ClusterTerm Unadjusted(double[] score, double[] gram) => new(score, gram, gram);

    /// <summary>The unadjusted term of a cluster with a dense working covariance.</summary>
    public static ClusterTerm Unadjusted(Matrix<double> phi, Matrix<double> x, Vector<double> residual)
    {
        var t = phi.Cholesky().Solve(x);
        return Unadjusted(t.TransposeThisAndMultiply(residual).ToArray(), RowMajor(x.TransposeThisAndMultiply(t)));
    }

    /// <summary>
    /// The bias-reduced term (CR2): A = D'(D (Φ − X C X') D')^(-½) D with Φ = D'D, so that A E[ee'] A' = Φ under the working model.
    /// Pustejovsky and Tipton 2018, equation (9), for weights that are the inverse of the working covariance.
    /// </summary>
    /// <param name="phi">Working covariance of the cluster, n × n.</param>
    /// <param name="x">Design rows of the cluster, n × p.</param>
    /// <param name="residual">Residuals, length n.</param>
    /// <param name="covariance">C = (X'Φ⁻¹X)⁻¹ over all clusters, p × p.</param>
    public static ClusterTerm BiasReduced(Matrix<double> phi, Matrix<double> x, Vector<double> residual, Matrix<double> covariance)
    {
        var lower = phi.Cholesky().Factor;
        var upper = lower.Transpose();
        var target = upper * (phi - (x * covariance * x.Transpose())) * lower;
        var root = InverseSquareRoot((target + target.Transpose()) / 2);

        // A Φ⁻¹ X = D' root D Φ⁻¹ X, and D Φ⁻¹ = D'⁻¹.
        var t = lower * (root * lower.Solve(x));
        return new ClusterTerm(
            t.TransposeThisAndMultiply(residual).ToArray(),
            RowMajor(t.TransposeThisAndMultiply(phi * t)),
            RowMajor(x.TransposeThisAndMultiply(t)));
    }

    private static Matrix<double> InverseSquareRoot(Matrix<double> matrix)
    {
        Evd<double> evd = matrix.Evd(Symmetricity.Symmetric);
        var values = evd.EigenValues.Map(v => v.Real);
        var cut = RankTolerance * values.AbsoluteMaximum();
        var scale = values.Map(v => v > cut ? 1 / Math.Sqrt(v) : 0);
        return evd.EigenVectors * Matrix<double>.Build.DiagonalOfDiagonalVector(scale) * evd.EigenVectors.Transpose();
    }

    private static double[] RowMajor(Matrix<double> matrix) => matrix.ToRowMajorArray();
}
