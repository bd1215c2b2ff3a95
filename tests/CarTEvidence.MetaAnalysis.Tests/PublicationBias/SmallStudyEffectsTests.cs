namespace CarTEvidence.MetaAnalysis.Tests.PublicationBias;

public class SmallStudyEffectsTests
{
    private const double ClosedForm = 1e-10;

    // Published by the authors of a package that checks itself against metasens::lfkindex, to eight decimals.
    private const double EightDecimals = 1e-8;

    [Fact]
    public void Doi_AsymmetricSet_MatchesMetasens()
    {
        var plot = SmallStudyEffects.Doi(new FunnelData(
            [0.05, 0.08, 0.12, 0.20, 0.55, 0.62, 0.85, 1.10, 1.35, 1.60],
            new[] { 0.08, 0.09, 0.10, 0.12, 0.30, 0.33, 0.40, 0.48, 0.55, 0.62 }.Select(s => s * s)));

        Near.Equal(6.68755816, plot.LfkIndex, EightDecimals);
    }

    [Fact]
    public void Doi_NearlySymmetricSet_MatchesMetasens()
    {
        var plot = SmallStudyEffects.Doi(new FunnelData([-0.3, -0.1, 0.0, 0.1, 0.2, 0.35], new[] { 0.2, 0.18, 0.15, 0.16, 0.19, 0.22 }.Select(s => s * s)));

        Near.Equal(0.63617512, plot.LfkIndex, EightDecimals);
        Assert.Equal(6, plot.Points.Count);
    }

    [Fact]
    public void Doi_MirroredEffects_KeepsTheSizeOfTheIndexUpToTheRankOffset()
    {
        double[] effect = [-1, -0.4, 0, 0.4, 1], variance = [0.4, 0.1, 0.02, 0.1, 0.4];

        var plot = SmallStudyEffects.Doi(new FunnelData(effect, variance));

        // A symmetric funnel has index 0 but for the half rank that the published percentiles subtract.
        Assert.InRange(plot.LfkIndex!.Value, -0.1, 0.1);
    }

    [Fact]
    public void Kendall_ExactDistribution_SumsToOneAndIsSymmetric()
    {
        // All 120 orders of five items: P(S ≥ 10) = 1/120; the numbers of orders with 0, 1, 2, ... inversions are 1, 4, 9, 15, 20, 22, ...
        Near.Equal(2.0 / 120, KendallCorrelation.ExactPValue(10, 5), ClosedForm);
        Near.Equal(2.0 * (1 + 4 + 9) / 120, KendallCorrelation.ExactPValue(6, 5), ClosedForm);
        Near.Equal(1, KendallCorrelation.ExactPValue(0, 5), ClosedForm);
    }

    [Fact]
    public void Kendall_RandomRanksWithTies_AgreesWithCountingPairs()
    {
        var random = new CarTEvidence.Resampling.RandomDraws(seed: 1938, replicate: 0);
        foreach (var n in new[] { 2, 3, 7, 40, 133 })
        {
            double[] x = [.. Enumerable.Range(0, n).Select(_ => (double)random.NextIndex(12))], y = [.. Enumerable.Range(0, n).Select(_ => (double)random.NextIndex(9))];
            long score = 0, xPairs = 0, yPairs = 0;
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    score += Math.Sign(x[i] - x[j]) * Math.Sign(y[i] - y[j]);
                    xPairs += x[i] == x[j] ? 0 : 1;
                    yPairs += y[i] == y[j] ? 0 : 1;
                }
            }

            var (found, tau, _, _) = KendallCorrelation.Of(x, y);
            Assert.Equal(score, found);
            if (xPairs > 0 && yPairs > 0)
            {
                Near.Equal(score / Math.Sqrt((double)xPairs * yPairs), tau, ClosedForm);
            }
        }
    }

    [Fact]
    public void TrimAndFill_MirroredFunnel_FillsTheOtherSide()
    {
        double[] effect = [0.1, 0.2, 0.3, 0.6, 0.9, 1.2, 0.15, 0.5], variance = [0.01, 0.02, 0.03, 0.1, 0.2, 0.3, 0.01, 0.09];
        var left = SmallStudyEffects.TrimAndFill(new FunnelData(effect, variance), new TrimAndFillOptions { Side = FunnelSide.Left });
        var right = SmallStudyEffects.TrimAndFill(new FunnelData(effect.Select(y => -y), variance), new TrimAndFillOptions { Side = FunnelSide.Right });

        Assert.True(left.Missing > 0);
        Assert.Equal(left.Missing, right.Missing);
        Near.Equal(-left.Adjusted!.Value!.Value, right.Adjusted!.Value, ClosedForm);
        Assert.Equal(left.Missing, left.Filled.Count);
    }

    [Fact]
    public void TrimAndFill_NoSideGiven_LooksWhereSmallStudiesAreMissing()
    {
        var fill = SmallStudyEffects.TrimAndFill(new FunnelData([0.1, 0.2, 0.3, 0.6, 0.9, 1.2], [0.01, 0.02, 0.03, 0.1, 0.2, 0.3]));

        Assert.Equal(FunnelSide.Left, fill.Side);
    }

    [Fact]
    public void LimitMetaAnalysis_NoHeterogeneity_IsTheLimitOfPetWithUnitErrors()
    {
        // tau² = 0: beta + tau·alpha is beta, the intercept of the regression on the standard error.
        var data = new FunnelData([0.30, 0.33, 0.36, 0.40, 0.45, 0.52], [0.01, 0.02, 0.03, 0.05, 0.08, 0.13]);

        var limit = SmallStudyEffects.LimitMetaAnalysis(data);
        var pet = SmallStudyEffects.PetPeese(data);

        Assert.Equal(0, limit.TauSquared);
        Near.Equal(pet.Pet!.Value!.Value, limit.Adjusted!.Value, ClosedForm);
        Assert.True(limit.SmallStudyTest.Statistic >= 0);
    }

    [Fact]
    public void PetPeese_ExactLineInTheStandardError_FindsItsIntercept()
    {
        double[] se = [0.1, 0.2, 0.3, 0.5, 0.8];

        var fit = SmallStudyEffects.PetPeese(new FunnelData(se.Select(s => 0.25 + (2 * s)), se.Select(s => s * s)));

        Near.Equal(0.25, fit.Pet!.Value, ClosedForm);
    }

    [Fact]
    public void FailSafeN_TargetGiven_IsOrwins()
    {
        // Ten studies averaging 0.5: 15 zeros bring the average to 0.2.
        var data = new FunnelData(Enumerable.Repeat(0.5, 10), Enumerable.Repeat(0.1, 10));

        Assert.Equal(15, SmallStudyEffects.FailSafeN(data, FailSafeMethod.Orwin, target: 0.2).Studies);
        Assert.Equal(15, SmallStudyEffects.FailSafeN(data, FailSafeMethod.Orwin, target: -0.2).Studies);
    }

    [Fact]
    public void EveryTest_OneStudy_IsUndefinedWithANoteAndNeverThrows()
    {
        var one = new FunnelData([0.3], [0.2], [10.0]);

        Assert.Null(SmallStudyEffects.EggerMixed(one).Test.PValue);
        Assert.Null(SmallStudyEffects.Begg(one).Test.PValue);
        Assert.Null(SmallStudyEffects.ThompsonSharp(one).Test.PValue);
        Assert.Null(SmallStudyEffects.PetPeese(one).Leading);
        Assert.Null(SmallStudyEffects.LimitMetaAnalysis(one).Adjusted);
        Assert.Null(SmallStudyEffects.HenmiCopas(one).Estimate.Interval);
        Assert.Null(SmallStudyEffects.Doi(one).LfkIndex);
        Assert.Null(SmallStudyEffects.SelectionModel(one).Adjusted);
        Assert.Equal(0, SmallStudyEffects.TrimAndFill(one).Missing);
        Assert.NotNull(SmallStudyEffects.ExcessSignificance(one).PValue);
    }

    [Fact]
    public void EggerMixed_FromAPooledEffect_IsOneCall()
    {
        var pooled = Pooling.Proportions(
            new ProportionData(["a", "b", "c", "d"], [3, 9, 20, 2], [5, 15, 40, 2]), new ProportionOptions { Model = ProportionModel.Random });

        var test = SmallStudyEffects.EggerMixed(pooled, FunnelPredictor.InverseSize);

        Assert.NotNull(test.Test.PValue);
        Assert.Equal(4, test.StudyCount);
    }
}
