namespace CarTEvidence.Resampling;

/// <summary>Quantiles of Student's t for whole degrees of freedom.</summary>
/// <remarks>
/// The distribution function is a finite sum in θ = atan(t/√n): Abramowitz and Stegun (1964), 26.7.3 and 26.7.4. Newton's iteration inverts it, from the
/// normal quantile inflated by its first Cornish–Fisher term (26.7.5).
/// </remarks>
internal static class StudentQuantile
{
    private const int MostSteps = 100;

    /// <summary>t with P(T ≤ t) = <paramref name="probability"/>, 0.5 &lt; probability &lt; 1.</summary>
    public static double Of(double probability, int degrees)
    {
        if (degrees == 1)
        {
            return Math.Tan(Math.PI * (probability - 0.5));
        }

        if (degrees == 2)
        {
            return ((2 * probability) - 1) * Math.Sqrt(2 / (4 * probability * (1 - probability)));
        }

        double z = NormalQuantile.Of(probability), t = z + (((z * z * z) + z) / (4.0 * degrees)), logConstant = LogDensityConstant(degrees);
        for (int step = 0; step < MostSteps; step++)
        {
            double density = Math.Exp(logConstant - (0.5 * (degrees + 1) * Math.Log(1 + (t * t / degrees)))), change = (Cumulative(t, degrees) - probability) / density;
            t -= change;
            if (Math.Abs(change) <= 1e-14 * Math.Abs(t))
            {
                break;
            }
        }

        return t;
    }

    private static double Cumulative(double t, int n)
    {
        double theta = Math.Atan(t / Math.Sqrt(n)), cosine = Math.Cos(theta), square = cosine * cosine, sine = Math.Sin(theta);
        bool odd = n % 2 == 1;
        double term = odd ? cosine : 1, sum = n == 1 ? 0 : term;
        for (int j = odd ? 3 : 2; j <= n - 2; j += 2)
        {
            term *= square * (j - 1) / j;
            sum += term;
        }

        double within = odd ? 2 / Math.PI * (theta + (sine * sum)) : sine * sum;
        return 0.5 * (1 + within);
    }

    /// <summary>ln[Γ((n + 1)/2) / (Γ(n/2) √(nπ))] by the product that the recursion of the gamma function gives.</summary>
    private static double LogDensityConstant(int n)
    {
        double log = n % 2 == 1 ? -Math.Log(Math.PI) : -Math.Log(2);
        for (int j = n % 2 == 1 ? 1 : 2; j <= n - 2; j += 2)
        {
            log += Math.Log((j + 1.0) / j);
        }

        return log - (0.5 * Math.Log(n));
    }
}
