namespace CarTEvidence.MetaAnalysis.Numerics;

/// <summary>The beta distribution (regularised incomplete beta function), each tail to full relative accuracy.</summary>
/// <remarks>The argument is given as x and y = 1 − x, so that nothing is lost where one of them is tiny.</remarks>
internal static class BetaDistribution
{
    private const double Tiny = 1e-290;
    private const int MostTerms = 2_000_000;

    /// <summary>P(X ≤ x) and P(X &gt; x) for X ~ Beta(a, b).</summary>
    /// <param name="x">Between 0 and 1.</param>
    /// <param name="y">1 − x.</param>
    /// <param name="a">First shape, above 0.</param>
    /// <param name="b">Second shape, above 0.</param>
    public static (double Lower, double Upper) Tails(double x, double y, double a, double b)
    {
        if (x <= 0)
        {
            return (0, 1);
        }

        if (y <= 0)
        {
            return (1, 0);
        }

        if (x < (a + 1) / (a + b + 2))
        {
            var lower = Math.Min(1, Math.Exp(LogKernel(x, y, a, b)) * Fraction(x, y, a, b));
            return (lower, 1 - lower);
        }

        var upper = Math.Min(1, Math.Exp(LogKernel(x, y, a, b)) * Fraction(y, x, b, a));
        return (1 - upper, upper);
    }

    /// <summary>The x with P(X ≤ x) = <paramref name="p"/>, and 1 − x.</summary>
    public static (double X, double Y) LowerQuantile(double p, double a, double b)
    {
        if (p <= 0)
        {
            return (0, 1);
        }

        if (p >= 1)
        {
            return (1, 0);
        }

        // log P(X ≤ x) is increasing and concave in t = logit x: Newton's method converges from everywhere, at last from the left.
        var t = Math.Log(a / b);
        var logP = Math.Log(p);
        for (var i = 0; i < 500; i++)
        {
            var (x, y) = Logistic(t);
            var (log, slope) = LogLower(x, y, a, b);
            var step = Math.Clamp((logP - log) / slope, -40, 40);
            t += step;
            if (!(Math.Abs(step) > 4e-16 * Math.Max(1, Math.Abs(t))))
            {
                break;
            }
        }

        return Logistic(t);
    }

    /// <summary>The x with P(X &gt; x) = <paramref name="p"/>, and 1 − x.</summary>
    public static (double X, double Y) UpperQuantile(double p, double a, double b)
    {
        var (y, x) = LowerQuantile(p, b, a);
        return (x, y);
    }

    /// <summary>log of xᵃ yᵇ / B(a, b).</summary>
    private static double LogKernel(double x, double y, double a, double b) =>
        SaddlePoint.LogBinomial(a, a + b, x, y) + Math.Log(a * b / (a + b));

    /// <summary>log P(X ≤ x), and its derivative in logit x.</summary>
    private static (double Log, double Slope) LogLower(double x, double y, double a, double b)
    {
        var kernel = LogKernel(x, y, a, b);
        if (x < (a + 1) / (a + b + 2))
        {
            var series = Fraction(x, y, a, b);
            return (kernel + Math.Log(series), 1 / series);
        }

        var density = Math.Exp(kernel);
        var lower = 1 - density * Fraction(y, x, b, a);
        return (Math.Log(lower), density / lower);
    }

    private static (double X, double Y) Logistic(double t)
    {
        var e = Math.Exp(-Math.Abs(t));
        var small = e / (1 + e);
        var large = 1 / (1 + e);
        return t < 0 ? (small, large) : (large, small);
    }

    /// <summary>The incomplete beta function over xᵃ yᵇ / B(a, b), by the even part of its continued fraction, modified Lentz.</summary>
    /// <remarks>A. R. DiDonato and A. H. Morris, ACM TOMS 18 (1992), equations 9. λ = a − (a + b) x is formed from the smaller of x and y.</remarks>
    private static double Fraction(double x, double y, double a, double b)
    {
        var lambda = x < y ? a - (a + b) * x : (a + b) * y - b;
        var f = NotZero(a * (lambda + 1) / (a + 1));
        var c = f;
        var d = 0.0;
        for (var n = 1; n < MostTerms; n++)
        {
            var odd = a + 2 * n - 1;
            var numerator = (a + n - 1) / odd * ((a + b + n - 1) / odd) * n * (b - n) * x * x;
            var denominator = n + n * (b - n) * x / odd + (a + n) * (lambda + 1 + n * (1 + y)) / (a + 2 * n + 1);
            d = 1 / NotZero(denominator + numerator * d);
            c = NotZero(denominator + numerator / c);
            var factor = d * c;
            f *= factor;
            if (Math.Abs(factor - 1) < 2e-16)
            {
                break;
            }
        }

        return 1 / f;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
