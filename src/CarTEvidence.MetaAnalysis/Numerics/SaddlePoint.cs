using System.Runtime.Intrinsics;

namespace CarTEvidence.MetaAnalysis.Numerics;

/// <summary>Binomial and Poisson probabilities without the cancellation of large log-gammas: Loader's saddle-point expansion.</summary>
/// <remarks>C. Loader, "Fast and accurate computation of binomial probabilities", 2000. Counts may be real numbers.</remarks>
internal static class SaddlePoint
{
    private const double TwoPi = 2 * Math.PI;

    /// <summary>Error of Stirling's formula: log n! − log(√(2πn) (n/e)ⁿ), for n &gt; 0.</summary>
    public static double StirlingError(double n)
    {
        // The series is exact to double precision from 15 on; below, δ(n) = δ(n + 1) + (n + ½) log(1 + 1/n) − 1.
        var error = 0.0;
        for (; n < 15; n++)
        {
            error += (n + 0.5) * LogOnePlus(1 / n) - 1;
        }

        var r = 1 / n;
        var r2 = r * r;
        return error + r * (1.0 / 12 - r2 * (1.0 / 360 - r2 * (1.0 / 1260 - r2 * (1.0 / 1680 - r2 * (1.0 / 1188 - r2 * (691.0 / 360360))))));
    }

    /// <summary>Deviance part x log(x / m) + m − x, for x ≥ 0 and m &gt; 0, accurate where x is near m.</summary>
    public static double Deviance(double x, double m) => Deviance(x, m, x - m);

    /// <summary>As <see cref="Deviance(double, double)"/>, with <paramref name="difference"/> = x − m from where it is known best.</summary>
    private static double Deviance(double x, double m, double difference)
    {
        if (x == 0)
        {
            return m;
        }

        if (Math.Abs(difference) >= 0.1 * (x + m))
        {
            return x * Math.Log(x / m) - difference;
        }

        var v = difference / (x + m);
        var v2 = v * v;
        var sum = difference * v;
        var term = 2 * x * v;
        for (var j = 3; ; j += 2)
        {
            term *= v2;
            var next = sum + term / j;
            if (next == sum)
            {
                return sum;
            }

            sum = next;
        }
    }

    /// <summary>log of Γ(n+1) / (Γ(x+1) Γ(n−x+1)) pˣ qⁿ⁻ˣ, for real 0 ≤ x ≤ n and p + q = 1.</summary>
    public static double LogBinomial(double x, double n, double p, double q)
    {
        var y = n - x;
        if (p <= 0)
        {
            return x == 0 ? 0 : double.NegativeInfinity;
        }

        if (q <= 0)
        {
            return y == 0 ? 0 : double.NegativeInfinity;
        }

        if (x == 0)
        {
            return n * (p < 0.5 ? LogOnePlus(-p) : Math.Log(q));
        }

        if (y == 0)
        {
            return n * (q < 0.5 ? LogOnePlus(-q) : Math.Log(p));
        }

        // x − np = nq − y: the side with the smaller probability rounds less.
        var difference = p < q ? x - n * p : n * q - y;
        return StirlingError(n) - StirlingError(x) - StirlingError(y) - Deviance(x, n * p, difference) - Deviance(y, n * q, -difference)
            + 0.5 * Math.Log(n / (TwoPi * x * y));
    }

    /// <summary>log of e⁻ᵐ mˣ / Γ(x+1), for real x ≥ 0 and m ≥ 0.</summary>
    public static double LogPoisson(double x, double m)
    {
        if (m == 0)
        {
            return x == 0 ? 0 : double.NegativeInfinity;
        }

        return x == 0 ? -m : -StirlingError(x) - Deviance(x, m) - 0.5 * Math.Log(TwoPi * x);
    }

    /// <summary>log(1 + x), accurate for small x.</summary>
    public static double LogOnePlus(double x)
    {
        // W. Kahan's correction: the rounding error of 1 + x cancels in the quotient.
        var u = 1 + x;
        return u == 1 ? x : Math.Log(u) * (x / (u - 1));
    }

    /// <summary>log(1 + x) at eight places, accurate for small x.</summary>
    public static Vector512<double> LogOnePlus(Vector512<double> x)
    {
        var u = Vector512<double>.One + x;
        return Vector512.ConditionalSelect(Vector512.Equals(u, Vector512<double>.One), x, Vector512.Log(u) * (x / (u - Vector512<double>.One)));
    }

    /// <summary>e^x − 1 at eight places, accurate for small x.</summary>
    public static Vector512<double> ExponentialMinusOne(Vector512<double> x)
    {
        var u = Vector512.Exp(x);
        var difference = u - Vector512<double>.One;
        var plain = Vector512.Equals(difference, -Vector512<double>.One) | Vector512.IsPositiveInfinity(u);
        var corrected = Vector512.ConditionalSelect(Vector512.Equals(difference, Vector512<double>.Zero), x, difference * (x / Vector512.Log(u)));
        return Vector512.ConditionalSelect(plain, difference, corrected);
    }

    /// <summary>e^x − 1, accurate for small x.</summary>
    public static double ExponentialMinusOne(double x)
    {
        var u = Math.Exp(x);
        var difference = u - 1;
        return u == 1 ? x : difference == -1 || double.IsInfinity(u) ? difference : difference * (x / Math.Log(u));
    }
}
