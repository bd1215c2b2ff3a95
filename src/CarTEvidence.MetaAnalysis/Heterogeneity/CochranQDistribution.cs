using System.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>The exact distribution of Cochran's Q (fixed weights 1/v) when the true between-study variance is tau².</summary>
/// <remarks>
/// Q is a quadratic form of normal effects with Laplace transform F(s) = |I + 2s Σ^½ P Σ^½|^(−½), Σ = V + tau² I. The determinant is that of a diagonal matrix plus one of
/// rank p, so that it costs O(k p²) and no eigenvalues are needed. P(Q ≤ q) is the integral of exp(sq) F(s) / s along a path from lower left to upper left that passes to the right
/// of 0; all singularities lie on the real axis left of it. The path goes through the saddle point of the integrand, where it is highest and nothing cancels however many
/// studies there are, and is as wide as the integrand there: s(u) = s₀ + b (i sinh u − c (cosh u − 1)), on which the trapezoidal rule converges exponentially. With c = 2b / (3 s₀) it
/// bends as the path of steepest descent of exp(sq) s^(−n) does, and the integrand hardly turns on it.
/// S. O. Rice, SIAM J. Sci. Stat. Comput. 1980;1:438–448, inverts quadratic forms through their saddle point in this way.
/// </remarks>
internal static class CochranQDistribution
{
    private const double Step = 0.1;

    // Of the sum so far: what is smaller no longer counts, and the integrand only falls.
    private const double Negligible = 1e-17;

    // At u = 30 the path is 10¹² widths away.
    private const int MostNodes = 300;

    // The path need not pass exactly through the saddle point.
    private const double NearSaddle = 1e-3;

    /// <summary>P(Q ≤ <paramref name="q"/>) for effects with the variances and design given.</summary>
    public static double Lower(WeightedRegression regression, double tau2, double q)
    {
        if (q <= 0)
        {
            return 0;
        }

        var (saddle, width) = Path(regression, tau2, q);
        var bend = 2 * width * width / (3 * saddle);
        var sum = 0.5 * width * Complex.Exp(saddle * q + LogTransform(regression, tau2, saddle)).Real / saddle;
        for (var j = 1; j <= MostNodes; j++)
        {
            var (cosh, sinh) = (Math.Cosh(j * Step), Math.Sinh(j * Step));
            var s = new Complex(saddle - bend * (cosh - 1), width * sinh);
            var term = Complex.Exp(s * q + LogTransform(regression, tau2, s)) / s * new Complex(-bend * sinh, width * cosh);
            sum += term.Imaginary;
            if (Complex.Abs(term) <= Negligible * Math.Abs(sum))
            {
                break;
            }
        }

        return Math.Clamp(Step / Math.PI * sum, 0, 1);
    }

    /// <summary>The saddle point of exp(sq) F(s) / s to the right of 0, and the width of the integrand there, with the determinant taken as k − p of its k diagonal factors.</summary>
    private static (double Saddle, double Width) Path(WeightedRegression regression, double tau2, double q)
    {
        var share = (double)regression.DegreesOfFreedom / regression.Count;

        // s times the slope of the exponent, sq − share Σ sa / (1 + 2sa) − 1, is convex in s and not negative here: Newton's method comes down to its root.
        var s = (1 + 0.5 * regression.DegreesOfFreedom) / q;
        while (true)
        {
            var (value, slope, curvature) = (s * q - 1, q, 1 / (s * s));
            foreach (var v in regression.Variances)
            {
                var a = 1 + tau2 / v;
                var factor = 1 + 2 * s * a;
                value -= share * s * a / factor;
                slope -= share * a / (factor * factor);
                curvature += 2 * share * (a / factor) * (a / factor);
            }

            var next = s - value / slope;
            if (!(next < (1 - NearSaddle) * s && next > 0))
            {
                return (s, 1 / Math.Sqrt(curvature));
            }

            s = next;
        }
    }

    /// <summary>Log of the Laplace transform. All factors keep their imaginary parts of one sign along the path, so that principal logarithms are continuous.</summary>
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
