namespace CarTEvidence.MetaAnalysis.Tests.Specifications;

public sealed class SpecificationCurveTests
{
    private static readonly ProportionData Data = new(["A", "B", "C", "D", "E"], [5, 12, 8, 1, 0], [5, 15, 9, 4, 2]);

    private static readonly SpecificationOptions Small = new()
    {
        Measures = [Measure.Logit, Measure.Raw],
        Models = [ProportionModel.BinomialNormal, ProportionModel.Random, ProportionModel.Common, ProportionModel.BetaBinomial],
        TauSquared = [TauSquaredEstimator.Reml, TauSquaredEstimator.DerSimonianLaird],
        Intervals = [IntervalMethod.Wald, IntervalMethod.Hksj, IntervalMethod.ProfileLikelihood],
    };

    // binomial-normal: Wald and profile, each typical and average (4); random: 2 measures × (2 estimators × 2 intervals + profile by ML) (10);
    // common: Wald on 2 measures (2); beta-binomial: Wald and profile of the average (2).
    private const int CombinationsKnown = 18;

    [Fact]
    public void Of_Combinations_AreThoseThatAModelKnowsEachOnce()
    {
        var curve = SpecificationCurve.Of([IncludedStudies.All(Data)], Small);

        Assert.Equal(CombinationsKnown, curve.Specifications.Count);
        Assert.Equal(CombinationsKnown, curve.Specifications.Select(s => s.ToString()).Distinct().Count());
        Assert.Empty(curve.Notes);
    }

    [Fact]
    public void Of_EverySpecification_IsWhatPoolingAnswers()
    {
        var curve = SpecificationCurve.Of([IncludedStudies.All(Data)], Small with { Level = 0.9 });

        Assert.All(curve.Specifications, s =>
        {
            var effect = Pooling.Proportions(Data, new ProportionOptions
            {
                Model = s.Model,
                Measure = s.Measure,
                TauSquared = s.TauSquared ?? TauSquaredEstimator.Reml,
                Interval = s.Interval,
                Level = 0.9,
            });
            var expected = s.Quantity == PooledQuantity.Average && effect.Marginal is not null ? effect.Marginal : effect.Pooled;
            Assert.Equal(expected, s.Estimate);
            Assert.Equal(Data.Count, s.StudyCount);
            Assert.Equal(35, s.Total);
        });
    }

    [Fact]
    public void Of_Order_IsAscendingAndIndependentOfThreads()
    {
        var one = SpecificationCurve.Of([IncludedStudies.All(Data)], Small with { Threads = 1 });
        var two = SpecificationCurve.Of([IncludedStudies.All(Data)], Small with { Threads = 3 });

        Assert.Equal(one.Specifications.Select(s => s.Estimate.Value).Order(), one.Specifications.Select(s => s.Estimate.Value));
        Assert.Equal(one.Specifications.Select(s => (s.ToString(), s.Estimate)), two.Specifications.Select(s => (s.ToString(), s.Estimate)));
    }

    [Fact]
    public void ShareExcluding_Value_IsTheShareOfIntervalsWithoutIt()
    {
        var curve = SpecificationCurve.Of([IncludedStudies.All(Data)], Small);

        Assert.Equal(1, curve.ShareExcluding(1e-9));
        Assert.Equal(curve.Specifications.Count(s => s.Estimate.Interval is { } i && (i.Lower > 0.5 || i.Upper < 0.5)) / (double)CombinationsKnown, curve.ShareExcluding(0.5));
        Assert.InRange(curve.ShareExcluding(curve.Median!.Value)!.Value, 0, 0.5);
    }

    [Fact]
    public void Quantile_OfEstimates_InterpolatesBetweenOrderStatistics()
    {
        var curve = SpecificationCurve.Of([IncludedStudies.All(Data)], Small);
        double[] sorted = [.. curve.Specifications.Select(s => s.Estimate.Value!.Value)];

        Assert.Equal(sorted[0], curve.Lowest);
        Assert.Equal(sorted[^1], curve.Highest);
        Assert.Equal((sorted[8] + sorted[9]) / 2, curve.Median!.Value, 1e-15);
        Assert.Throws<ArgumentOutOfRangeException>(() => curve.Quantile(1.1));
    }

    [Fact]
    public void Choices_OfADimension_CountEverySpecificationOnce()
    {
        var curve = SpecificationCurve.Of([IncludedStudies.All(Data), IncludedStudies.AtLeast(Data, 4)!], Small);

        Assert.All(curve.Choices.GroupBy(c => c.Choice.Dimension), g => Assert.Equal(2 * CombinationsKnown, g.Sum(c => c.Specifications)));
        var excluding = Assert.Single(curve.Choices, c => c.Choice is { Dimension: "inclusion", Value: "at least 4 patients" });
        Assert.Equal(CombinationsKnown, excluding.Specifications);
        Assert.True(excluding.Lowest <= excluding.Median && excluding.Median <= excluding.Highest);
    }

    [Fact]
    public void Of_RuleWithoutEffect_IsPassedOverWithANote()
    {
        var curve = SpecificationCurve.Of([IncludedStudies.All(Data), IncludedStudies.AtLeast(Data, 1)!], Small);

        Assert.Equal(CombinationsKnown, curve.Specifications.Count);
        Assert.Contains("leaves the same studies as \"all studies\"", Assert.Single(curve.Notes), StringComparison.Ordinal);
        Assert.Null(IncludedStudies.AtLeast(Data, 16));
    }

    [Fact]
    public void Of_RuleThatLeavesOneStudy_IsPassedOverWithANote()
    {
        var curve = SpecificationCurve.Of([IncludedStudies.All(Data), IncludedStudies.AtLeast(Data, 15)!], Small);

        Assert.Equal(CombinationsKnown, curve.Specifications.Count);
        Assert.Contains("leaves one study", Assert.Single(curve.Notes), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SpecificationCurve.Of([IncludedStudies.AtLeast(Data, 15)!], Small));
    }

    [Fact]
    public void Of_NoEvents_AnswersEverySpecificationOrSaysWhyNot()
    {
        var none = new ProportionData(["A", "B", "C"], [0, 0, 0], [5, 15, 9]);

        var curve = SpecificationCurve.Of([IncludedStudies.All(none)], Small);

        Assert.All(curve.Specifications, s => Assert.True(s.Estimate.Interval is not null || s.Notes.Count > 0, s.ToString()));
        Assert.All(curve.Specifications.Where(s => s.Model == ProportionModel.BinomialNormal), s => Assert.Equal(0, s.Estimate.Value));
    }

    [Fact]
    public void Of_NothingToDo_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => SpecificationCurve.Of([]));
        Assert.Throws<ArgumentException>(() => SpecificationCurve.Of([IncludedStudies.All(Data)], Small with { Models = [ProportionModel.Common], Intervals = [IntervalMethod.Hksj] }));
    }
}
