namespace CarTEvidence.MetaAnalysis.Numerics;

/// <summary>Student's t distribution; infinite degrees of freedom give the normal.</summary>
internal static class StudentDistribution
{
    /// <summary>P(T &gt; t).</summary>
    public static double Upper(double t, double degreesOfFreedom)
    {
        var half = 0.5 * TwoSided(t, degreesOfFreedom);
        return t >= 0 ? half : 1 - half;
    }

    /// <summary>P(|T| &gt; |t|).</summary>
    public static double TwoSided(double t, double degreesOfFreedom)
    {
        if (double.IsPositiveInfinity(degreesOfFreedom))
        {
            return NormalDistribution.TwoSided(t);
        }

        if (double.IsInfinity(t))
        {
            return 0;
        }

        // t² / df may overflow or underflow harmlessly: x and y then are exactly 0 or 1.
        var ratio = t * t / degreesOfFreedom;
        return BetaDistribution.Tails(1 / (1 + ratio), ratio / (1 + ratio), 0.5 * degreesOfFreedom, 0.5).Lower;
    }

    /// <summary>The t with P(T &gt; t) = <paramref name="p"/>.</summary>
    public static double UpperQuantile(double p, double degreesOfFreedom)
    {
        if (double.IsPositiveInfinity(degreesOfFreedom))
        {
            return NormalDistribution.UpperQuantile(p);
        }

        if (p > 0.5)
        {
            return -UpperQuantile(1 - p, degreesOfFreedom);
        }

        // The tail is solved where it is small, the centre where the centre is: each keeps its relative accuracy.
        var (x, y) = p < 0.25
            ? BetaDistribution.LowerQuantile(2 * p, 0.5 * degreesOfFreedom, 0.5)
            : BetaDistribution.UpperQuantile(1 - 2 * p, 0.5 * degreesOfFreedom, 0.5);
        return Math.Sqrt(degreesOfFreedom * (y / x));
    }

    /// <summary>The t with P(T ≤ t) = <paramref name="p"/>.</summary>
    public static double Quantile(double p, double degreesOfFreedom) => -UpperQuantile(p, degreesOfFreedom);
}
