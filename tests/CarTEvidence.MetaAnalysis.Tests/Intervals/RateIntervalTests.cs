namespace CarTEvidence.MetaAnalysis.Tests.Intervals;

public sealed class RateIntervalTests
{
    private const double ClosedForm = 1e-12;

    [Fact]
    public void Compute_NoEvents_IsMinusLogAlphaOverTime()
    {
        var interval = RateInterval.Compute(0, 12.5);
        Assert.Equal(0, interval.Lower);
        Assert.Equal(-Math.Log(0.025) / 12.5, interval.Upper, ClosedForm);
    }

    /// <summary>Source: F. Garwood, Biometrika 28 (1936), table: 10 events have 95 % limits 4.795 and 18.39.</summary>
    [Fact]
    public void Compute_TenEvents_AgreesWithGarwood()
    {
        var interval = RateInterval.Compute(10, 1);
        Assert.Equal(4.795, interval.Lower, 5e-4);
        Assert.Equal(18.39, interval.Upper, 5e-3);
    }

    [Theory]
    [InlineData(-1, 1, 0.95, "events")]
    [InlineData(1, 0, 0.95, "time")]
    [InlineData(1, double.PositiveInfinity, 0.95, "time")]
    [InlineData(1, 1, 0, "level")]
    public void Compute_Impossible_IsNamed(long events, double time, double level, string parameter) =>
        Assert.Equal(parameter, Assert.Throws<ArgumentOutOfRangeException>(() => RateInterval.Compute(events, time, level)).ParamName);
}
