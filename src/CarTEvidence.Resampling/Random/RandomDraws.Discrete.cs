namespace CarTEvidence.Resampling;

public partial struct RandomDraws
{
    // Below this mean, inversion needs fewer steps than a rejection costs.
    private const double LargestInvertedMean = 12;

    /// <summary>A binomial count.</summary>
    /// <param name="trials">Number of trials, at least 0.</param>
    /// <param name="probability">Probability of the event, from 0 to 1; at 0 and 1 the count is 0 and <paramref name="trials"/>.</param>
    /// <returns>The number of events, 0 … <paramref name="trials"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of trials is negative or the probability outside [0, 1].</exception>
    /// <remarks>
    /// Inversion for small means, else the transformed rejection BTRS of Hörmann (1993), The generation of binomial random variates,
    /// doi:10.1080/00949659308811496.
    /// </remarks>
    public int NextBinomial(int trials, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        if (!(probability >= 0 && probability <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies between 0 and 1.");
        }

        bool flipped = probability > 0.5;
        double p = flipped ? 1 - probability : probability;
        int count = p == 0 || trials == 0 ? 0 : trials * p <= LargestInvertedMean ? Inverted(trials, p) : Rejected(trials, p);
        return flipped ? trials - count : count;
    }

    /// <summary>Walks up the distribution function from 0; starts over in the one case in 2⁵⁰ that rounding leaves the walk past the end.</summary>
    private int Inverted(int trials, double p)
    {
        double odds = p / (1 - p), none = Math.Exp(trials * Math.Log(1 - p));
        while (true)
        {
            double u = NextUniform(), mass = none;
            for (int x = 0; x <= trials; x++)
            {
                if (u < mass)
                {
                    return x;
                }

                u -= mass;
                mass *= odds * (trials - x) / (x + 1);
            }
        }
    }

    private int Rejected(int trials, double p)
    {
        double spread = Math.Sqrt(trials * p * (1 - p));
        double b = 1.15 + (2.53 * spread), a = -0.0873 + (0.0248 * b) + (0.01 * p), c = (trials * p) + 0.5;
        double alpha = (2.83 + (5.1 / b)) * spread, squeeze = 0.92 - (4.2 / b), logOdds = Math.Log(p / (1 - p));
        int mode = (int)((trials + 1) * p);
        double atMode = LogFactorial.Of(mode) + LogFactorial.Of(trials - mode);
        while (true)
        {
            double u = NextUniform() - 0.5, v = NextUniform(), us = 0.5 - Math.Abs(u);
            double candidate = Math.Floor((((2 * a / us) + b) * u) + c);
            if (candidate < 0 || candidate > trials)
            {
                continue;
            }

            int x = (int)candidate;
            if (us >= 0.07 && v <= squeeze)
            {
                return x;
            }

            double bound = atMode - LogFactorial.Of(x) - LogFactorial.Of(trials - x) + ((x - mode) * logOdds);
            if (Math.Log(v * alpha / ((a / (us * us)) + b)) <= bound)
            {
                return x;
            }
        }
    }
}
