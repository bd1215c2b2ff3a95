namespace CarTEvidence.Resampling.Tests.Intervals;

/// <summary>Replicates that are too few, or infinite.</summary>
public sealed class DegenerateDistributionTests
{
    private static readonly BootstrapData Data = new() { Kind = BootstrapKind.Studies, Effects = [0.1, 0.5, 0.9], Variances = [0.1, 0.2, 0.1] };
    private static readonly BootstrapRow Observed = new(0.5, 0.01, 0.2, 0.2, 10, double.NaN, double.NaN);

    private static BootstrapInterval Make(BootstrapIntervalMethod method, double level, params double[] values) =>
        new BootstrapIntervals(Data, new() { Record = BootstrapRecord.All }, Observed).Make(new(method, level, BootstrapStatistic.Mean), new StoredDistribution(values, Observed.Mean));

    // Of nine replicates the limits of a 70 % interval lie half-way between the first two and the last two.
    [Fact]
    public void Percentile_BetweenAnInfiniteAndAFiniteReplicate_IsInfinite()
    {
        BootstrapInterval interval = Make(BootstrapIntervalMethod.Percentile, 0.7, double.NegativeInfinity, 1, 2, 3, 4, 5, 6, 7, double.PositiveInfinity);
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (interval.Lower, interval.Upper));
        interval = Make(BootstrapIntervalMethod.Basic, 0.7, double.NegativeInfinity, 1, 2, 3, 4, 5, 6, 7, 8);
        Assert.Equal((2 * Observed.Mean) - 7.5, interval.Lower, 1e-12);
        Assert.Equal(double.PositiveInfinity, interval.Upper);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Normal_FewerThanTwoReplicates_IsRefused(int count)
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Make(BootstrapIntervalMethod.Normal, 0.9, [.. Enumerable.Repeat(0.4, count)]));
        Assert.Contains($"{count} replicates are too few for a standard deviation", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BootstrapIntervalMethod.Percentile)]
    [InlineData(BootstrapIntervalMethod.Bca)]
    [InlineData(BootstrapIntervalMethod.Studentized)]
    public void Interval_NoReplicates_IsRefusedWithoutNumbersThatAreNone(BootstrapIntervalMethod method)
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Make(method, 0.9));
        Assert.Contains("0 replicates are too few", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Require_DataWithoutAStandardError_SaysThatItIsTheirs()
    {
        var intervals = new BootstrapIntervals(Data, new() { Record = BootstrapRecord.All }, Observed);
        var refusal = Assert.Throws<InvalidOperationException>(() => intervals.Require(new(BootstrapIntervalMethod.Studentized, 0.9, BootstrapStatistic.TauSquared)));
        Assert.Contains("not defined for these data", refusal.Message, StringComparison.Ordinal);
    }
}
