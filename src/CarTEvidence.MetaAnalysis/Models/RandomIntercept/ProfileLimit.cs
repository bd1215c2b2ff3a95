namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Finds where a profile log-likelihood has fallen by half a chi-squared quantile.</summary>
internal static class ProfileLimit
{
    // The last step squares the error.
    private const double Near = 1e-7;

    /// <summary>One limit of a profile-likelihood interval, by Newton's method on the signed root of the likelihood ratio.</summary>
    /// <param name="profile">Profile log-likelihood and its slope at a value of the quantity of interest.</param>
    /// <param name="estimate">The maximum-likelihood estimate.</param>
    /// <param name="maximum">The log-likelihood there.</param>
    /// <param name="quantile">Normal quantile of the level, for example 1.96.</param>
    /// <param name="step">First step from the estimate, signed towards the limit.</param>
    /// <param name="end">The search ends here; negative for a lower limit.</param>
    /// <returns>The limit; ±∞ if the profile does not fall far enough before <paramref name="end"/>.</returns>
    public static double Find(
        Func<double, (double Value, double Slope)> profile, double estimate, double maximum, double quantile, double step, double end)
    {
        var side = Math.Sign(step);
        var inside = estimate;
        var outside = side * double.PositiveInfinity;
        var at = estimate + step;
        at = side > 0 ? Math.Min(at, end) : Math.Max(at, end);
        for (var iteration = 0; iteration < 200; iteration++)
        {
            var (value, slope) = profile(at);
            var root = Math.Sqrt(Math.Max(0, 2 * (maximum - value)));
            var missing = quantile - root;
            if (missing > 0)
            {
                if (at == end)
                {
                    return side * double.PositiveInfinity;
                }

                inside = at;
            }
            else
            {
                outside = at;
            }

            var increase = -side * slope / root;
            var next = at + side * missing / increase;
            if (Math.Abs(missing) < Near && increase > 0)
            {
                return next;
            }

            // Without a slope to trust, go three times as far, or halve the bracket.
            var farthest = double.IsInfinity(outside) ? estimate + 3 * (at - estimate) : outside;
            farthest = side > 0 ? Math.Min(farthest, end) : Math.Max(farthest, end);
            if (!(increase > 0) || side * (next - inside) <= 0 || side * (farthest - next) < 0 || double.IsNaN(next))
            {
                next = double.IsInfinity(outside) ? farthest : 0.5 * (inside + outside);
            }

            if (Math.Abs(next - at) <= 1e-11 * (Math.Abs(at) + Math.Abs(at - estimate)))
            {
                return next;
            }

            at = next;
        }

        return at;
    }
}
