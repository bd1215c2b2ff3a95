using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>A log-likelihood along a curve of fixed interest: its value and its first two derivatives in tau, with the slope in the quantity of interest.</summary>
/// <param name="Value">Log-likelihood.</param>
/// <param name="First">First derivative along the curve.</param>
/// <param name="Second">Second derivative along the curve.</param>
/// <param name="Interest">Derivative of the log-likelihood in the quantity that the curve keeps fixed.</param>
/// <param name="Mu">Where on the curve.</param>
internal readonly record struct CurvePoint(double Value, double First, double Second, double Interest, double Mu);

/// <summary>Maximises a log-likelihood over tau ≥ 0 along a curve.</summary>
internal static class HeterogeneityCurve
{
    private static readonly double[] Scan = [0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.4, 2, 3, 5, 10];

    /// <summary>The best of a climb from each start, the boundary included.</summary>
    /// <param name="curve">The log-likelihood along the curve; even in tau.</param>
    /// <param name="warm">In: a guess at tau. Out: where the maximum lies.</param>
    public static CurvePoint Maximise(Func<double, CurvePoint> curve, ref double warm)
    {
        // Even in tau: 0 is always stationary, and a maximum if the second derivative is not positive.
        var boundary = curve(0);
        var best = boundary;
        var tau = 0.0;
        if (boundary.Second > 0 || warm > 0)
        {
            var reached = warm > 0 ? warm : 0.5;
            var inside = Climb(curve, ref reached);
            if (inside.Value > best.Value || boundary.Second > 0)
            {
                (best, tau) = (inside, reached);
            }
        }

        warm = tau;
        return best;
    }

    /// <summary>The highest value over tau ≥ 0: a scan, since there can be a maximum at 0 and another inside, then Brent's method around the best point.</summary>
    public static double Highest(Func<double, double> f)
    {
        var values = Scan.Select(f).ToArray();
        var best = Array.IndexOf(values, values.Max());
        var low = Scan[Math.Max(0, best - 1)];
        var high = best == Scan.Length - 1 ? 10 * Scan[best] : Scan[best + 1];
        return Math.Max(values[best], Maximisation.Brent(f, low, high).Value);
    }

    /// <summary>Newton's method in tau from one start, kept in (0, largest]; close to 0 it ends there.</summary>
    private static CurvePoint Climb(Func<double, CurvePoint> curve, ref double tau)
    {
        var point = curve(tau);
        for (var iteration = 0; iteration < 100; iteration++)
        {
            var step = point.Second < 0 ? -point.First / point.Second : Math.CopySign(0.5 * tau + 0.1, point.First);
            step = Math.Clamp(step, -0.9 * tau, 2 * tau + 0.5);
            step = Math.Min(step, InterceptIntegral.LargestTau - tau);
            if (Math.Abs(step * point.First) <= 1e-14 * (1 + Math.Abs(point.Value)))
            {
                break;
            }

            var next = curve(tau + step);
            while (!(next.Value >= point.Value) && Math.Abs(step) > 1e-12 * tau)
            {
                step *= 0.25;
                next = curve(tau + step);
            }

            if (!(next.Value >= point.Value))
            {
                break;
            }

            tau += step;
            point = next;
        }

        return point;
    }
}
