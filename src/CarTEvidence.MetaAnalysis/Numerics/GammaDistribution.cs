namespace CarTEvidence.MetaAnalysis.Numerics;

/// <summary>The gamma distribution with scale 1 (regularised incomplete gamma function), each tail to full relative accuracy.</summary>
internal static class GammaDistribution
{
    private const int MostTerms = 2_000_000;

    /// <summary>P(X ≤ x) and P(X &gt; x) for X ~ Gamma(a, 1).</summary>
    public static (double Lower, double Upper) Tails(double x, double a)
    {
        if (double.IsNaN(x))
        {
            return (double.NaN, double.NaN);
        }

        if (x <= 0)
        {
            return (0, 1);
        }

        if (double.IsPositiveInfinity(x))
        {
            return (1, 0);
        }

        // xᵃ e⁻ˣ / Γ(a)
        var kernel = a * Math.Exp(SaddlePoint.LogPoisson(a, x));
        if (x < a + 1)
        {
            var lower = kernel * Series(x, a);
            return (lower, 1 - lower);
        }

        var upper = kernel * Fraction(x, a);
        return (1 - upper, upper);
    }

    /// <summary>The x with P(X ≤ x) = <paramref name="p"/>.</summary>
    public static double LowerQuantile(double p, double a) => p switch
    {
        <= 0 => 0,
        >= 1 => double.PositiveInfinity,
        _ => Solve(p, a, upper: false),
    };

    /// <summary>The x with P(X &gt; x) = <paramref name="p"/>.</summary>
    public static double UpperQuantile(double p, double a) => p switch
    {
        <= 0 => double.PositiveInfinity,
        >= 1 => 0,
        _ => Solve(p, a, upper: true),
    };

    /// <summary>Newton's method on the log tail in t = log x, which is concave: it converges from everywhere.</summary>
    private static double Solve(double p, double a, bool upper)
    {
        var t = Math.Log(a);
        var logP = Math.Log(p);
        for (var i = 0; i < 500; i++)
        {
            var x = Math.Exp(t);
            var logKernel = Math.Log(a) + SaddlePoint.LogPoisson(a, x);
            var below = x < a + 1;
            var ratio = below ? Series(x, a) : Fraction(x, a);
            double log, slope;
            if (below != upper)
            {
                log = logKernel + Math.Log(ratio);
                slope = 1 / ratio;
            }
            else
            {
                var kernel = Math.Exp(logKernel);
                var tail = 1 - kernel * ratio;
                log = Math.Log(tail);
                slope = kernel / tail;
            }

            var step = Math.Clamp((logP - log) / (upper ? -slope : slope), -40, 40);
            t += step;
            if (!(Math.Abs(step) > 4e-16 * Math.Max(1, Math.Abs(t))))
            {
                break;
            }
        }

        return Math.Exp(t);
    }

    /// <summary>P(X ≤ x) over xᵃ e⁻ˣ / Γ(a), by its series (DLMF 8.11.4).</summary>
    private static double Series(double x, double a)
    {
        var term = 1 / a;
        var sum = term;
        for (var n = 1; n < MostTerms && term > sum * 1e-17; n++)
        {
            term *= x / (a + n);
            sum += term;
        }

        return sum;
    }

    /// <summary>P(X &gt; x) over xᵃ e⁻ˣ / Γ(a), by its continued fraction (DLMF 8.9.2), modified Lentz.</summary>
    private static double Fraction(double x, double a)
    {
        var b = x + 1 - a;
        var c = 1e290;
        var d = 1 / b;
        var h = d;
        for (var n = 1; n < MostTerms; n++)
        {
            var numerator = -n * (n - a);
            b += 2;
            d = 1 / NotZero(numerator * d + b);
            c = NotZero(b + numerator / c);
            var factor = d * c;
            h *= factor;
            if (Math.Abs(factor - 1) < 2e-16)
            {
                break;
            }
        }

        return h;
    }

    private static double NotZero(double value) => Math.Abs(value) < 1e-290 ? 1e-290 : value;
}
