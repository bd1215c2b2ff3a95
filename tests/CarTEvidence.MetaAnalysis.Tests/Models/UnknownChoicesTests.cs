namespace CarTEvidence.MetaAnalysis.Tests.Models;

/// <summary>A choice that a model does not have is refused, or answered with a note; never by another one under its label.</summary>
public sealed class UnknownChoicesTests
{
    private static readonly GenericData Effects = new(["a", "b", "c", "d"], [0.1, 0.9, 0.4, 1.3], [0.2, 0.3, 0.4, 0.1]);
    private static readonly ProportionData Counts = new(["a", "b", "c", "d"], [1, 3, 5, 2], [9, 9, 9, 9]);

    public static TheoryData<PredictionMethod> OfInverseVariance =>
    [
        PredictionMethod.HartungKnapp, PredictionMethod.HartungKnappPartlettRiley, PredictionMethod.KenwardRoger, PredictionMethod.KenwardRogerPartlettRiley,
    ];

    [Fact]
    public void Generic_CredibleInterval_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => Pooling.Generic(Effects, new GenericOptions { Interval = IntervalMethod.EqualTailed }));
        Assert.Contains("equal-tailed", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(OfInverseVariance))]
    public void LikelihoodModels_PredictionByAnotherModelsStandardError_SayWhatTheyTook(PredictionMethod method)
    {
        PooledEffect[] fits =
        [
            Pooling.Proportions(Counts, new ProportionOptions { Prediction = method }),
            Pooling.Proportions(Counts, new ProportionOptions { Prediction = method }, moderators: Moderators.None.With("x", [1.0, 2, 3, 5])),
            Pooling.Multilevel(
                new MultilevelData([0.1, 0.9, 0.4, 1.3], [0.2, 0.3, 0.4, 0.1], ["a", "a", "b", "c"], ["1", "2", "1", "1"]), new MultilevelOptions { Prediction = method }),
        ];
        Assert.All(fits, fit => Assert.Contains(fit.Notes, note => note.Contains($"\"{MethodNames.Predictions[method].Name}\" takes", StringComparison.Ordinal)));
        Assert.DoesNotContain(Pooling.Proportions(Counts).Notes, note => note.Contains("takes a standard error", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(PredictionMethod.ModelNormal, PredictionMethod.Normal)]
    [InlineData(PredictionMethod.Veroniki, PredictionMethod.T)]
    public void LikelihoodRegression_ModelStandardError_IsWhatItSays(PredictionMethod named, PredictionMethod same)
    {
        Interval Of(PredictionMethod method) => Pooling.Proportions(
            Counts, new ProportionOptions { Prediction = method }, moderators: Moderators.None.With("x", [1.0, 2, 3, 5])).Prediction!.Transformed;
        Assert.Equal(Of(same), Of(named));
    }

    [Fact]
    public void HartungKnapp_FlooredByARule_NoteDoesNotSayItIsSmaller()
    {
        var data = new GenericData(["a", "b", "c", "d"], [0.1, 0.2, 0.15, 0.12], [0.2, 0.3, 0.4, 0.1]);
        var floored = Pooling.Generic(data, new GenericOptions { Interval = IntervalMethod.Hksj, HksjAdHoc = HksjAdHocRule.StandardError });
        var plain = Pooling.Generic(data, new GenericOptions { Interval = IntervalMethod.Hksj });
        Assert.DoesNotContain(floored.Notes, note => note.Contains("smaller than the Wald one", StringComparison.Ordinal));
        Assert.Contains(plain.Notes, note => note.Contains("smaller than the Wald one", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    public void Level_NotBetweenZeroAndOne_IsRefusedEverywhere(double level)
    {
        FunnelData funnel = new([0.1, 0.9, 0.4, 1.3], [0.2, 0.3, 0.4, 0.1], [20, 30, 40, 10]);
        Action[] calls =
        [
            () => _ = new GenericOptions { Level = level },
            () => _ = new TrimAndFillOptions { Level = level },
            () => _ = new SelectionModelOptions { Level = level },
            () => _ = new SpecificationOptions { Level = level },
            () => SmallStudyEffects.EggerMixed(funnel, level: level),
            () => SmallStudyEffects.EggerClassic(funnel, level: level),
            () => SmallStudyEffects.ThompsonSharp(funnel, level: level),
            () => SmallStudyEffects.Macaskill(funnel, level),
            () => SmallStudyEffects.PetPeese(funnel, level),
            () => SmallStudyEffects.LimitMetaAnalysis(funnel, level: level),
            () => SmallStudyEffects.HenmiCopas(funnel, level),
        ];
        Assert.All(calls, call => Assert.Throws<ArgumentOutOfRangeException>(call));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1e-12)]
    [InlineData(1)]
    public void Tolerance_ThatCannotBeMet_IsRefused(double tolerance) => Assert.Throws<ArgumentOutOfRangeException>(() => new GenericOptions { Tolerance = tolerance });

    [Fact]
    public void MaxIterations_None_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new GenericOptions { MaxIterations = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrimAndFillOptions { MaxIterations = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SelectionModelOptions { MaxIterations = 0 });
    }

    /// <summary>A profile-likelihood interval belongs to maximum likelihood, in trim and fill as elsewhere.</summary>
    [Fact]
    public void TrimAndFill_ProfileLikelihood_TakesMaximumLikelihood()
    {
        FunnelData funnel = new([0.1, 0.9, 0.4, 1.3, 0.2], [0.02, 0.3, 0.04, 0.1, 0.05]);
        var profile = SmallStudyEffects.TrimAndFill(funnel, new TrimAndFillOptions { Interval = IntervalMethod.ProfileLikelihood });
        var likelihood = SmallStudyEffects.TrimAndFill(funnel, new TrimAndFillOptions { TauSquared = TauSquaredEstimator.Ml });
        Assert.Equal(likelihood.TauSquared, profile.TauSquared);
        Assert.Throws<ArgumentException>(() => SmallStudyEffects.TrimAndFill(funnel, new TrimAndFillOptions { Interval = IntervalMethod.EqualTailed }));
    }

    [Fact]
    public void WrongColumn_NamesTheParameterOfTheCaller()
    {
        Assert.Equal("moderators", Assert.Throws<ArgumentException>(() => Pooling.Generic(Effects, moderators: Moderators.None.With("x", [1.0, 2]))).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentException>(() => Pooling.Generic(Effects, new GenericOptions { Model = PoolingModel.Peto })).ParamName);
        Assert.Equal("name", Assert.Throws<ArgumentException>(() => Moderators.None.With("x", [1.0]).With("x", [2.0])).ParamName);
    }

    /// <summary>Kenward–Roger degrees of freedom can fall to nothing: the limits are infinite then, and say so.</summary>
    [Fact]
    public void KenwardRoger_WithoutDegreesOfFreedom_SaysSo()
    {
        var data = new GenericData(["a", "b", "c"], [-0.14, 0.34, 0.29], [0.648, 0.02, 0.407]);
        var fit = Pooling.Generic(data, new GenericOptions { Interval = IntervalMethod.KenwardRoger, Prediction = PredictionMethod.KenwardRoger });
        Assert.True(fit.Transformed.Test.DegreesOfFreedom < 1);
        Assert.Contains(fit.Notes, note => note.Contains("less than one", StringComparison.Ordinal));
        Assert.Contains(fit.Notes, note => note.Contains("without end", StringComparison.Ordinal));
    }

    /// <summary>A step given twice has an interval that no p-value can fall into.</summary>
    [Fact]
    public void SelectionModel_RepeatedStep_IsRefused() => Assert.Throws<ArgumentException>(
        () => SmallStudyEffects.SelectionModel(new FunnelData([0.1, 0.9, 0.4, 1.3], [0.2, 0.3, 0.4, 0.1]), new SelectionModelOptions { Steps = [0.025, 0.025] }));

    [Fact]
    public void Multilevel_OneEffect_HasNoISquared()
    {
        var fit = Pooling.Multilevel(new MultilevelData([0.3], [0.1], ["a"], ["1"]));
        Assert.Null(fit.Heterogeneity.ISquared);
        Assert.Null(fit.Heterogeneity.HSquared);
        Assert.Contains(fit.Notes, note => note.StartsWith("One effect", StringComparison.Ordinal));
    }
}
