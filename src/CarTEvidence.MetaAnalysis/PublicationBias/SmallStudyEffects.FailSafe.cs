using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

public static partial class SmallStudyEffects
{
    /// <summary>Fail-safe N: how many hidden studies averaging no effect would overturn the conclusion.</summary>
    /// <param name="data">Effects and variances, or a pooled effect.</param>
    /// <param name="method">Which conclusion is to be overturned.</param>
    /// <param name="significance">Level of significance (one-sided for Rosenthal, two-sided for Rosenberg and the general method), between 0 and 1.</param>
    /// <param name="target">Orwin: the unweighted average effect to be reached, in absolute value; <c>null</c> takes half the observed one, which always gives N = k.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level does not lie strictly between 0 and 1, or the target is 0 or not finite.</exception>
    /// <remarks>
    /// It estimates no number of missing studies, and hidden studies with effects of the other sign would need to be far fewer; many statisticians advise against it
    /// (Becker 2005, in Rothstein, Sutton and Borenstein). References at <see cref="FailSafeMethod"/>.
    /// </remarks>
    public static FailSafeN FailSafeN(FunnelData data, FailSafeMethod method = FailSafeMethod.Rosenthal, double significance = 0.05, double? target = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (significance is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(significance), significance, "A level of significance lies strictly between 0 and 1.");
        }

        if (target is { } t && !(Math.Abs(t) > 0 && double.IsFinite(t)))
        {
            throw new ArgumentOutOfRangeException(nameof(target), target, "The target average must be finite and other than 0.");
        }

        return method switch
        {
            FailSafeMethod.Rosenthal => Rosenthal(data, significance),
            FailSafeMethod.Orwin => Orwin(data, target),
            FailSafeMethod.Rosenberg => Rosenberg(data, significance),
            FailSafeMethod.General => General(data, significance),
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "Not a fail-safe N."),
        };
    }

    private static FailSafeN Rosenthal(FunnelData data, double significance)
    {
        var sum = 0.0;
        for (var i = 0; i < data.Count; i++)
        {
            sum += data.Effect[i] / Math.Sqrt(data.Variance[i]);
        }

        var critical = NormalDistribution.UpperQuantile(significance);
        var pValue = NormalDistribution.Upper(Math.Abs(sum) / Math.Sqrt(data.Count));
        return new FailSafeN(FailSafeMethod.Rosenthal, Needed((sum / critical * (sum / critical)) - data.Count), pValue, null);
    }

    private static FailSafeN Orwin(FunnelData data, double? target)
    {
        var mean = 0.0;
        foreach (var y in data.Effect)
        {
            mean += y / data.Count;
        }

        if (mean == 0)
        {
            return new FailSafeN(FailSafeMethod.Orwin, null, null, target) { Notes = ["The average effect is 0: there is nothing to overturn."] };
        }

        // Hidden studies average 0: the target has the sign of the observed average.
        var reached = target is { } t ? Math.CopySign(t, mean) : mean / 2;
        return new FailSafeN(FailSafeMethod.Orwin, Needed(data.Count * ((mean / reached) - 1)), null, reached);
    }

    private static FailSafeN Rosenberg(FunnelData data, double significance)
    {
        var (mean, sumOfWeights) = CommonEffect(data.Effect, data.Variance);
        var statistic = mean * Math.Sqrt(sumOfWeights);
        var ratio = statistic / NormalDistribution.UpperQuantile(significance / 2);

        // The hidden studies have the average weight: adding N of them divides z by √((k + N)/k).
        return new FailSafeN(FailSafeMethod.Rosenberg, Needed(data.Count * ((ratio * ratio) - 1)), NormalDistribution.TwoSided(statistic), null);
    }

    // Whole studies; a hair above a whole number is rounding, not another study.
    private static double Needed(double studies) => Math.Max(0, Math.Ceiling(studies - (1e-9 * Math.Max(1, Math.Abs(studies)))));
}
