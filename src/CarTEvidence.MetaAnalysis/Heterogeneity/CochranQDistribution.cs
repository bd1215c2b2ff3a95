using System.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>The exact distribution of Cochran's Q (fixed weights 1/v) when the true between-study variance is tau².</summary>
/// <remarks>
/// Q is a quadratic form of normal effects with Laplace transform |I + 2s Σ^½ P Σ^½|^(−½), Σ = V + tau² I. The determinant is that of a diagonal matrix plus one of
/// rank p, so that it costs O(k p²) and no eigenvalues are needed; its singularities lie on the negative real axis, where the fixed Talbot contour
/// (J. Abate, P. P. Valkó, Int. J. Numer. Meth. Engng 2004;60:979–993, doi:10.1002/nme.995) inverts it to about ten digits.
/// </remarks>
internal static class CochranQDistribution
{
    private const int Nodes = 24;

    /// <summary>P(Q ≤ <paramref name="q"/>) for effects with the variances and design given.</summary>
    public static double Lower(WeightedRegression regression, double tau2, double q)
    {
        if (q <= 0)
        {
            return 0;
        }

        var r = 2.0 * Nodes / (5 * q);
        var sum = 0.5 * Math.Exp(r * q) * Complex.Exp(LogTransform(regression, tau2, r)).Real / r;
        for (var j = 1; j < Nodes; j++)
        {
            var theta = j * Math.PI / Nodes;
            var cotangent = 1 / Math.Tan(theta);
            var s = r * theta * new Complex(cotangent, 1);
            var sigma = theta + (theta * cotangent - 1) * cotangent;
            sum += (Complex.Exp(s * q + LogTransform(regression, tau2, s)) / s * new Complex(1, sigma)).Real;
        }

        return Math.Clamp(r / Nodes * sum, 0, 1);
    }

    /// <summary>Log of the Laplace transform. All factors keep their imaginary parts of one sign along the contour, so that principal logarithms are continuous.</summary>
    private static Complex LogTransform(WeightedRegression regression, double tau2, Complex s)
    {
        var p = regression.Columns;
        var shifted = new Complex[p * p];
        var plain = new Complex[p * p];
        var log = Complex.Zero;
        for (var i = 0; i < regression.Count; i++)
        {
            var w = 1 / regression.Variances[i];
            var factor = 1 + 2 * s * (w * (regression.Variances[i] + tau2));
            log += Complex.Log(factor);
            var row = regression.Design.Row(i);
            for (var j = 0; j < p; j++)
            {
                for (var l = 0; l <= j; l++)
                {
                    var square = w * row[j] * row[l];
                    shifted[j * p + l] += square / factor;
                    plain[j * p + l] += square;
                }
            }
        }

        return -0.5 * (log + LogDeterminant(shifted, p) - LogDeterminant(plain, p));
    }

    /// <summary>Log-determinant of a symmetric complex matrix by its pivots, from the lower triangle.</summary>
    private static Complex LogDeterminant(Complex[] a, int p)
    {
        var log = Complex.Zero;
        for (var j = 0; j < p; j++)
        {
            var pivot = a[j * p + j];
            log += Complex.Log(pivot);
            for (var i = j + 1; i < p; i++)
            {
                var ratio = a[i * p + j] / pivot;
                for (var l = j + 1; l <= i; l++)
                {
                    a[i * p + l] -= ratio * a[l * p + j];
                }
            }
        }

        return log;
    }
}
