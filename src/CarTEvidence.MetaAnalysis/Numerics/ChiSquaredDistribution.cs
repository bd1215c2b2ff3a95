namespace CarTEvidence.MetaAnalysis.Numerics;

/// <summary>The chi-squared distribution.</summary>
internal static class ChiSquaredDistribution
{
    /// <summary>P(X ≤ x).</summary>
    public static double Lower(double x, double degreesOfFreedom) => GammaDistribution.Tails(0.5 * x, 0.5 * degreesOfFreedom).Lower;

    /// <summary>P(X &gt; x).</summary>
    public static double Upper(double x, double degreesOfFreedom) => GammaDistribution.Tails(0.5 * x, 0.5 * degreesOfFreedom).Upper;

    /// <summary>The x with P(X ≤ x) = <paramref name="p"/>.</summary>
    public static double LowerQuantile(double p, double degreesOfFreedom) => 2 * GammaDistribution.LowerQuantile(p, 0.5 * degreesOfFreedom);

    /// <summary>The x with P(X &gt; x) = <paramref name="p"/>.</summary>
    public static double UpperQuantile(double p, double degreesOfFreedom) => 2 * GammaDistribution.UpperQuantile(p, 0.5 * degreesOfFreedom);
}
