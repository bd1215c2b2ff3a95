using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Limits where a profile log-likelihood falls by half a chi-squared(1) quantile below its maximum.</summary>
internal static class ProfileLikelihood
{
    // Beyond this many times the starting scale a variance is unbounded for any use.
    private const double Unbounded = 1e10;

    // A profile is skewed: its limits lie within this many times the symmetric ones, or the search goes on.
    private const double Generous = 1.5;

    // Of the limits, relative to the variance.
    private const double Precision = 1e-11;

    /// <summary>Interval of a variance, within [0, ∞].</summary>
    /// <param name="estimate">The maximum-likelihood estimate.</param>
    /// <param name="maximum">The log-likelihood there.</param>
    /// <param name="level">Nominal coverage.</param>
    /// <param name="scale">A typical variance, above 0, from which the search for the upper limit sets out.</param>
    /// <param name="logLikelihood">The profile log-likelihood.</param>
    /// <param name="standardError">About how far the limits are to be expected, over the normal quantile; <c>null</c> if unknown.</param>
    public static Interval OfVariance(double estimate, double maximum, double level, double scale, Func<double, double> logLikelihood, double? standardError = null)
    {
        var quantile = ChiSquaredDistribution.UpperQuantile(1 - level, 1);
        var target = maximum - (0.5 * quantile);
        double Excess(double s) => logLikelihood(s) - target;
        var reach = Generous * Math.Sqrt(quantile) * (standardError ?? double.PositiveInfinity);
        var lower = 0.0;
        if (estimate > 0)
        {
            var below = Math.Max(0, estimate - reach);
            if (below > 0 && Excess(below) >= 0)
            {
                below = 0;
            }

            if (below > 0 || Excess(0) < 0)
            {
                lower = RootFinding.Brent(Excess, below, estimate, Precision * (estimate + scale));
            }
        }

        var inside = estimate;
        var outside = Math.Min(estimate + reach, Math.Max(2 * estimate, scale));
        while (Excess(outside) > 0)
        {
            inside = outside;
            outside *= 4;
            if (outside > Unbounded * Math.Max(estimate, scale))
            {
                return new Interval(lower, double.PositiveInfinity, level);
            }
        }

        return new Interval(lower, RootFinding.Brent(Excess, inside, outside, Precision * (estimate + scale)), level);
    }

    /// <summary>Interval of a correlation, within [−1, 1].</summary>
    /// <param name="estimate">The maximum-likelihood estimate.</param>
    /// <param name="maximum">The log-likelihood there.</param>
    /// <param name="level">Nominal coverage.</param>
    /// <param name="logLikelihood">The profile log-likelihood.</param>
    public static Interval OfCorrelation(double estimate, double maximum, double level, Func<double, double> logLikelihood)
    {
        var target = maximum - (0.5 * ChiSquaredDistribution.UpperQuantile(1 - level, 1));
        double Excess(double r) => logLikelihood(r) - target;
        double Limit(double end) => estimate == end || Excess(end) >= 0 ? end : RootFinding.Brent(Excess, end, estimate);
        return new Interval(Limit(-1), Limit(1), level);
    }
}
