using MathNet.Numerics;

namespace CarTEvidence.MetaAnalysis.Numerics;

/// <summary>The standard normal distribution, each tail computed directly.</summary>
internal static partial class NormalDistribution
{
    /// <summary>log √(2π).</summary>
    public const double LogSqrtTwoPi = 0.918938533204672741780329736406;

    private const double SqrtHalf = 0.707106781186547524400844362105;

    /// <summary>P(Z ≤ z).</summary>
    public static double Lower(double z) => 0.5 * SpecialFunctions.Erfc(-z * SqrtHalf);

    /// <summary>P(Z &gt; z).</summary>
    public static double Upper(double z) => 0.5 * SpecialFunctions.Erfc(z * SqrtHalf);

    /// <summary>P(|Z| &gt; |z|).</summary>
    public static double TwoSided(double z) => SpecialFunctions.Erfc(Math.Abs(z) * SqrtHalf);

    /// <summary>Density at <paramref name="z"/>.</summary>
    public static double Density(double z) => Math.Exp(-0.5 * z * z - LogSqrtTwoPi);

    /// <summary>The z with P(Z ≤ z) = <paramref name="p"/>; infinite at 0 and 1.</summary>
    public static double Quantile(double p) => p <= 0.5 ? -UpperQuantile(p) : UpperQuantile(1 - p);

    /// <summary>The z with P(Z &gt; z) = <paramref name="p"/>, to full accuracy for small <paramref name="p"/>.</summary>
    public static double UpperQuantile(double p)
    {
        if (p > 0.5)
        {
            return -UpperQuantile(1 - p);
        }

        if (p <= 0)
        {
            return double.PositiveInfinity;
        }

        // MathNet's inverse is good to about 1e-12; one Halley step on the tail brings it to the accuracy of erfc.
        var z = SpecialFunctions.ErfcInv(2 * p) / SqrtHalf;
        var density = Density(z);
        if (density < 1e-300)
        {
            return z;
        }

        var step = (Upper(z) - p) / density;
        return z + step / (1 + 0.5 * z * step);
    }
}
