using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis;

/// <summary>The values of a coefficient that the test does not reject.</summary>
internal sealed partial class WildRegression
{
    // Steps are doubled, so that this many reach a million standard errors; beyond, there is no bound.
    private const int MostSteps = 20;

    // In standard errors; the Monte Carlo error of a limit is some ten times as much at 1,999 replicates.
    private const double Resolution = 5e-3;

    /// <summary>The interval, its ends on the rejected side of where the p-value passes 1 − level; <c>null</c> where an end has no bound.</summary>
    /// <remarks>The p-value falls in steps on both sides of the estimate, where it is 1; of several passages between a kept and a rejected value, bisection finds one.</remarks>
    public Interval? Interval(int coefficient, double level, WildTestOptions options, CancellationToken cancellation)
    {
        return StandardError(coefficient) is { } error && End(-error) is { } lower && End(error) is { } upper ? new Interval(lower, upper, level) : null;

        double? End(double unit)
        {
            var (kept, rejected) = (0.0, 2.0);
            for (var step = 0; !IsRejected(rejected); step++, rejected *= 2)
            {
                if (step == MostSteps)
                {
                    return null;
                }

                kept = rejected;
            }

            while (rejected - kept > Resolution)
            {
                var middle = 0.5 * (kept + rejected);
                (kept, rejected) = IsRejected(middle) ? (kept, middle) : (middle, rejected);
            }

            return _fit.Beta[coefficient] + rejected * unit;

            bool IsRejected(double distance) => Test(coefficient, _fit.Beta[coefficient] + distance * unit, options, cancellation)!.PValue <= 1 - level;
        }
    }
}
