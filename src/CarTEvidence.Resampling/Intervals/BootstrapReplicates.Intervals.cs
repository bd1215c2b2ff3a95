namespace CarTEvidence.Resampling;

public sealed partial class BootstrapReplicates
{
    /// <summary>An interval from these replicates.</summary>
    /// <param name="method">How it is made.</param>
    /// <param name="level">Nominal coverage, strictly between 0 and 1. Default: 0.95.</param>
    /// <param name="statistic">What it is for. Default: the mean.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level does not lie strictly between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">The run has not recorded what the method needs, or has too few replicates for the level.</exception>
    /// <remarks>
    /// Quantiles interpolate linearly between order statistics at (B + 1)p (Hyndman and Fan's type 6), which must lie within 1 … B.
    /// Intervals of tau² by the basic and normal methods are cut off at 0.
    /// </remarks>
    public BootstrapInterval Interval(BootstrapIntervalMethod method, double level = 0.95, BootstrapStatistic statistic = BootstrapStatistic.Mean)
    {
        if (!(level > 0 && level < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies strictly between 0 and 1.");
        }

        double[] values = statistic == BootstrapStatistic.Mean ? Means : Recorded(TauSquared, BootstrapRecord.TauSquared);
        double observed = statistic == BootstrapStatistic.Mean ? Observed.Mean : Observed.TauSquared, tail = (1 - level) / 2;
        (double lower, double upper, long used) = method switch
        {
            BootstrapIntervalMethod.Percentile => Percentile(values, tail, 1 - tail),
            BootstrapIntervalMethod.Basic => Basic(values, observed, tail),
            BootstrapIntervalMethod.Normal => Normal(values, observed, tail),
            BootstrapIntervalMethod.Bca => BiasCorrected(values, observed, tail, statistic),
            BootstrapIntervalMethod.Studentized when statistic == BootstrapStatistic.Mean =>
                Studentized(Recorded(StandardErrors, BootstrapRecord.StandardError), Observed.StandardError, tail),
            BootstrapIntervalMethod.StudentizedHksj when statistic == BootstrapStatistic.Mean =>
                Studentized(Recorded(HksjStandardErrors, BootstrapRecord.HksjStandardError), Observed.HksjStandardError, tail),
            _ => throw new InvalidOperationException($"There is no {method} interval of {statistic}."),
        };
        if (statistic == BootstrapStatistic.TauSquared)
        {
            (lower, upper) = (Math.Max(0, lower), Math.Max(0, upper));
        }

        return new BootstrapInterval(lower, upper, level, statistic, method, used);
    }

    private static (double Lower, double Upper, long Used) Percentile(double[] values, double low, double high)
    {
        double lowRank = ((values.Length + 1) * low) - 1, highRank = ((values.Length + 1) * high) - 1;
        if (lowRank < 0 || highRank > values.Length - 1)
        {
            throw new InvalidOperationException($"{values.Length} replicates are too few for quantiles at {low:G3} and {high:G3}.");
        }

        long a = (long)lowRank, b = (long)highRank;
        double[] found = OrderStatistics.Select(values, [a, Math.Min(a + 1, values.Length - 1), b, Math.Min(b + 1, values.Length - 1)]);
        return (found[0] + ((lowRank - a) * (found[1] - found[0])), found[2] + ((highRank - b) * (found[3] - found[2])), values.Length);
    }

    private static (double Lower, double Upper, long Used) Basic(double[] values, double observed, double tail)
    {
        (double low, double high, long used) = Percentile(values, tail, 1 - tail);
        return ((2 * observed) - high, (2 * observed) - low, used);
    }

    private static (double Lower, double Upper, long Used) Normal(double[] values, double observed, double tail)
    {
        (double mean, double deviation) = Moments(values);
        double centre = (2 * observed) - mean, half = NormalQuantile.Of(1 - tail) * deviation;
        return (centre - half, centre + half, values.Length);
    }

    private (double Lower, double Upper, long Used) BiasCorrected(double[] values, double observed, double tail, BootstrapStatistic statistic)
    {
        if (_effects == null || _variances == null || _effects.Length < 3)
        {
            throw new InvalidOperationException("The BCa interval needs a nonparametric bootstrap of at least three studies.");
        }

        double below = 0;
        foreach (double value in values)
        {
            below += value < observed ? 1 : value == observed ? 0.5 : 0;
        }

        double shift = NormalQuantile.Of(below / values.Length);
        JackknifeResult jackknife = Jackknife.Studies(_effects, _variances, Options.Estimator);
        double acceleration = jackknife.Acceleration(statistic == BootstrapStatistic.Mean ? fit => fit.Mean : fit => fit.TauSquared);
        return Percentile(values, Corrected(tail), Corrected(1 - tail));

        double Corrected(double p)
        {
            double z = shift + NormalQuantile.Of(p);
            return NormalCumulative.Of(shift + (z / (1 - (acceleration * z))));
        }
    }

    private (double Lower, double Upper, long Used) Studentized(double[] standardErrors, double standardError, double tail)
    {
        var ratios = new List<double>(Means.Length);
        for (int i = 0; i < Means.Length; i++)
        {
            if (standardErrors[i] > 0)
            {
                ratios.Add((Means[i] - Observed.Mean) / standardErrors[i]);
            }
        }

        (double low, double high, long used) = Percentile([.. ratios], tail, 1 - tail);
        return (Observed.Mean - (high * standardError), Observed.Mean - (low * standardError), used);
    }

    /// <summary>Mean and standard deviation, summed by blocks of replicates in their order, so that no split of the run shows.</summary>
    private static (double Mean, double StandardDeviation) Moments(double[] values)
    {
        double mean = BlockSum(values, 0, squared: false) / values.Length;
        return (mean, Math.Sqrt(BlockSum(values, mean, squared: true) / Math.Max(1, values.Length - 1)));
    }

    private static double BlockSum(double[] values, double centre, bool squared)
    {
        double total = 0;
        for (int first = 0; first < values.Length; first += ReplicateRange.BlockSize)
        {
            double sum = 0;
            foreach (double value in values.AsSpan(first, Math.Min(ReplicateRange.BlockSize, values.Length - first)))
            {
                sum += squared ? (value - centre) * (value - centre) : value;
            }

            total += sum;
        }

        return total;
    }

    private static double[] Recorded(double[]? column, BootstrapRecord needed) =>
        column ?? throw new InvalidOperationException($"The run has not recorded {needed}: ask for it by {nameof(BootstrapOptions)}.{nameof(BootstrapOptions.Record)}.");
}
