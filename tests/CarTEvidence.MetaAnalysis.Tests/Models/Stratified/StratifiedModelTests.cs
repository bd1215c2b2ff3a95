namespace CarTEvidence.MetaAnalysis.Tests.Models.Stratified;

public class StratifiedModelTests
{
    // Closed forms.
    private const double ClosedForm = 1e-10;

    [Fact]
    public void MantelHaenszel_RateRatio_IsTheWeightedRatioOfRates()
    {
        var data = new TwoArmRateData(["A", "B"], [4, 7], [100, 250], [9, 6], [110, 90]);
        var fit = Pooling.TwoArmRates(data, new TwoArmRateOptions { Model = PoolingModel.MantelHaenszel });
        var expected = (4 * 110 / 210.0 + 7 * 90 / 340.0) / (9 * 100 / 210.0 + 6 * 250 / 340.0);
        Assert.Equal(expected, fit.Pooled.Value!.Value, ClosedForm);
        Assert.True(fit.CochranMantelHaenszel!.PValue is > 0 and < 1);
        Assert.Equal(100, fit.Studies.Sum(s => s.Weight!.Value), ClosedForm);
    }

    [Fact]
    public void MantelHaenszel_OneRateStudy_IsItsOwnRatio()
    {
        var data = new TwoArmRateData(["A"], [4], [100], [9], [110]);
        var ratio = Pooling.TwoArmRates(data, new TwoArmRateOptions { Model = PoolingModel.MantelHaenszel });
        var difference = Pooling.TwoArmRates(data, new TwoArmRateOptions { Model = PoolingModel.MantelHaenszel, Measure = Measure.RateDifference });
        Assert.Equal(Math.Log(0.04 / (9 / 110.0)), ratio.Transformed.Value!.Value, ClosedForm);
        Assert.Equal(Math.Sqrt(1 / 4.0 + 1 / 9.0), ratio.Transformed.StandardError!.Value, ClosedForm);
        Assert.Equal(0.04 - 9 / 110.0, difference.Transformed.Value!.Value, ClosedForm);
        Assert.Equal(Math.Sqrt(4 / 1e4 + 9 / 12100.0), difference.Transformed.StandardError!.Value, ClosedForm);
    }

    [Theory]
    [InlineData(new long[] { 0, 0 }, new long[] { 3, 4 }, 0.0)]
    [InlineData(new long[] { 3, 4 }, new long[] { 0, 0 }, double.PositiveInfinity)]
    [InlineData(new long[] { 0, 0 }, new long[] { 0, 0 }, null)]
    public void MantelHaenszel_ArmWithoutEvents_IsAnAnswerWithANote(long[] treated, long[] control, double? expected)
    {
        var data = new TwoArmData(["A", "B"], treated, [10, 12], control, [11, 9]);
        foreach (var measure in (ReadOnlySpan<Measure>)[Measure.OddsRatio, Measure.RiskRatio])
        {
            var fit = Pooling.TwoArm(data, new TwoArmOptions { Measure = measure, Model = PoolingModel.MantelHaenszel });
            Assert.Equal(expected, fit.Pooled.Value);
            Assert.Null(fit.Pooled.Interval);
            Assert.Null(fit.Transformed.StandardError);
            Assert.NotEmpty(fit.Notes);
        }
    }

    [Fact]
    public void Peto_NoEventsAnywhere_IsNotDefined()
    {
        var fit = Pooling.TwoArm(new TwoArmData(["A"], [0], [10], [0], [11]), new TwoArmOptions { Measure = Measure.Peto, Model = PoolingModel.Peto });
        Assert.Null(fit.Pooled.Value);
        Assert.NotEmpty(fit.Notes);
    }

    [Fact]
    public void MantelHaenszel_Subgroups_AreTestedByTheirDistance()
    {
        var reference = new CountReference("two-arm-bcg.json");
        var alloc = new Grouping("alloc", [.. reference.At("data", "alloc").EnumerateArray().Select(e => e.GetString()!)]);
        var fit = Pooling.TwoArm(reference.TwoArms, new TwoArmOptions { Measure = Measure.RiskRatio, Model = PoolingModel.MantelHaenszel }, alloc);
        Assert.Equal(3, fit.Subgroups.Count);
        Assert.Equal(2, fit.SubgroupTest!.DegreesOfFreedom);
        Assert.True(fit.SubgroupTest.Statistic > 0);
    }

    /// <summary>Arms in which all patients fare alike have no sampling error to estimate: no interval of width 0.</summary>
    [Theory]
    [InlineData(0, 0, 0.0)]
    [InlineData(1, 1, 0.0)]
    [InlineData(1, 0, 1.0)]
    public void MantelHaenszel_DifferenceOfArmsThatAreAlike_HasNoIntervalAndANote(int treated, int control, double expected)
    {
        var data = new TwoArmData(["A", "B"], [7 * treated, 13 * treated], [7, 13], [11 * control, 3 * control], [11, 3]);
        var fit = Pooling.TwoArm(data, new TwoArmOptions { Measure = Measure.RiskDifference, Model = PoolingModel.MantelHaenszel });
        Assert.Equal(expected, fit.Pooled.Value!.Value, ClosedForm);
        Assert.Null(fit.Pooled.Interval);
        Assert.Null(fit.Transformed.StandardError);
        Assert.Contains(fit.Notes, note => note.Contains("same outcome", StringComparison.Ordinal));
    }

    [Fact]
    public void MantelHaenszel_TreatedAllWithTheEvent_NoteDoesNotSpeakOfNoEvents()
    {
        var fit = Pooling.TwoArm(new TwoArmData(["A", "B"], [5, 6], [5, 6], [1, 2], [4, 3]), new TwoArmOptions { Model = PoolingModel.MantelHaenszel });
        Assert.Equal(double.PositiveInfinity, fit.Pooled.Value);
        Assert.Contains(fit.Notes, note => note.Contains("or the other nothing but events", StringComparison.Ordinal));
    }

    [Fact]
    public void MantelHaenszel_StudiesThatAgree_HaveAnISquaredOfZero()
    {
        var fit = Pooling.TwoArm(new TwoArmData(["A", "B"], [2, 2], [8, 8], [1, 1], [9, 9]), new TwoArmOptions { Model = PoolingModel.MantelHaenszel, Measure = Measure.RiskDifference });
        Assert.Equal(0, fit.Heterogeneity.CochranQ!.Statistic!.Value, ClosedForm);
        Assert.Equal(0, fit.Heterogeneity.ISquaredFromQ);
    }
}
