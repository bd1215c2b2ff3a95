namespace CarTEvidence.Resampling;

/// <summary>The distribution function of the standard normal, relative accuracy about 1e-15 in both tails.</summary>
internal static class NormalCumulative
{
    // The series is used where it has few terms and no cancellation, the continued fraction of Mills' ratio beyond.
    private const double SeriesLimit = 3;
    private const int FractionTerms = 120;

    /// <summary>P(Z ≤ z).</summary>
    public static double Of(double z)
    {
        double density = Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI), size = Math.Abs(z);
        if (size < SeriesLimit)
        {
            // Φ(z) = 1/2 + φ(z) (z + z³/3 + z⁵/15 + …).
            double term = size, sum = size;
            for (int odd = 3; term > 1e-17 * sum; odd += 2)
            {
                term *= size * size / odd;
                sum += term;
            }

            return z < 0 ? 0.5 - (density * sum) : 0.5 + (density * sum);
        }

        double fraction = size;
        for (int n = FractionTerms; n >= 1; n--)
        {
            fraction = size + (n / fraction);
        }

        double tail = density / fraction;
        return z < 0 ? tail : 1 - tail;
    }
}
