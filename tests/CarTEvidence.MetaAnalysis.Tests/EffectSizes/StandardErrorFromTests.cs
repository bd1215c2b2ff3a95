namespace CarTEvidence.MetaAnalysis.Tests.EffectSizes;

public sealed class StandardErrorFromTests
{
    private const double Rounding = 1e-12;

    [Fact]
    public void Interval_OfAnOddsRatio_IsReadOnTheLogScale()
    {
        const double z = 1.959963984540054;
        var interval = new Interval(Math.Exp(0.4 - 0.3 * z), Math.Exp(0.4 + 0.3 * z), 0.95);
        Assert.Equal(0.3, StandardErrorFrom.Interval(interval, Measure.OddsRatio), Rounding);
        Assert.Equal((interval.Upper - interval.Lower) / (2 * z), StandardErrorFrom.Interval(interval, Measure.MeanDifference), Rounding);
    }

    [Fact]
    public void PValue_OfAnEstimate_UndoesItsTest()
    {
        var effect = Pooling.Generic(new GenericData(["a", "b", "c"], [0.4, 0.7, 0.1], [0.04, 0.05, 0.06]), new GenericOptions { Interval = IntervalMethod.T }).Transformed;
        Assert.Equal(effect.StandardError!.Value, StandardErrorFrom.PValue(effect.Value!.Value, effect.Test.PValue!.Value, 2), Rounding);
        Assert.Equal(effect.StandardError!.Value, StandardErrorFrom.Interval(effect.Interval!.Value, Measure.Generic, 2), Rounding);
    }

    [Theory]
    [InlineData(0, 0.03, "effect")]
    [InlineData(1, 0, "pValue")]
    [InlineData(1, 1, "pValue")]
    public void PValue_TellingNothing_IsRefused(double effect, double p, string parameter) =>
        Assert.Equal(parameter, Assert.Throws<ArgumentOutOfRangeException>(() => StandardErrorFrom.PValue(effect, p)).ParamName);

    [Fact]
    public void Interval_ReachingTheEndOfTheScale_IsRefused() =>
        Assert.Equal("interval", Assert.Throws<ArgumentException>(() => StandardErrorFrom.Interval(new Interval(0, 2, 0.95), Measure.OddsRatio)).ParamName);
}
