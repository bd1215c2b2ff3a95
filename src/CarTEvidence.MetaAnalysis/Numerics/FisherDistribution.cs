namespace CarTEvidence.MetaAnalysis.Numerics;

/// <summary>Fisher's F distribution.</summary>
internal static class FisherDistribution
{
    /// <summary>P(F &gt; f); an infinite denominator gives chi-squared over its degrees of freedom.</summary>
    public static double Upper(double f, double numerator, double denominator)
    {
        if (f <= 0)
        {
            return 1;
        }

        if (double.IsPositiveInfinity(denominator))
        {
            return ChiSquaredDistribution.Upper(f * numerator, numerator);
        }

        var ratio = numerator * f / denominator;
        return double.IsPositiveInfinity(ratio)
            ? 0
            : BetaDistribution.Tails(1 / (1 + ratio), ratio / (1 + ratio), 0.5 * denominator, 0.5 * numerator).Lower;
    }
}
