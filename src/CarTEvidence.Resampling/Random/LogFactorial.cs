namespace CarTEvidence.Resampling;

/// <summary>The logarithm of a factorial.</summary>
internal static class LogFactorial
{
    private const int FirstOfSeries = 16;

    /// <summary>ln n!, exactly summed for small n, else by Stirling's series (error below 1e-16 from n = 16 on).</summary>
    public static double Of(int n)
    {
        if (n < FirstOfSeries)
        {
            double product = 1;
            for (int i = 2; i <= n; i++)
            {
                product *= i;
            }

            return Math.Log(product);
        }

        double z = n + 1.0, r = 1 / z, rr = r * r;
        double series = r * ((1.0 / 12) - (rr * ((1.0 / 360) - (rr * ((1.0 / 1260) - (rr * ((1.0 / 1680) - (rr / 1188))))))));
        return ((z - 0.5) * Math.Log(z)) - z + (0.5 * Math.Log(2 * Math.PI)) + series;
    }
}
