namespace CarTEvidence.MetaAnalysis.Tests.PublicationBias;

/// <summary>Every method answers, or says why not; no exception and no NaN leaves it.</summary>
public class ExtremeFunnelTests
{
    public static TheoryData<string> Cases() => ["identical", "same variance", "tiny variances", "huge variances", "one dominates", "twenty-four orders", "two studies", "one study", "far away"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryMethod_ExtremeInput_AnswersWithoutNaN(string name)
    {
        var data = Make(name);

        Each(SmallStudyEffects.EggerMixed(data), SmallStudyEffects.EggerClassic(data), SmallStudyEffects.ThompsonSharp(data), SmallStudyEffects.Macaskill(data));
        Each(SmallStudyEffects.Begg(data), SmallStudyEffects.Begg(data, exact: false));
        foreach (var estimator in Enum.GetValues<TrimAndFillEstimator>())
        {
            Defined(SmallStudyEffects.TrimAndFill(data, new TrimAndFillOptions { Estimator = estimator }).Adjusted?.Value);
        }

        foreach (var method in Enum.GetValues<FailSafeMethod>())
        {
            Defined(SmallStudyEffects.FailSafeN(data, method).Studies, SmallStudyEffects.FailSafeN(data, method).PValue);
        }

        Defined(SmallStudyEffects.Doi(data).LfkIndex, SmallStudyEffects.ExcessSignificance(data).PValue, SmallStudyEffects.ExcessSignificance(data).ChiSquaredPValue);
        Defined(SmallStudyEffects.PetPeese(data).Leading?.Value, SmallStudyEffects.LimitMetaAnalysis(data).Adjusted?.Value);
        var henmi = SmallStudyEffects.HenmiCopas(data).Estimate;
        Defined(henmi.Value, henmi.Interval?.Lower, henmi.Interval?.Upper);
        foreach (var function in Enum.GetValues<SelectionFunction>())
        {
            var model = SmallStudyEffects.SelectionModel(data, new SelectionModelOptions { Function = function });
            Defined(model.Adjusted?.Value, model.Adjusted?.StandardError, model.TauSquared, model.LikelihoodRatio.PValue);
        }
    }

    private static void Each(params SmallStudyTest[] tests)
    {
        foreach (var test in tests)
        {
            Defined(test.Test.Statistic, test.Test.PValue, test.Estimate, test.StandardError, test.LimitEstimate);
            Assert.True(test.Test.PValue is not null || test.Notes.Count > 0, test.Name);
        }
    }

    private static void Defined(params double?[] numbers) => Assert.All(numbers, n => Assert.False(n is { } v && double.IsNaN(v)));

    private static FunnelData Make(string name)
    {
        double[] effect = [0.3, -0.2, 0.8, 0.5, 0.1, 1.1], variance = [0.1, 0.2, 0.05, 0.3, 0.15, 0.4], size = [40, 20, 80, 13, 27, 10];
        (effect, variance) = name switch
        {
            "identical" => ([0.4, 0.4, 0.4, 0.4, 0.4, 0.4], variance),
            "same variance" => (effect, [0.1, 0.1, 0.1, 0.1, 0.1, 0.1]),
            "tiny variances" => (effect, [.. variance.Select(v => v * 1e-12)]),
            "huge variances" => (effect, [.. variance.Select(v => v * 1e12)]),
            "one dominates" => (effect, [1e-12, .. variance.Skip(1)]),
            "twenty-four orders" => (effect, [1e-12, 1e-6, 1, 1e4, 1e8, 1e12]),
            "far away" => ([.. effect.Select(y => y + 1e6)], variance),
            _ => (effect, variance),
        };
        var k = name switch { "one study" => 1, "two studies" => 2, _ => effect.Length };
        return new FunnelData(effect.Take(k), variance.Take(k), size.Take(k));
    }

    /// <summary>Where one weight swallows the other, the moment estimate of tau² does not divide by their lost difference.</summary>
    [Fact]
    public void HenmiCopas_WeightsFarApart_IsFinite()
    {
        var result = SmallStudyEffects.HenmiCopas(new FunnelData([2.8e13, 5.4], [2.8e18, 5.4e-8]));
        Assert.True(double.IsFinite(result.TauSquared));
        Assert.True(double.IsFinite(result.Estimate.StandardError!.Value));
    }
}
