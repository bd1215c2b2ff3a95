namespace CarTEvidence.MetaAnalysis.Tests.EffectSizes;

public sealed class TwoArmRateDataTests
{
    private const double ClosedForm = 1e-12;

    [Fact]
    public void EffectSizes_RatioAndDifference_AreTheirClosedForms()
    {
        var data = new TwoArmRateData(["a", "zero"], [6, 0], [120, 50], [9, 4], [100, 45]);
        var ratio = data.EffectSizes(Measure.RateRatio);
        Assert.Equal(Math.Log(6.0 / 120 / (9.0 / 100)), ratio[0].Effect!.Value, ClosedForm);
        Assert.Equal(1.0 / 6 + 1.0 / 9, ratio[0].Variance!.Value, ClosedForm);

        // A zero count: one half to both.
        Assert.Equal(Math.Log(0.5 / 50 / (4.5 / 45)), ratio[1].Effect!.Value, ClosedForm);
        Assert.Equal(1 / 0.5 + 1 / 4.5, ratio[1].Variance!.Value, ClosedForm);
        var difference = data.EffectSizes(Measure.RateDifference)[0];
        Assert.Equal(0.05 - 0.09, difference.Effect!.Value, ClosedForm);
        Assert.Equal(6.0 / 14400 + 9.0 / 10000, difference.Variance!.Value, ClosedForm);
    }

    [Theory]
    [InlineData(-1, 1, "eventsTreated")]
    [InlineData(1, 0, "timeTreated")]
    public void TwoArmRateData_Impossible_IsNamed(long events, double time, string column) =>
        Assert.Equal(column, Assert.Throws<ArgumentException>(() => new TwoArmRateData(["a"], [events], [time], [1], [1])).ParamName);
}
