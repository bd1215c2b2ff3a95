using System.Globalization;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>The confidence interval of one study's proportion.</summary>
/// <remarks>Limits always lie in 0…1. With no event the lower limit is exactly 0, with all events the upper limit is exactly 1 (Agresti–Coull aside, whose limits are merely cut there).</remarks>
public static class ProportionInterval
{
    /// <summary>Interval of a binomial proportion.</summary>
    /// <param name="events">Patients with the event, 0 to <paramref name="total"/>.</param>
    /// <param name="total">Evaluable patients, at least 1.</param>
    /// <param name="method">How the interval is made. Default: the exact one of Clopper and Pearson.</param>
    /// <param name="level">Nominal coverage, strictly between 0 and 1. Default: 0.95.</param>
    /// <returns>The interval on the scale of the proportion, 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is impossible, or the level does not lie strictly between 0 and 1.</exception>
    /// <remarks>Each method's reference stands at its name in <see cref="StudyIntervalMethod"/>.</remarks>
    public static Interval Compute(long events, long total, StudyIntervalMethod method = StudyIntervalMethod.ClopperPearson, double level = 0.95)
    {
        if (total < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(total), total, "At least one patient is needed.");
        }

        if (events < 0 || events > total)
        {
            throw new ArgumentOutOfRangeException(
                nameof(events), events, string.Create(CultureInfo.InvariantCulture, $"Events lie between 0 and the total, {total}."));
        }

        double x = events;
        double n = total;
        var alpha = 0.5 * (1 - NominalLevel.Check(level, nameof(level)));
        var (lower, upper) = method switch
        {
            StudyIntervalMethod.ClopperPearson => ClopperPearson(x, n, alpha),
            StudyIntervalMethod.Wilson => Wilson(x, n, alpha),
            StudyIntervalMethod.AgrestiCoull => AgrestiCoull(x, n, alpha),
            StudyIntervalMethod.Jeffreys => Jeffreys(x, n, alpha),
            StudyIntervalMethod.MidP => (MidPLower(x, n, alpha).P, MidPLower(n - x, n, alpha).Q),
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "Unknown interval method."),
        };

        return new Interval(lower, upper, level);
    }

    private static (double Lower, double Upper) ClopperPearson(double x, double n, double alpha) =>
        (x == 0 ? 0 : BetaDistribution.LowerQuantile(alpha, x, n - x + 1).X,
         x == n ? 1 : BetaDistribution.UpperQuantile(alpha, x + 1, n - x).X);

    private static (double Lower, double Upper) Jeffreys(double x, double n, double alpha) =>
        (x == 0 ? 0 : BetaDistribution.LowerQuantile(alpha, x + 0.5, n - x + 0.5).X,
         x == n ? 1 : BetaDistribution.UpperQuantile(alpha, x + 0.5, n - x + 0.5).X);

    private static (double Lower, double Upper) Wilson(double x, double n, double alpha)
    {
        var z = NormalDistribution.UpperQuantile(alpha);
        var z2 = z * z;

        // The limits are the roots of (n + z²) p² − (2x + z²) p + x²/n. Each is taken from the sum that does not cancel.
        var b = 2 * x + z2;
        var root = z * Math.Sqrt(z2 + 4 * x * ((n - x) / n));
        var upper = x == n ? 1 : (b + root) / (2 * (n + z2));
        var lower = x == 0 ? 0 : 2 * x * (x / n) / (b + root);
        return (lower, upper);
    }

    private static (double Lower, double Upper) AgrestiCoull(double x, double n, double alpha)
    {
        var z = NormalDistribution.UpperQuantile(alpha);
        var size = n + z * z;
        var p = (x + 0.5 * z * z) / size;
        var half = z * Math.Sqrt(p * (1 - p) / size);
        return (Math.Max(0, p - half), Math.Min(1, p + half));
    }

    /// <summary>The p at which P(X &gt; x) + ½ P(X = x) = α, and q = 1 − p; the upper limit is the mirrored case.</summary>
    private static (double P, double Q) MidPLower(double x, double n, double alpha)
    {
        if (x == 0)
        {
            return (0, 1);
        }

        if (x == n)
        {
            // ½ pⁿ = α; 1 − eʰ = −2 e^(h/2) sinh(h/2)
            var half = 0.5 * Math.Log(2 * alpha) / n;
            return (Math.Exp(2 * half), -2 * Math.Exp(half) * Math.Sinh(half));
        }

        // Newton's method in t = logit p on the log of the increasing mid-p tail, kept inside a bracket by bisection.
        var low = Logit(BetaDistribution.LowerQuantile(alpha, x, n - x + 1));
        var high = Logit(BetaDistribution.LowerQuantile(alpha, x + 1, n - x));

        var t = 0.5 * (low + high);
        for (var i = 0; i < 200; i++)
        {
            var e = Math.Exp(-Math.Abs(t));
            var (p, q) = t < 0 ? (e / (1 + e), 1 / (1 + e)) : (1 / (1 + e), e / (1 + e));
            var mass = Math.Exp(SaddlePoint.LogBinomial(x, n, p, q));
            var tail = BetaDistribution.Tails(p, q, x + 1, n - x).Lower + 0.5 * mass;

            // d/dt of P(X ≥ x + 1) is (n − x) p times the mass at x; of the mass itself, mass (x − np).
            var slope = mass * ((n - x) * p + 0.5 * (x - n * p));
            if (tail > alpha)
            {
                high = t;
            }
            else
            {
                low = t;
            }

            var next = t + Math.Log(alpha / tail) * (tail / slope);
            if (!(next > low && next < high))
            {
                next = 0.5 * (low + high);
            }

            var step = Math.Abs(next - t);
            t = next;
            if (step <= 2e-16 * Math.Max(1, Math.Abs(t)))
            {
                break;
            }
        }

        return (1 / (1 + Math.Exp(-t)), 1 / (1 + Math.Exp(t)));
    }

    private static double Logit((double X, double Y) p) => Math.Log(p.X) - Math.Log(p.Y);
}
