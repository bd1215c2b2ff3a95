namespace CarTEvidence.MetaAnalysis.Numerics;

/// <summary>Roots of functions of one variable, always inside a bracket.</summary>
internal static class RootFinding
{
    private const double RoundingUnit = 2.220446049250313e-16;

    /// <summary>A root of <paramref name="f"/> between two points where it differs in sign, by Brent's method.</summary>
    /// <param name="f">A continuous function.</param>
    /// <param name="a">One end of the bracket.</param>
    /// <param name="b">The other end; f(a) and f(b) do not have the same sign.</param>
    /// <param name="tolerance">Absolute accuracy of the root, beside the rounding of the root itself.</param>
    /// <param name="maxIterations">Most evaluations of <paramref name="f"/>.</param>
    /// <exception cref="ArgumentException">The function has the same sign at both ends, or is not a number there.</exception>
    /// <remarks>R. P. Brent, Algorithms for Minimization without Derivatives, 1973, chapter 4.</remarks>
    public static double Brent(Func<double, double> f, double a, double b, double tolerance = 0, int maxIterations = 200)
    {
        var fa = f(a);
        var fb = f(b);
        if (fa == 0)
        {
            return a;
        }

        if (fb == 0)
        {
            return b;
        }

        if (!(fa > 0 != fb > 0) || double.IsNaN(fa) || double.IsNaN(fb))
        {
            throw new ArgumentException(FormattableString.Invariant($"No change of sign: f({a}) = {fa}, f({b}) = {fb}."), nameof(b));
        }

        // b is the best point so far, c the other end of the bracket, a the previous best.
        var (c, fc, step, previous) = (a, fa, b - a, b - a);
        for (var iteration = 0; iteration < maxIterations; iteration++)
        {
            if (Math.Abs(fc) < Math.Abs(fb))
            {
                (a, b, c) = (b, c, b);
                (fa, fb, fc) = (fb, fc, fb);
            }

            var least = 2 * RoundingUnit * Math.Abs(b) + 0.5 * tolerance;
            var half = 0.5 * (c - b);
            if (Math.Abs(half) <= least || fb == 0)
            {
                break;
            }

            if (Math.Abs(previous) < least || Math.Abs(fa) <= Math.Abs(fb))
            {
                (step, previous) = (half, half);
            }
            else
            {
                var (p, q) = Interpolate(a, b, c, fa, fb, fc);
                (step, previous) = 2 * p < Math.Min(3 * half * q - Math.Abs(least * q), Math.Abs(previous * q)) ? (p / q, step) : (half, half);
            }

            (a, fa) = (b, fb);
            b += Math.Abs(step) > least ? step : Math.CopySign(least, half);
            fb = f(b);
            if (fb > 0 == fc > 0)
            {
                (c, fc, step, previous) = (a, fa, b - a, b - a);
            }
        }

        return b;
    }

    /// <summary>Steps from <paramref name="start"/> by doubling strides until <paramref name="f"/> changes sign.</summary>
    /// <returns>The last two points, which bracket a root; <c>null</c> if none was met up to <paramref name="limit"/>.</returns>
    public static (double From, double To)? Bracket(Func<double, double> f, double start, double stride, double limit)
    {
        var sign = f(start) > 0;
        var from = start;
        while (from != limit)
        {
            var to = from + stride;
            if (stride > 0 ? to > limit : to < limit)
            {
                to = limit;
            }

            if (f(to) > 0 != sign)
            {
                return (from, to);
            }

            (from, stride) = (to, 2 * stride);
        }

        return null;
    }

    /// <summary>The step p / q (q &gt; 0 after the sign is moved) of inverse quadratic interpolation, or of the secant where only two points differ.</summary>
    private static (double P, double Q) Interpolate(double a, double b, double c, double fa, double fb, double fc)
    {
        var s = fb / fa;
        double p, q;
        if (a == c)
        {
            p = (c - b) * s;
            q = 1 - s;
        }
        else
        {
            var t = fa / fc;
            var r = fb / fc;
            p = s * ((c - b) * t * (t - r) - (b - a) * (r - 1));
            q = (t - 1) * (r - 1) * (s - 1);
        }

        // Brent keeps p positive: the sign goes to q, and the caller compares with signed quantities.
        return p > 0 ? (p, -q) : (-p, q);
    }
}
