using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Standard errors from what reports give instead: confidence intervals and p-values.</summary>
/// <remarks>J. P. T. Higgins and others (eds), Cochrane Handbook for Systematic Reviews of Interventions, chapter 6.</remarks>
public static class StandardErrorFrom
{
    /// <summary>From a confidence interval.</summary>
    /// <param name="interval">On the natural scale of <paramref name="measure"/> (an odds ratio's interval for <see cref="Measure.OddsRatio"/>), with its level; limits finite on the scale of the analysis.</param>
    /// <param name="measure">The measure reported; its scale of analysis is where the interval is symmetric.</param>
    /// <param name="degreesOfFreedom">Of the t distribution behind the interval; <c>null</c> for the normal.</param>
    /// <returns>Standard error on the scale of the analysis.</returns>
    /// <exception cref="ArgumentException">The limits do not ascend, or are not finite on the scale of the analysis.</exception>
    public static double Interval(Interval interval, Measure measure, double? degreesOfFreedom = null)
    {
        ArgumentNullException.ThrowIfNull(measure);
        var width = measure.ToAnalysis(interval.Upper) - measure.ToAnalysis(interval.Lower);
        if (!(width >= 0) || double.IsInfinity(width) || interval.Level is not (> 0 and < 1))
        {
            throw new ArgumentException($"The interval {interval} has no finite width on the {measure.Name} scale.", nameof(interval));
        }

        return width / (2 * Quantile(0.5 * (1 - interval.Level), degreesOfFreedom));
    }

    /// <summary>From a two-sided p-value of the test that the effect is 0.</summary>
    /// <param name="effect">The estimate on the scale of the analysis (log odds ratio, difference, …), not 0.</param>
    /// <param name="pValue">Strictly between 0 and 1; as exact as the report has it, since rounding weighs heavily near 1.</param>
    /// <param name="degreesOfFreedom">Of the t distribution behind the test; <c>null</c> for the normal.</param>
    /// <returns>Standard error on the scale of the analysis.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The effect is 0 or not finite, or the p-value not strictly between 0 and 1.</exception>
    public static double PValue(double effect, double pValue, double? degreesOfFreedom = null)
    {
        if (effect == 0 || !double.IsFinite(effect))
        {
            throw new ArgumentOutOfRangeException(nameof(effect), effect, "A p-value tells a standard error only beside a finite effect other than 0.");
        }

        if (pValue is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(pValue), pValue, "A p-value lies strictly between 0 and 1.");
        }

        return Math.Abs(effect) / Quantile(0.5 * pValue, degreesOfFreedom);
    }

    private static double Quantile(double tail, double? degreesOfFreedom) => degreesOfFreedom switch
    {
        null => NormalDistribution.UpperQuantile(tail),
        > 0 => StudentDistribution.UpperQuantile(tail, degreesOfFreedom.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Degrees of freedom are above 0."),
    };
}
