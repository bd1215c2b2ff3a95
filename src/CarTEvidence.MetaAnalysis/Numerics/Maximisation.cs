namespace CarTEvidence.MetaAnalysis.Numerics;

/// <summary>Value, gradient and Hessian of a function at a point.</summary>
/// <param name="point">Where, length p.</param>
/// <param name="gradient">Receives the gradient, length p.</param>
/// <param name="hessian">Receives the Hessian, p × p, row by row.</param>
/// <returns>The value; not a number, or negative infinity, outside the domain.</returns>
internal delegate double SmoothFunction(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian);

/// <summary>What a maximisation ended with.</summary>
/// <param name="Value">The function at the end point.</param>
/// <param name="Iterations">Steps taken.</param>
/// <param name="Converged">Whether the last full step promised no gain beyond rounding.</param>
internal readonly record struct MaximumFound(double Value, int Iterations, bool Converged);

/// <summary>Maxima of smooth functions.</summary>
internal static class Maximisation
{
    // A matrix that is not positive definite by then has entries that are no numbers.
    private const double LargestShift = 1e30;

    private const double InverseGolden = 0.3819660112501051;

    /// <summary>Newton's method, safeguarded: the Hessian is shifted until it is negative definite, and a step is halved until it does not lose.</summary>
    /// <param name="f">The function.</param>
    /// <param name="point">Starting point, inside the domain; on return the maximum, length p.</param>
    /// <param name="tolerance">Promised gain, relative to 1 + |f|, below which it has converged.</param>
    /// <param name="maxIterations">Most steps.</param>
    /// <param name="longestStep">Longest change of any coordinate in one step.</param>
    /// <param name="scaled">
    /// Whether the shift is a multiple of the Hessian's own diagonal rather than of the identity, by which a coordinate whose curvature is a billionth of another's would stand still.
    /// </param>
    /// <remarks>J. Nocedal, S. J. Wright, Numerical Optimization, 2006, section 3.4 (Cholesky with added multiple of the identity).</remarks>
    public static MaximumFound Newton(
        SmoothFunction f, Span<double> point, double tolerance = 1e-15, int maxIterations = 200, double longestStep = double.PositiveInfinity, bool scaled = false)
    {
        var p = point.Length;
        var work = new double[3 * p + 3 * p * p];
        var gradient = work.AsSpan(0, p);
        var step = work.AsSpan(p, p);
        var trial = work.AsSpan(2 * p, p);
        var hessian = work.AsSpan(3 * p, p * p);
        var factor = work.AsSpan(3 * p + p * p, p * p);
        var trialHessian = work.AsSpan(3 * p + 2 * p * p, p * p);
        var trialGradient = new double[p];
        var value = f(point, gradient, hessian);
        for (var iteration = 0; iteration < maxIterations; iteration++)
        {
            AscentStep(gradient, hessian, factor, step, scaled);
            var promised = 0.0;
            var longest = 0.0;
            for (var i = 0; i < p; i++)
            {
                promised += 0.5 * step[i] * gradient[i];
                longest = Math.Max(longest, Math.Abs(step[i]));
            }

            if (promised <= tolerance * (1 + Math.Abs(value)))
            {
                // The last step gains nothing measurable in the value but squares the error of the point.
                for (var i = 0; i < p; i++)
                {
                    point[i] += Math.Min(1, longestStep / Math.Max(longest, double.Epsilon)) * step[i];
                }

                return new MaximumFound(value, iteration, true);
            }

            var scale = Math.Min(1, longestStep / longest);
            while (true)
            {
                for (var i = 0; i < p; i++)
                {
                    trial[i] = point[i] + scale * step[i];
                }

                var next = f(trial, trialGradient, trialHessian);
                if (next >= value)
                {
                    trial.CopyTo(point);
                    trialGradient.CopyTo(gradient);
                    trialHessian.CopyTo(hessian);
                    value = next;
                    break;
                }

                scale *= 0.5;
                if (!(scale * longest >= 1e-14 * (1 + Largest(point))))
                {
                    // Nothing to gain but rounding: converged if little was promised.
                    return new MaximumFound(value, iteration, promised <= 1e-9 * (1 + Math.Abs(value)));
                }
            }
        }

        return new MaximumFound(value, maxIterations, false);
    }

    /// <summary>The maximum of a unimodal function on an interval, without derivatives, by Brent's method.</summary>
    /// <returns>Where the maximum lies and its value; accurate to about the square root of the rounding unit.</returns>
    /// <remarks>R. P. Brent, Algorithms for Minimization without Derivatives, 1973, chapter 5.</remarks>
    public static (double Point, double Value) Brent(Func<double, double> f, double low, double high, double tolerance = 1e-9, int maxIterations = 200)
    {
        var x = low + InverseGolden * (high - low);
        var (w, v) = (x, x);
        var fx = f(x);
        var (fw, fv) = (fx, fx);
        var (step, previous) = (0.0, 0.0);
        for (var iteration = 0; iteration < maxIterations; iteration++)
        {
            var middle = 0.5 * (low + high);
            var least = 1e-9 * Math.Abs(x) + tolerance / 3;
            if (Math.Abs(x - middle) <= 2 * least - 0.5 * (high - low))
            {
                break;
            }

            var parabolic = false;
            if (Math.Abs(previous) > least)
            {
                var r = (x - w) * (fv - fx);
                var q = (x - v) * (fw - fx);
                var numerator = (x - v) * q - (x - w) * r;
                q = 2 * (q - r);
                (numerator, q) = q > 0 ? (-numerator, q) : (numerator, -q);
                var before = previous;
                previous = step;
                if (Math.Abs(numerator) < Math.Abs(0.5 * q * before) && numerator > q * (low - x) && numerator < q * (high - x))
                {
                    step = numerator / q;
                    parabolic = true;
                    if (x + step - low < 2 * least || high - x - step < 2 * least)
                    {
                        step = Math.CopySign(least, middle - x);
                    }
                }
            }

            if (!parabolic)
            {
                previous = (x >= middle ? low : high) - x;
                step = InverseGolden * previous;
            }

            var u = x + (Math.Abs(step) >= least ? step : Math.CopySign(least, step));
            var fu = f(u);
            if (fu >= fx)
            {
                (low, high) = u >= x ? (x, high) : (low, x);
                (v, fv, w, fw, x, fx) = (w, fw, x, fx, u, fu);
            }
            else
            {
                (low, high) = u < x ? (u, high) : (low, u);
                if (fu >= fw || w == x)
                {
                    (v, fv, w, fw) = (w, fw, u, fu);
                }
                else if (fu >= fv || v == x || v == w)
                {
                    (v, fv) = (u, fu);
                }
            }
        }

        return (x, fx);
    }

    /// <summary>Solves (λD − H) s = g, D the identity or the sizes of H's diagonal, with the smallest λ tried that makes the matrix positive definite.</summary>
    private static void AscentStep(ReadOnlySpan<double> gradient, ReadOnlySpan<double> hessian, Span<double> factor, Span<double> step, bool scaled)
    {
        var p = gradient.Length;
        var shift = 0.0;
        var largest = Largest(hessian) + 1e-300;
        var least = 1e-12 * (largest + Largest(gradient));
        while (true)
        {
            for (var i = 0; i < p * p; i++)
            {
                factor[i] = -hessian[i];
            }

            for (var i = 0; i < p; i++)
            {
                factor[i * p + i] += shift * (scaled ? Math.Max(Math.Abs(hessian[i * p + i]), least) : largest);
            }

            if (SymmetricMatrix.TryFactor(factor, p))
            {
                break;
            }

            shift = shift == 0 ? 1e-3 : 4 * shift;
            if (!(shift < LargestShift))
            {
                step.Clear();
                return;
            }
        }

        gradient.CopyTo(step);
        SymmetricMatrix.Solve(factor, p, step);
    }

    private static double Largest(ReadOnlySpan<double> values)
    {
        var largest = 0.0;
        foreach (var value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }
}
