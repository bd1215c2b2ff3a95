using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>The exact confidence interval of one study's rate.</summary>
public static class RateInterval
{
    /// <summary>Inverts two one-sided Poisson tests. F. Garwood, Biometrika 28 (1936) 437–442.</summary>
    /// <param name="events">Events, 0 or more.</param>
    /// <param name="time">Person-time, above 0 and finite.</param>
    /// <param name="level">Nominal coverage, strictly between 0 and 1. Default: 0.95.</param>
    /// <returns>Events per unit of person-time; the lower limit is exactly 0 with no event.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Interval Compute(long events, double time, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        if (!(time > 0) || double.IsInfinity(time))
        {
            throw new ArgumentOutOfRangeException(nameof(time), time, "Person-time is above 0 and finite.");
        }

        var alpha = 0.5 * (1 - NominalLevel.Check(level, nameof(level)));
        return new Interval(
            events == 0 ? 0 : GammaDistribution.LowerQuantile(alpha, events) / time,
            GammaDistribution.UpperQuantile(alpha, events + 1.0) / time,
            level);
    }
}
