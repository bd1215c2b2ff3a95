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
    /// <param name="one">Log-likelihood of one study at its own mean and tau.</param>
    /// <param name="design">The moderators, an intercept first.</param>
    /// <param name="homogeneous">Maximum-likelihood mean without moderators and heterogeneity.</param>
    /// <param name="maxIterations">Most Newton steps a start.</param>
    public static InterceptRegression Find(Func<int, double, double, InterceptDerivatives> one, DesignMatrix design, double homogeneous, int maxIterations)
    {
        var p = design.Columns;
        var best = new double[p + 1];
        for (var j = 0; j < p; j++)
        {
            best[j] = design.Triangle[j * p] * homogeneous;
        }

        var common = Maximisation.Newton((at, g, h) => Evaluate(one, design, at, 0, g, h, p), best.AsSpan(0, p), maxIterations: maxIterations, longestStep: Longest(design));
        var (value, converged, iterations) = (common.Value, common.Converged, common.Iterations);
        foreach (var start in (ReadOnlySpan<double>)[0.7, 3])
        {
            var point = (double[])best.Clone();
            point[p] = start;
            var found = Maximisation.Newton(
                (at, g, h) => Evaluate(one, design, at, at[p], g, h, p + 1), point, maxIterations: maxIterations, longestStep: Longest(design));
            iterations += found.Iterations;
            if (Math.Abs(point[p]) > NearZero && found.Value > value + 1e-12)
            {
                point[p] = Math.Abs(point[p]);
                (best, value, converged) = (point, found.Value, found.Converged);
            }
        }

        return Describe(one, design, best, common.Value, iterations, converged);
    }

    private static InterceptRegression Describe(
        Func<int, double, double, InterceptDerivatives> one, DesignMatrix design, double[] best, double common, int iterations, bool converged)
    {
        var p = design.Columns;
        var size = best[p] == 0 ? p : p + 1;
        var hessian = new double[size * size];
        var value = Evaluate(one, design, best.AsSpan(0, size), best[p], new double[size], hessian, size);
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

    /// <summary>A step may move no study's mean by more than a few units: coefficients of orthonormal columns grow with the root of k.</summary>
    private static double Longest(DesignMatrix design) => 3 * Math.Sqrt(design.Rows);

    private static double Evaluate(
        Func<int, double, double, InterceptDerivatives> one, DesignMatrix design, ReadOnlySpan<double> at, double signedTau, Span<double> gradient, Span<double> hessian, int size)
    {
        var tau = Math.Abs(signedTau);
        if (tau > InterceptIntegral.LargestTau)
        {
            return double.NegativeInfinity;
        }

        var p = design.Columns;
        var sign = signedTau < 0 ? -1 : 1;
        gradient.Clear();
        hessian.Clear();
        var value = 0.0;
        for (var i = 0; i < design.Rows; i++)
        {
            var row = design.Row(i);
            var mean = 0.0;
            for (var j = 0; j < p; j++)
            {
                mean += row[j] * at[j];
            }

            var d = one(i, mean, tau);
            value += d.Value;
            for (var j = 0; j < p; j++)
            {
                gradient[j] += row[j] * d.Mu;
                for (var l = 0; l <= j; l++)
                {
                    hessian[j * size + l] += row[j] * row[l] * d.MuMu;
                }
            }

            if (size > p)
            {
                gradient[p] += sign * d.Tau;
                hessian[p * size + p] += d.TauTau;
                for (var j = 0; j < p; j++)
                {
                    hessian[p * size + j] += sign * row[j] * d.MuTau;
                }
            }
        }

        for (var j = 0; j < size; j++)
        {
            for (var l = 0; l < j; l++)
            {
                hessian[l * size + j] = hessian[j * size + l];
            }
        }

        return value;
    }
}
