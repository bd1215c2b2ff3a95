namespace CarTEvidence.MetaAnalysis.Tests.Intervals;

public sealed class ProportionIntervalTests
{
    /// <summary>Closed forms and quantiles: the reference prints 14 digits.</summary>
    private const double ClosedForm = 1e-10;

    /// <summary>Where a limit is 0, R leaves the rounding error of a difference of numbers near 1.</summary>
    private const double Rounding = 1e-16;

    /// <summary>Source: mpmath 1.3.0, 40 digits, roots of the beta tails (Clopper–Pearson, Jeffreys) and of the mid-p tail.</summary>
    [Theory]
    [InlineData(StudyIntervalMethod.ClopperPearson, 1, 1_000_000_000, 2.531780798396938e-11, 5.5716433782031153e-9)]
    [InlineData(StudyIntervalMethod.ClopperPearson, 999_999_999, 1_000_000_000, 0.99999999442835662, 0.99999999997468219)]
    public void Compute_BillionPatients_KeepsRelativeAccuracy(StudyIntervalMethod method, long events, long total, double lower, double upper)
    {
        var interval = ProportionInterval.Compute(events, total, method);
        Close(lower, interval.Lower);
        Close(upper, interval.Upper);
    }

    [Theory]
    [InlineData(StudyIntervalMethod.ClopperPearson)]
    [InlineData(StudyIntervalMethod.Wilson)]
    [InlineData(StudyIntervalMethod.Jeffreys)]
    [InlineData(StudyIntervalMethod.MidP)]
    public void Compute_NoAndAllEvents_AreMirrorImages(StudyIntervalMethod method)
    {
        foreach (var n in new long[] { 1, 7, 5000, 1_000_000_000 })
        {
            var none = ProportionInterval.Compute(0, n, method);
            var all = ProportionInterval.Compute(n, n, method);
            Assert.Equal(0, none.Lower);
            Assert.Equal(1, all.Upper);
            Assert.Equal(none.Upper, 1 - all.Lower, ClosedForm);
        }
    }

    [Fact]
    public void Compute_MidPBillionPatients_InvertsItsTail()
    {
        // One event: (1 − p)ⁿ + ½ n p (1 − p)ⁿ⁻¹ = 0.025 at the upper limit.
        const double n = 1e9;
        var p = ProportionInterval.Compute(1, (long)n, StudyIntervalMethod.MidP).Upper;
        var none = Math.Exp(-n * (p + p * p / 2));
        Close(0.025, none * (1 + 0.5 * n * p / (1 - p)));
    }

    [Theory]
    [InlineData(-1, 5, 0.95, "events")]
    [InlineData(6, 5, 0.95, "events")]
    [InlineData(0, 0, 0.95, "total")]
    [InlineData(1, 5, 1, "level")]
    [InlineData(1, 5, double.NaN, "level")]
    public void Compute_ImpossibleArgument_IsNamed(long events, long total, double level, string parameter) =>
        Assert.Equal(parameter, Assert.Throws<ArgumentOutOfRangeException>(() => ProportionInterval.Compute(events, total, level: level)).ParamName);

    private static void Close(double expected, double actual) =>
        Assert.True(Math.Abs(actual - expected) <= ClosedForm * Math.Abs(expected) + Rounding, FormattableString.Invariant($"expected {expected:R}, was {actual:R}"));
}
