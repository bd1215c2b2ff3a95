namespace CarTEvidence.MetaAnalysis.Tests.EffectSizes;

public sealed class MeasureTests
{
    private const double Rounding = 1e-12;

    [Theory]
    [InlineData("LOGIT", "PLO")]
    [InlineData("plo", "PLO")]
    [InlineData(" Freeman-Tukey ", "PFT")]
    [InlineData("peto", "PETO")]
    [InlineData("gen", "GEN")]
    public void TryParse_NameOrCodeInAnyCase_IsFound(string text, string code)
    {
        Assert.True(Measure.TryParse(text, out var measure));
        Assert.Equal(code, measure.Code);
    }

    [Fact]
    public void Parse_Unknown_ListsWhatIsKnown()
    {
        var error = Assert.Throws<ArgumentException>(() => Measure.Parse("probit"));
        Assert.Contains("probit", error.Message, StringComparison.Ordinal);
        Assert.Contains("logit (PLO)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_NamesAndCodes_AreUnique()
    {
        Assert.Equal(Measure.All.Count, Measure.All.Select(m => m.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(Measure.All.Count, Measure.All.Select(m => m.Code).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(32, Measure.All.Count);
    }

    [Fact]
    public void Transformations_ThereAndBack_AreInverse()
    {
        foreach (var measure in Measure.All)
        {
            foreach (var value in new[] { 0.07, 0.5, 0.93 })
            {
                Assert.Equal(value, measure.ToNatural(measure.ToAnalysis(value)), Rounding);
            }
        }
    }

    /// <summary>Miller's formula undoes the double arcsine exactly for a study of the size it is given.</summary>
    [Theory]
    [InlineData(0, 9)]
    [InlineData(4, 9)]
    [InlineData(9, 9)]
    [InlineData(1, 1)]
    [InlineData(37, 4000)]
    public void FreemanTukey_BackAtItsOwnSize_GivesTheProportion(long events, long total)
    {
        var effect = new ProportionData(["A"], [events], [total]).EffectSizes(Measure.FreemanTukey)[0].Effect!.Value;
        Assert.Equal((double)events / total, Measure.FreemanTukey.ToNaturalAt(effect, total), Rounding);
    }

    [Theory]
    [InlineData(ZeroCorrectionScope.OnlyZero, 0.5, 2)]
    [InlineData(ZeroCorrectionScope.All, 0.5, 2.5)]
    [InlineData(ZeroCorrectionScope.AllIfAnyZero, 0.5, 2.5)]
    [InlineData(ZeroCorrectionScope.None, null, 2)]
    public void EffectSizes_ZeroCorrection_ReachesTheStudiesOfItsScope(ZeroCorrectionScope scope, double? zeroCell, double otherEvents)
    {
        var data = new ProportionData(["zero", "other"], [0, 2], [4, 7]);
        var effects = data.EffectSizes(Measure.Logit, new ZeroCorrection(0.5, scope));
        Assert.Equal(zeroCell is { } x ? Math.Log(x / (4 + x)) : null, effects[0].Effect);
        Assert.Equal(Math.Log(otherEvents / (otherEvents + 3)), effects[1].Effect!.Value, Rounding);
    }

    [Theory]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void ZeroCorrection_ImpossibleAddition_IsRefused(double add) =>
        Assert.Equal("add", Assert.Throws<ArgumentOutOfRangeException>(() => new ZeroCorrection(add, ZeroCorrectionScope.All)).ParamName);

    /// <summary>Hedges' factor for one degree of freedom is 0: two patients tell no standardized mean.</summary>
    [Fact]
    public void EffectSizes_StandardizedByTwoPatients_AreNotDefined()
    {
        Assert.Null(new MeanData(["a"], [3], [1], [2]).EffectSizes(Measure.StandardizedMean)[0].Effect);
        var change = new MeanChangeData(["a"], [3], [1], [4], [1], [2], [0.5]);
        Assert.Null(change.EffectSizes(Measure.StandardizedMeanChangeChangeSd)[0].Effect);
        Assert.Null(change.EffectSizes(Measure.StandardizedMeanChangeRawSd)[0].Effect);
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e-3)]
    [InlineData(0.3)]
    [InlineData(0.999)]
    public void FreemanTukey_RareEventsOfABillion_ComeBackToTheLastDigits(double proportion)
    {
        const double Patients = 1e9;
        var x = proportion * Patients;
        var effect = 0.5 * (Math.Asin(Math.Sqrt(x / (Patients + 1))) + Math.Asin(Math.Sqrt((x + 1) / (Patients + 1))));
        Assert.Equal(1, Measure.FreemanTukey.ToNaturalAt(effect, Patients) / proportion, Rounding);
    }
}
