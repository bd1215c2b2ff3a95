using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

public static partial class SmallStudyEffects
{
    // The exact distribution takes O(k²) multiplications.
    private const int LargestExactExcess = 20_000;

    /// <summary>Test of excess significance: are more studies significant than their power at the common effect explains?</summary>
    /// <param name="data">Effects and variances, or a pooled effect.</param>
    /// <param name="significance">Two-sided level at which a study counts as significant, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level does not lie strictly between 0 and 1.</exception>
    /// <remarks>
    /// Heterogeneity alone makes an excess: under it the test says nothing about bias. Means little below ten studies or where fewer than a handful can be significant.
    /// Ioannidis and Trikalinos, Clinical Trials 2007, doi:10.1177/1740774507079441.
    /// </remarks>
    public static ExcessSignificance ExcessSignificance(FunnelData data, double significance = 0.05)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (significance is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(significance), significance, "A level of significance lies strictly between 0 and 1.");
        }

        var k = data.Count;
        var (mean, _) = CommonEffect(data.Effect, data.Variance);
        var critical = NormalDistribution.UpperQuantile(significance / 2);
        var power = new double[k];
        var (observed, expected) = (0, 0.0);
        for (var i = 0; i < k; i++)
        {
            var se = Math.Sqrt(data.Variance[i]);
            power[i] = NormalDistribution.Upper(critical - (mean / se)) + NormalDistribution.Upper(critical + (mean / se));
            expected += power[i];
            if (NormalDistribution.TwoSided(data.Effect[i] / se) <= significance)
            {
                observed++;
            }
        }

        var notes = new List<string>();
        if (k < FewStudies)
        {
            notes.Add(Few(k));
        }

        if (k > LargestExactExcess)
        {
            notes.Add("So many studies that only the chi-squared approximation is given.");
        }

        return new ExcessSignificance(observed, expected, k <= LargestExactExcess ? AtLeast(power, observed) : null, ChiSquared(observed, expected, k), mean)
        {
            Power = power,
            Notes = notes,
        };
    }

    // The upper tail of the Poisson-binomial distribution, one study convolved at a time.
    private static double AtLeast(double[] power, int count)
    {
        var probability = new double[power.Length + 1];
        probability[0] = 1;
        for (var i = 0; i < power.Length; i++)
        {
            for (var n = i + 1; n > 0; n--)
            {
                probability[n] = (probability[n] * (1 - power[i])) + (probability[n - 1] * power[i]);
            }

            probability[0] *= 1 - power[i];
        }

        var tail = 0.0;
        for (var n = power.Length; n >= count; n--)
        {
            tail += probability[n];
        }

        return Math.Min(1, tail);
    }

    private static double? ChiSquared(int observed, double expected, int k)
    {
        if (!(expected > 0) || !(expected < k))
        {
            return null;
        }

        var difference = observed - expected;
        var root = Math.Sqrt((difference * difference / expected) + (difference * difference / (k - expected)));
        return NormalDistribution.Upper(Math.CopySign(root, difference));
    }
}
