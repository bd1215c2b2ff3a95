namespace CarTEvidence.Resampling;

public sealed partial class BootstrapReplicates
{
    private Tuple<BootstrapVariable, StoredDistribution>? _last;

    /// <summary>An interval from these replicates.</summary>
    /// <param name="method">How it is made.</param>
    /// <param name="level">Nominal coverage, strictly between 0 and 1. Default: 0.95.</param>
    /// <param name="statistic">What it is for. Default: the mean.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level does not lie strictly between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">The run has not recorded what the method needs, has too few replicates for the level, or is of a kind that has no such interval.</exception>
    /// <remarks>
    /// Quantiles interpolate linearly between order statistics at (B + 1)p (Hyndman and Fan's type 6), which must lie within 1 … B.
    /// Intervals of tau² are cut off at 0, those of I² at 0 and 100. Standard errors of the heterogeneity and of prediction limits are asymptotic, by the
    /// delta method; replicates that have none are left out of studentized intervals.
    /// </remarks>
    public BootstrapInterval Interval(BootstrapIntervalMethod method, double level = 0.95, BootstrapStatistic statistic = BootstrapStatistic.Mean)
    {
        var request = new BootstrapRequest(method, level, statistic);
        request.Check();
        _intervals.Require(request);
        // Intervals are asked for statistic by statistic, so the last distribution serves most of the next ones.
        if (_last is not { } last || last.Item1 != request.Variable)
        {
            _last = last = Tuple.Create(request.Variable, Distribution(request.Variable));
        }

        return _intervals.Make(request, last.Item2);
    }

    /// <summary>The distribution of a number over these replicates.</summary>
    internal StoredDistribution Distribution(BootstrapVariable variable)
    {
        double observed = variable.Observed(_observed, _intervals.T);
        if (variable == new BootstrapVariable(BootstrapStatistic.Mean, BootstrapScale.Plain))
        {
            return new StoredDistribution(Means, observed);
        }

        double[] values = GC.AllocateUninitializedArray<double>(Means.Length);
        int count = variable.Values(_columns, 0, Means.Length, _observed, _intervals.T, values);
        return new StoredDistribution(count == values.Length ? values : values[..count], observed);
    }
}
