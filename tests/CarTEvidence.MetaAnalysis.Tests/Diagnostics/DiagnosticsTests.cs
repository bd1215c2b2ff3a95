namespace CarTEvidence.MetaAnalysis.Tests.Diagnostics;

public sealed class DiagnosticsTests
{
    private const double Rounding = 1e-9;

    private static readonly string[] Study = ["a", "b", "c", "d", "e", "f", "g"];
    private static readonly double[] Effect = [0.1, 0.5, 0.2, 0.9, 1.1, 0.4, 1.6];
    private static readonly double[] Variance = [0.04, 0.09, 0.02, 0.05, 0.08, 0.03, 0.1];

    private static GenericData Data => new(Study, Effect, Variance);

    private static Moderators Year => Moderators.None.With("year", [2018.0, 2019, 2019, 2020, 2021, 2022, 2023]);

    [Fact]
    public void Influence_Regression_HatsSumToTheCoefficientsAndDeletionIsARefit()
    {
        var effect = Pooling.Generic(Data, moderators: Year);
        var influence = effect.Influence();
        Assert.Equal(2, influence.Sum(i => i.Hat), Rounding);
        Assert.Equal(100, influence.Sum(i => i.Weight), Rounding);

        // Study g deleted, by hand.
        var without = Pooling.Generic(
            new GenericData(Study[..6], Effect[..6], Variance[..6]), moderators: Moderators.None.With("year", [2018.0, 2019, 2019, 2020, 2021, 2022]));
        var expected = without.At(new Dictionary<string, double> { ["year"] = 2023 });
        var error = Math.Sqrt(Variance[6] + without.Heterogeneity.TauSquared!.Value + Math.Pow(expected.Transformed.StandardError!.Value, 2));
        Assert.Equal((Effect[6] - expected.Transformed.Value!.Value) / error, influence[6].StudentizedResidual!.Value, Rounding);
        Assert.Equal(without.Heterogeneity.TauSquared!.Value, influence[6].TauSquaredDeleted!.Value, Rounding);
        Assert.Equal(2, influence[6].Dfbetas.Count);
    }

    [Fact]
    public void Influence_StudyThatAloneCarriesALevel_HasNoDeletion()
    {
        var effect = Pooling.Generic(Data, moderators: Moderators.None.With("target", ["x", "x", "x", "x", "x", "x", "only"]));
        var only = effect.Influence()[6];
        Assert.Equal(1, only.Hat, Rounding);
        Assert.Null(only.StudentizedResidual);
        Assert.Null(only.CooksDistance);
        Assert.Empty(only.Dfbetas);
        Assert.Equal(6, effect.Baujat().Count);
    }

    [Fact]
    public void LeaveOneOut_BinomialNormal_RefitsTheLikelihood()
    {
        var data = new ProportionData(["a", "b", "c"], [3, 7, 2], [10, 12, 9]);
        var without = Pooling.Proportions(data).LeaveOneOut();
        var direct = Pooling.Proportions(new ProportionData(["a", "c"], [3, 2], [10, 9]));
        Assert.Equal(["a", "b", "c"], without.Select(s => s.Study));
        Assert.Equal(direct.Pooled.Value!.Value, without[1].Pooled.Value!.Value, Rounding);
    }

    [Fact]
    public void Cumulative_OrderGiven_EndsWithTheWholeFit()
    {
        var effect = Pooling.Generic(Data);
        var cumulative = effect.Cumulative([6, 5, 4, 3, 2, 1, 0]);
        Assert.Equal("g", cumulative[0].Study);
        Assert.Equal(Effect[6], cumulative[0].Transformed.Value!.Value, Rounding);
        Assert.Equal(effect.Transformed.Value!.Value, cumulative[^1].Transformed.Value!.Value, Rounding);
        Assert.Throws<ArgumentException>(() => effect.Cumulative([0, 0]));
        Assert.Throws<ArgumentException>(() => effect.Cumulative([7]));
    }

    [Fact]
    public void LeaveOneOut_OneStudy_IsEmpty() => Assert.Empty(Pooling.Generic(new GenericData(["a"], [1], [0.1])).LeaveOneOut());

    [Fact]
    public void Radial_PointsLieOnTheLineOfTheirEffect()
    {
        var points = Pooling.Generic(Data).Radial();
        for (var i = 0; i < points.Count; i++)
        {
            Assert.Equal(Effect[i], points[i].Y / points[i].X, Rounding);
        }
    }

    [Fact]
    public void Influence_LikelihoodModel_SaysThatItIsNotDefined()
    {
        var effect = Pooling.Proportions(new ProportionData(["a", "b"], [1, 2], [5, 6]));
        Assert.Contains("binomial-normal", Assert.Throws<InvalidOperationException>(() => effect.Influence()).Message, StringComparison.Ordinal);
    }

    /// <summary>Equal effects have a Hartung–Knapp variance of 0: what is measured in it is not defined, and never not-a-number.</summary>
    [Fact]
    public void Influence_EqualEffectsHartungKnapp_IsNullNotNaN()
    {
        var effect = Pooling.Generic(new GenericData(["a", "b", "c"], [1, 1, 1], [0.2, 0.3, 0.4]), new GenericOptions { Interval = IntervalMethod.Hksj });
        Assert.All(effect.Influence(), study => Assert.Null(study.CovarianceRatio));
        Assert.Empty(effect.Baujat());
    }

    /// <summary>Data without a defined effect are no mistake of the caller's.</summary>
    [Fact]
    public void LeaveOneOut_NoDefinedEffect_IsEmpty()
    {
        var data = new TwoArmData(["a", "b"], [0, 0], [5, 6], [0, 0], [4, 3]);
        var effect = Pooling.TwoArm(data, new TwoArmOptions { DropDoubleZero = true });
        Assert.Null(effect.Pooled.Value);
        Assert.Empty(effect.LeaveOneOut());
        Assert.Empty(effect.Cumulative());
    }

    /// <summary>A moderator that does not vary leaves a mean, with a profile.</summary>
    [Fact]
    public void ProfileLikelihood_ConstantModerator_IsThatOfTheMean()
    {
        var constant = Pooling.Generic(Data, moderators: Moderators.None.With("x", Effect.Select(_ => 2.0)));
        Assert.Equal(
            Pooling.Generic(Data).ProfileLikelihood(ProfiledParameter.Mean)!.Interval.Lower, constant.ProfileLikelihood(ProfiledParameter.Mean)!.Interval.Lower, Rounding);
        Assert.Contains(constant.Notes, note => note.StartsWith("Left out", StringComparison.Ordinal));
    }
}
