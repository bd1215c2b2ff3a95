using MathNet.Numerics.LinearAlgebra;

namespace CarTEvidence.MetaAnalysis;

public sealed partial record PooledEffect
{
    /// <summary>Standard errors and tests of an inverse-variance fit that hold when effects of one cluster (trial, author group) depend on each other.</summary>
    /// <param name="clusters">One label a study of the data, in its order, length k.</param>
    /// <param name="options">Choices; <c>null</c> takes CR2 with Satterthwaite degrees of freedom.</param>
    /// <returns>The coefficients with robust inference, on the scale of the analysis; the estimates are those of the fit.</returns>
    /// <exception cref="ArgumentException">There is not one label a study.</exception>
    /// <exception cref="InvalidOperationException">The model is not by inverse variance.</exception>
    /// <remarks>
    /// The working model is the fit's own: independent effects of variance v + tau². Means little with fewer than about five clusters.
    /// Pustejovsky and Tipton 2018, doi:10.1080/07350015.2016.1247004.
    /// </remarks>
    public RobustVariance ClusterRobust(IReadOnlyList<string> clusters, RobustOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        options ??= RobustOptions.Default;
        var (data, kept, _, fit) = RequireSource();
        if (clusters.Count != data.Study.Count)
        {
            throw new ArgumentException($"There are {clusters.Count} cluster labels for {data.Study.Count} studies.", nameof(clusters));
        }

        var design = fit.Regression.Design;
        var p = fit.Columns;
        double[][] columns = [.. Enumerable.Range(0, p).Select(design.Column)];
        var bread = Matrix<double>.Build.DenseOfRowMajor(p, p, fit.ModelCovariance);
        ClusterTerm[] terms = [.. Enumerable.Range(0, kept.Length).GroupBy(i => clusters[kept[i]], StringComparer.Ordinal).Select(members => Term([.. members]))];
        return Sandwich.Estimate(design.Names, fit.Beta, fit.ModelCovariance, terms, options, Level);

        ClusterTerm Term(int[] rows)
        {
            var x = Matrix<double>.Build.Dense(rows.Length, p, (i, j) => columns[j][rows[i]]);
            var residual = Vector<double>.Build.Dense(rows.Length, i => fit.Regression.Effects[rows[i]] - x.Row(i).DotProduct(Vector<double>.Build.Dense(fit.Beta)));
            var variance = Vector<double>.Build.Dense(rows.Length, i => fit.Regression.Variances[rows[i]] + fit.TauSquared);
            if (options.Type == RobustVarianceType.Cr2)
            {
                return ClusterTerm.BiasReduced(Matrix<double>.Build.DiagonalOfDiagonalVector(variance), x, residual, bread);
            }

            var weighted = Matrix<double>.Build.Dense(rows.Length, p, (i, j) => x[i, j] / variance[i]);
            return ClusterTerm.Unadjusted(weighted.TransposeThisAndMultiply(residual).ToArray(), weighted.TransposeThisAndMultiply(x).ToRowMajorArray());
        }
    }
}
