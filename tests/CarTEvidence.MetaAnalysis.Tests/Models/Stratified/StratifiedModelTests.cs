using System.Text.Json;

namespace CarTEvidence.MetaAnalysis.Tests.Models.Stratified;

public class StratifiedModelTests
{
    // Closed forms.
    private const double ClosedForm = 1e-10;

    public static TheoryData<string, int> MantelHaenszelCases => new()
    {
        { "bcg", 0 }, { "bcg", 1 }, { "bcg", 2 }, { "collins1985a", 0 }, { "collins1985a", 1 }, { "collins1985a", 2 },
    };

    [Theory]
    [MemberData(nameof(MantelHaenszelCases))]
    public void MantelHaenszel_Reference_AgreesInEveryQuantity(string name, int entry)
    {
        var reference = new CountReference($"two-arm-{name}.json");
        var expected = reference.At("mantelHaenszel")[entry];
        var measure = expected.GetProperty("measure").GetString() switch { "RR" => Measure.RiskRatio, "OR" => Measure.OddsRatio, _ => Measure.RiskDifference };
        var fit = Pooling.TwoArm(reference.TwoArms, new TwoArmOptions { Measure = measure, Model = PoolingModel.MantelHaenszel });
        AssertClose(expected, "estimate", fit.Transformed.Value);
        AssertClose(expected, "se", fit.Transformed.StandardError);
        AssertClose(expected, "ciLower", fit.Transformed.Interval!.Value.Lower);
        AssertClose(expected, "ciUpper", fit.Transformed.Interval!.Value.Upper);
        AssertClose(expected, "Q", fit.Heterogeneity.CochranQ!.Statistic);
        AssertClose(expected, "I2", fit.Heterogeneity.ISquaredFromQ);
        AssertClose(expected, "CMH", fit.CochranMantelHaenszel?.Statistic);
        AssertClose(expected, "CMHp", fit.CochranMantelHaenszel?.PValue);
        AssertClose(expected, "BD", fit.BreslowDay?.Statistic);
        AssertClose(expected, "BDp", fit.BreslowDay?.PValue);
        AssertClose(expected, "TA", fit.Tarone?.Statistic);
        AssertClose(expected, "TAp", fit.Tarone?.PValue);
    }

    [Theory]
    [InlineData("bcg")]
    [InlineData("collins1985a")]
    public void Peto_Reference_AgreesInEveryQuantity(string name)
    {
        var reference = new CountReference($"two-arm-{name}.json");
        var fit = Pooling.TwoArm(reference.TwoArms, new TwoArmOptions { Measure = Measure.Peto, Model = PoolingModel.Peto });
        AssertClose(reference.At("peto"), "estimate", fit.Transformed.Value);
        AssertClose(reference.At("peto"), "se", fit.Transformed.StandardError);
        AssertClose(reference.At("peto"), "Q", fit.Heterogeneity.CochranQ!.Statistic);
        AssertClose(reference.At("peto"), "I2", fit.Heterogeneity.ISquaredFromQ);
    }

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

    private static void AssertClose(JsonElement expected, string key, double? actual)
    {
        var value = expected.GetProperty(key);
        if (value.ValueKind == JsonValueKind.Null)
        {
            Assert.Null(actual);
            return;
        }

        Assert.True(actual is not null, key);
        Assert.True(Math.Abs(actual.Value / value.GetDouble() - 1) < ClosedForm, FormattableString.Invariant($"{key}: {actual} against {value}"));
    }
}
