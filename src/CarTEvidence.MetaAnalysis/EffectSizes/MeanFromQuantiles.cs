using System.Globalization;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Means and standard deviations from medians, ranges and quartiles.</summary>
/// <remarks>
/// <para>
/// Means by D. Luo, X. Wan, J. Liu, T. Tong, Statistical Methods in Medical Research 27 (2018) 1785–1805, doi:10.1177/0962280216669183.
/// Standard deviations by X. Wan, W. Wang, J. Liu, T. Tong, BMC Medical Research Methodology 14 (2014) 135, doi:10.1186/1471-2288-14-135, and for all five numbers
/// by J. Shi and others, Research Synthesis Methods 11 (2020) 641–654, doi:10.1002/jrsm.1429.
/// </para>
/// <para>All assume normal data. Skewed data (a median far from the middle of its quartiles) bias them: transform such data, or pool medians.</para>
/// </remarks>
public static class MeanFromQuantiles
{
    /// <summary>From minimum, median and maximum.</summary>
    /// <param name="minimum">Smallest value.</param>
    /// <param name="median">Median.</param>
    /// <param name="maximum">Largest value.</param>
    /// <param name="n">Patients, at least 2.</param>
    /// <exception cref="ArgumentException">The values are not in ascending order, not finite, or too few patients are given.</exception>
    public static EstimatedMean FromRange(double minimum, double median, double maximum, long n)
    {
        Require(n, (minimum, nameof(minimum)), (median, nameof(median)), (maximum, nameof(maximum)));
        var weight = 4 / (4 + Math.Pow(n, 0.75));
        return new EstimatedMean(weight * 0.5 * (minimum + maximum) + (1 - weight) * median, (maximum - minimum) / (2 * RangeQuantile(n)));
    }

    /// <summary>From the quartiles and the median.</summary>
    /// <param name="lowerQuartile">First quartile.</param>
    /// <param name="median">Median.</param>
    /// <param name="upperQuartile">Third quartile.</param>
    /// <param name="n">Patients, at least 2.</param>
    /// <exception cref="ArgumentException">The values are not in ascending order, not finite, or too few patients are given.</exception>
    public static EstimatedMean FromQuartiles(double lowerQuartile, double median, double upperQuartile, long n)
    {
        Require(n, (lowerQuartile, nameof(lowerQuartile)), (median, nameof(median)), (upperQuartile, nameof(upperQuartile)));
        var weight = 0.7 + 0.39 / n;
        return new EstimatedMean(
            weight * 0.5 * (lowerQuartile + upperQuartile) + (1 - weight) * median, (upperQuartile - lowerQuartile) / (2 * QuartileQuantile(n)));
    }

    /// <summary>From all five numbers.</summary>
    /// <param name="minimum">Smallest value.</param>
    /// <param name="lowerQuartile">First quartile.</param>
    /// <param name="median">Median.</param>
    /// <param name="upperQuartile">Third quartile.</param>
    /// <param name="maximum">Largest value.</param>
    /// <param name="n">Patients, at least 2.</param>
    /// <exception cref="ArgumentException">The values are not in ascending order, not finite, or too few patients are given.</exception>
    public static EstimatedMean FromFiveNumbers(double minimum, double lowerQuartile, double median, double upperQuartile, double maximum, long n)
    {
        Require(
            n,
            (minimum, nameof(minimum)),
            (lowerQuartile, nameof(lowerQuartile)),
            (median, nameof(median)),
            (upperQuartile, nameof(upperQuartile)),
            (maximum, nameof(maximum)));
        var range = 2.2 / (2.2 + Math.Pow(n, 0.75));
        var quartiles = 0.7 - 0.72 / Math.Pow(n, 0.55);
        var mean = range * 0.5 * (minimum + maximum) + quartiles * 0.5 * (lowerQuartile + upperQuartile) + (1 - range - quartiles) * median;

        // Shi et al.: the share of the quartiles grows with the number of patients.
        var share = 0.07 * Math.Pow(n, 0.6);
        var byRange = (maximum - minimum) / (2 * RangeQuantile(n));
        var byQuartiles = (upperQuartile - lowerQuartile) / (2 * QuartileQuantile(n));
        return new EstimatedMean(mean, (byRange + share * byQuartiles) / (1 + share));
    }

    /// <summary>Expected largest of n standard normal values (Blom's approximation).</summary>
    private static double RangeQuantile(double n) => NormalDistribution.Quantile((n - 0.375) / (n + 0.25));

    /// <summary>Expected third quartile of n standard normal values.</summary>
    private static double QuartileQuantile(double n) => NormalDistribution.Quantile((0.75 * n - 0.125) / (n + 0.25));

    private static void Require(long n, params ReadOnlySpan<(double Value, string Name)> values)
    {
        if (n < 2)
        {
            throw new ArgumentOutOfRangeException(nameof(n), n, "At least two patients are needed.");
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i].Value) || (i > 0 && values[i].Value < values[i - 1].Value))
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"Quantiles are finite and ascend; {values[i].Name} is {values[i].Value}."), values[i].Name);
            }
        }
    }
}
