using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The maximum-likelihood fit of a random-intercept model whose mean depends on moderators.</summary>
/// <param name="Coefficients">Coefficients on the columns of the design, length p.</param>
/// <param name="Covariance">Their covariance from the observed information, p × p.</param>
/// <param name="Tau">Residual between-study standard deviation.</param>
/// <param name="TauStandardError">Its standard error; <c>null</c> at tau = 0.</param>
/// <param name="LogLikelihood">Log-likelihood at the maximum.</param>
/// <param name="CommonLogLikelihood">Log-likelihood of the same moderators without residual heterogeneity.</param>
/// <param name="Iterations">Newton steps over all starts.</param>
/// <param name="Converged">Whether the winning start converged, with an information that can be inverted.</param>
internal sealed record InterceptRegression(
    double[] Coefficients, double[] Covariance, double Tau, double? TauStandardError, double LogLikelihood, double CommonLogLikelihood, int Iterations, bool Converged)
{
    private const double NearZero = 1e-4;

    // A logit known no better than this is not known at all: e^±100.
    private const double LargestVariance = 1e4;

    /// <summary>Fits by Newton's method in the orthonormal basis of the design, from a homogeneous and two heterogeneous starts.</summary>
    /// <param name="problem">The model, an intercept first.</param>
    /// <param name="homogeneous">Maximum-likelihood mean without moderators and heterogeneity.</param>
    /// <param name="maxIterations">Most Newton steps a start.</param>
    public static InterceptRegression Find(InterceptRegressionProblem problem, double homogeneous, int maxIterations)
    {
        var design = problem.Design;
        var p = design.Columns;
        var best = new double[p + 1];
        for (var j = 0; j < p; j++)
        {
            best[j] = design.Triangle[j * p] * homogeneous;
        }

        var common = Maximisation.Newton((at, g, h) => problem.Evaluate(at, 0, g, h, p), best.AsSpan(0, p), maxIterations: maxIterations, longestStep: problem.LongestStep);
        var (value, converged, iterations) = (common.Value, common.Converged, common.Iterations);
        foreach (var start in (ReadOnlySpan<double>)[0.7, 3])
        {
            var point = (double[])best.Clone();
            point[p] = start;
            var found = Maximisation.Newton(
                (at, g, h) => problem.Evaluate(at, at[p], g, h, p + 1), point, maxIterations: maxIterations, longestStep: problem.LongestStep);
            iterations += found.Iterations;
            if (Math.Abs(point[p]) > NearZero && found.Value > value + 1e-12)
            {
                point[p] = Math.Abs(point[p]);
                (best, value, converged) = (point, found.Value, found.Converged);
            }
        }

        return Describe(problem, best, common.Value, iterations, converged);
    }

    private static InterceptRegression Describe(
        InterceptRegressionProblem problem, double[] best, double common, int iterations, bool converged)
    {
        var design = problem.Design;
        var p = design.Columns;
        var size = best[p] == 0 ? p : p + 1;
        var hessian = new double[size * size];
        var value = problem.Evaluate(best.AsSpan(0, size), best[p], new double[size], hessian, size);
        var factor = Array.ConvertAll(hessian, h => -h);
        var inverse = new double[size * size];
        var regular = SymmetricMatrix.TryFactor(factor, size);
        if (regular)
        {
            SymmetricMatrix.Invert(factor, size, inverse);
        }

        var covariance = new double[p * p];
        for (var i = 0; i < p; i++)
        {
            Array.Copy(inverse, i * size, covariance, i * p, p);
        }

        var coefficients = best.AsSpan(0, p).ToArray();
        design.ToColumns(coefficients);
        double? tauError = size > p && regular ? Math.Sqrt(inverse[size * size - 1]) : null;
        return new InterceptRegression(coefficients, design.ToColumnCovariance(covariance), best[p], tauError, value, common, iterations, converged && regular && !IsSeparated(design, covariance));
    }

    /// <summary>Whether some study's mean is not bounded by the data: its standard error is then only where the search gave up.</summary>
    private static bool IsSeparated(DesignMatrix design, double[] covariance)
    {
        for (var i = 0; i < design.Rows; i++)
        {
            var row = design.Row(i);
            var variance = 0.0;
            for (var j = 0; j < row.Length; j++)
            {
                for (var l = 0; l < row.Length; l++)
                {
                    variance += row[j] * row[l] * covariance[j * row.Length + l];
                }
            }

            if (variance > LargestVariance)
            {
                return true;
            }
        }

        return false;
    }
}
