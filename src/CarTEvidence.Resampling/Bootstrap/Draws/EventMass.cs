namespace CarTEvidence.Resampling;

/// <summary>How likely each number of events is.</summary>
/// <remarks>
/// P(x) = ∫ Bin(x | n, expit(μ + τz)) φ(z) dz by a trapezoid sum, whose error for a Gaussian integrand of deviation s is 2 exp(−2π²s²/h²), and for poles at distance d of the real axis exp(−2πd/h):
/// Trefethen and Weideman (2014), doi:10.1137/130932132. The integrand of x events is no narrower than s = 1/√(1 + τ²n/4), and has its poles at d = π/τ; the spacing h below leaves about 1e-13 of either.
/// </remarks>
internal static class EventMass
{
    private const double Reach = 10, WidestSpacing = 0.25, DeviationsToASpacing = 0.8, PoleSpacing = 0.6;

    // Only a tau of thousands would take more, and is resolved the less.
    private const int MostNodes = 1 << 20;

    // Beside the likeliest number of events; less is nothing to a draw of 42 bits.
    private const double Negligible = 1e-22;

    /// <summary>Under the binomial-normal model, up to a constant; numbers that are never drawn have 0. Length n + 1.</summary>
    /// <param name="total">Number of patients, n ≥ 1.</param>
    /// <param name="mean">Mean logit, μ.</param>
    /// <param name="tau">Standard deviation of the logits, τ.</param>
    public static double[] BinomialNormal(int total, double mean, double tau)
    {
        double spacing = Math.Min(Math.Min(WidestSpacing, PoleSpacing / tau), DeviationsToASpacing / Math.Sqrt(1 + (tau * tau * total / 4)));
        int half = (int)Math.Min(MostNodes, Math.Ceiling(Reach / spacing));
        double[] mass = new double[total + 1], terms = new double[total + 1];
        for (int j = -half; j <= half; j++)
        {
            double z = j * Reach / half, logit = mean + (tau * z);
            AddBinomial(total, Math.Exp(logit), Math.Exp(-logit), Math.Exp(-z * z / 2), terms, mass);
        }

        return mass;
    }

    /// <summary>Under the binomial distribution; numbers that are never drawn have 0. Length n + 1.</summary>
    /// <param name="total">Number of patients, n ≥ 1.</param>
    /// <param name="probability">Probability of the event, 0 to 1.</param>
    public static double[] Binomial(int total, double probability)
    {
        double[] mass = new double[total + 1];
        AddBinomial(total, probability / (1 - probability), (1 - probability) / probability, 1, new double[total + 1], mass);
        return mass;
    }

    /// <summary>Adds a share of a binomial distribution: from its likeliest number upwards and downwards by the ratios of neighbours, so that nothing underflows that counts.</summary>
    /// <param name="total">Number of patients.</param>
    /// <param name="odds">Odds of the event, infinite where it is certain.</param>
    /// <param name="against">One over the odds.</param>
    /// <param name="share">The share.</param>
    /// <param name="terms">Room for n + 1 numbers.</param>
    /// <param name="mass">What is added to.</param>
    private static void AddBinomial(int total, double odds, double against, double share, double[] terms, double[] mass)
    {
        int likeliest = Math.Min(total, (int)((total + 1) / (1 + against))), first = likeliest, last = likeliest;
        double sum = 1;
        terms[likeliest] = 1;
        for (double term = 1; last < total && (term *= odds * (total - last) / (last + 1)) >= Negligible; sum += term)
        {
            terms[++last] = term;
        }

        for (double term = 1; first > 0 && (term *= against * first / (total - first + 1)) >= Negligible; sum += term)
        {
            terms[--first] = term;
        }

        for (int x = first; x <= last; x++)
        {
            mass[x] += share / sum * terms[x];
        }
    }
}
