using CarTEvidence.Notebooks;

namespace CarTEvidence.Resampling;

/// <summary>Pooled estimates with each study left out in turn. Promises no value equality.</summary>
/// <param name="Estimator">The estimator.</param>
/// <param name="Observed">The estimate from all studies.</param>
/// <param name="LeftOut">The estimate without study i, one a study.</param>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed record JackknifeResult(PooledEstimator Estimator, PooledFit Observed, IReadOnlyList<PooledFit> LeftOut)
{
    /// <summary>Jackknife estimate of the bias of the mean: (k − 1)(average of the left-out means − mean).</summary>
    public double Bias => (LeftOut.Count - 1) * (LeftOut.Average(fit => fit.Mean) - Observed.Mean);

    /// <summary>Jackknife standard error of the mean.</summary>
    public double StandardError
    {
        get
        {
            double centre = LeftOut.Average(fit => fit.Mean), squares = LeftOut.Sum(fit => (fit.Mean - centre) * (fit.Mean - centre));
            return Math.Sqrt((LeftOut.Count - 1.0) / LeftOut.Count * squares);
        }
    }

    /// <summary>The acceleration of the BCa interval of a statistic: Σd³ / (6 (Σd²)^(3/2)), d the average of the left-out values less each; 0 where they do not vary.</summary>
    /// <param name="statistic">Picks the statistic out of a fit.</param>
    public double Acceleration(Func<PooledFit, double> statistic)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        double centre = LeftOut.Average(statistic), squares = 0, cubes = 0;
        foreach (PooledFit fit in LeftOut)
        {
            double d = centre - statistic(fit);
            squares += d * d;
            cubes += d * d * d;
        }

        return squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
    }
}
