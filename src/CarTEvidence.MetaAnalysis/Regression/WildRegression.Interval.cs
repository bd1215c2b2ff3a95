using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis;

/// <summary>The values of a coefficient that the test does not reject.</summary>
internal sealed partial class WildRegression
{
    /// <summary>What the interval of a coefficient is made of: the counts of a part of the replicates, or of all, below the estimate and above it.</summary>
    /// <param name="coefficient">The coefficient, whose test is defined.</param>
    /// <param name="isExact">Whether all signs are gone through.</param>
    /// <param name="level">Level of the interval.</param>
    /// <param name="options">Choices of the run, and the part.</param>
    /// <param name="cancellation">Stops the run.</param>
    public (WildEnd Lower, WildEnd Upper) Ends(int coefficient, bool isExact, double level, WildTestOptions options, CancellationToken cancellation)
    {
        var all = isExact ? 1L << ClusterCount : options.Replicates;
        var asked = options.Range ?? new ReplicateRange(0, all);
        var part = new ReplicateRange(asked.First, Math.Max(0, Math.Min(asked.End, all) - asked.First));
        if (part.Count == 0)
        {
            return (WildEnd.Empty, WildEnd.Empty);
        }

        var sample = new WildSample(part, all, level);
        var error = StandardError(coefficient)!.Value;
        return (End(-error), End(error));

        WildEnd End(double unit)
        {
            List<(double Distance, long AsExtreme)> counts = [];
            WildSearch.Explore(distance =>
            {
                var value = _fit.Beta[coefficient] + distance * unit;
                var own = Test(coefficient, value, options with { Range = part }, cancellation)!;
                counts.Add((distance, own.AsExtreme));
                var beside = sample.Beside.Sum(range => Test(coefficient, value, options with { Range = range }, cancellation)!.AsExtreme);
                return sample.IsAll ? IsRejected(own, own.AsExtreme + beside, all, level) : sample.IsRejected(own.AsExtreme + beside);
            });
            return new WildEnd([.. counts.OrderBy(count => count.Distance)]);
        }
    }

    /// <summary>The interval, its ends on the rejected side of where the p-value passes 1 − level; <c>null</c> where an end has no bound.</summary>
    /// <exception cref="InvalidOperationException">The search leads where a part has not looked.</exception>
    public static Interval? Interval(WildBootstrapCoefficient coefficient, double level)
    {
        return coefficient.Ends is ({ } below, { } above) && End(below, -coefficient.StandardError) is { } lower && End(above, coefficient.StandardError) is { } upper ? new Interval(lower, upper, level) : null;

        double? End(WildEnd end, double unit) =>
            end.Find(asExtreme => IsRejected(coefficient.Test, asExtreme, coefficient.Test.Replicates, level)) is { } distance ? coefficient.Estimate + distance * unit : null;
    }

    private static bool IsRejected(WildTest test, long asExtreme, long replicates, double level) => (test with { Replicates = replicates, AsExtreme = asExtreme }).PValue <= 1 - level;
}
