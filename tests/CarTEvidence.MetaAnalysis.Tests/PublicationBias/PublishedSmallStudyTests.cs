namespace CarTEvidence.MetaAnalysis.Tests.PublicationBias;

/// <summary>Small-study methods against numbers that papers and packages print.</summary>
public sealed class PublishedSmallStudyTests
{
    private const double FourDigits = 5e-5;

    /// <summary>Acupoint P6 against nausea (Lee and Done 2004).</summary>
    private static readonly TwoArmData Nausea = new(
        Enumerable.Range(1, 16).Select(i => $"{i}"),
        [18, 5, 9, 32, 9, 11, 69, 3, 1, 11, 7, 4, 1, 24, 16, 28],
        [100, 50, 20, 135, 23, 18, 122, 25, 30, 30, 44, 47, 30, 40, 50, 110],
        [20, 18, 7, 31, 10, 12, 80, 12, 1, 19, 16, 6, 13, 71, 53, 25],
        [100, 50, 20, 139, 23, 18, 122, 25, 30, 30, 39, 47, 30, 80, 88, 111]);

    /// <summary>Magnesium after myocardial infarction, odds ratios of the fifteen trials before the mega-trial (Egger et al. 2001).</summary>
    private static readonly TwoArmData Magnesium = new(
        Enumerable.Range(1, 15).Select(i => $"{i}"),
        [1, 9, 2, 1, 10, 1, 1, 0, 6, 1, 2, 5, 4, 90, 4],
        [40, 135, 200, 48, 150, 59, 25, 22, 76, 27, 89, 23, 130, 1159, 107],
        [2, 23, 7, 1, 8, 9, 3, 1, 11, 7, 12, 13, 8, 118, 17],
        [36, 135, 200, 46, 148, 56, 23, 21, 75, 27, 80, 33, 122, 1157, 108]);

    /// <summary>Henmi and Copas 2010, Statistics in Medicine 29, 2969–2983, doi:10.1002/sim.4029, page 2978.</summary>
    [Fact]
    public void HenmiCopas_AcupointTrials_IsTheIntervalOfThePaper()
    {
        var random = Pooling.TwoArm(Nausea, new TwoArmOptions { TauSquared = TauSquaredEstimator.DerSimonianLaird });
        var robust = SmallStudyEffects.HenmiCopas(random);

        Assert.Equal(-0.6787, random.Transformed.Value!.Value, FourDigits);
        Assert.Equal(-1.0664, random.Transformed.Interval!.Value.Lower, FourDigits);
        Assert.Equal(-0.2911, random.Transformed.Interval!.Value.Upper, FourDigits);
        Assert.Equal(0.3325, robust.TauSquared, FourDigits);
        Assert.Equal(-0.5145, robust.Estimate.Value!.Value, FourDigits);
        Assert.Equal(0.2178, robust.Estimate.StandardError!.Value, FourDigits);
        Assert.Equal(-0.9994, robust.Estimate.Interval!.Value.Lower, FourDigits);
        Assert.Equal(-0.0295, robust.Estimate.Interval!.Value.Upper, FourDigits);
    }

    /// <summary>Source: metafor 4.7-4, printed example of <c>regtest(model = "lm")</c>: the test and its limit estimate, which is PET.</summary>
    [Fact]
    public void PetPeese_MagnesiumTrials_HasTheLimitThatMetaforPrints()
    {
        FunnelData data = Pooling.TwoArm(Magnesium);
        var egger = SmallStudyEffects.EggerClassic(data);
        var pet = SmallStudyEffects.PetPeese(data).Pet!;

        Assert.Equal(-3.1783, egger.Test.Statistic!.Value, FourDigits);
        Assert.Equal(13, egger.Test.DegreesOfFreedom);
        Assert.Equal(0.0073, egger.Test.PValue!.Value, FourDigits);
        Assert.Equal(-0.1512, pet.Value!.Value, FourDigits);
        Assert.Equal(-0.5130, pet.Interval!.Value.Lower, FourDigits);
        Assert.Equal(0.2106, pet.Interval!.Value.Upper, FourDigits);
    }

    /// <summary>Source: metafor 4.7-4, printed examples of <c>regtest</c> with its defaults and with sizes as predictors.</summary>
    [Fact]
    public void Egger_MagnesiumTrials_AreTheTestsThatMetaforPrints()
    {
        var fit = Pooling.TwoArm(Magnesium);
        FunnelData data = fit;
        var sized = new FunnelData(data.Effect.ToArray(), data.Variance.ToArray(), Enumerable.Range(0, 15).Select(i => (double)(Magnesium.TotalTreated[i] + Magnesium.TotalControl[i])));
        var mixed = SmallStudyEffects.EggerMixed(data);

        Assert.Equal(-2.8062, mixed.Test.Statistic!.Value, FourDigits);
        Assert.Equal(-0.1639, mixed.LimitEstimate!.Value, FourDigits);
        Assert.Equal(-0.5681, mixed.LimitInterval!.Value.Lower, FourDigits);
        Assert.Equal(0.2402, mixed.LimitInterval!.Value.Upper, FourDigits);
        Assert.Equal(1.7938, SmallStudyEffects.EggerMixed(sized, FunnelPredictor.Size).Test.Statistic!.Value, FourDigits);
        Assert.Equal(2.8955, SmallStudyEffects.EggerClassic(sized, FunnelPredictor.Size).Test.Statistic!.Value, FourDigits);
        Assert.Equal(-2.3230, SmallStudyEffects.EggerClassic(sized, FunnelPredictor.InverseSize).Test.Statistic!.Value, FourDigits);
        Assert.Equal(-0.5636, SmallStudyEffects.EggerMixed(sized, FunnelPredictor.InverseSize).LimitEstimate!.Value, FourDigits);
    }

    /// <summary>Source: metafor 4.7-4, the printed examples of <c>fsn</c> on the BCG risk ratios.</summary>
    [Theory]
    [InlineData(FailSafeMethod.Rosenthal, null, 598)]
    [InlineData(FailSafeMethod.Orwin, -0.05129329438755058, 175)]
    [InlineData(FailSafeMethod.Rosenberg, null, 370)]
    [InlineData(FailSafeMethod.General, null, 26)]
    public void FailSafeN_BcgTrials_IsTheNumberThatMetaforPrints(FailSafeMethod method, double? target, int studies)
    {
        var bcg = Validation.ReferenceFile.Open("two-arm-bcg.json").Root;
        var effects = new Validation.ReferenceData(bcg).Effects(Measure.RiskRatio);

        Assert.Equal(studies, SmallStudyEffects.FailSafeN(new FunnelData(effects.Select(e => e.Effect!.Value), effects.Select(e => e.Variance!.Value)), method, target: target).Studies);
    }
}
