namespace CarTEvidence.MetaAnalysis.Tests.Presets;

/// <summary>Every fit of R's meta 8.4-0 is compared by the validation procedures; here is what the presets have in common.</summary>
public sealed class LikeTests
{
    private const double ClosedForm = 1e-10;

    [Fact]
    public void Apply_AnyPreset_KeepsTheOtherChoices()
    {
        var options = new ProportionOptions { Measure = Measure.Log, Model = ProportionModel.Random, Level = 0.9 };

        foreach (var preset in new[] { Like.Metafor, Like.Meta8, Like.Meta7, Like.RevMan2025, Like.Stata })
        {
            var applied = preset.Apply(options);
            Assert.Equal(Measure.Log, applied.Measure);
            Assert.Equal(0.9, applied.Level);
            Assert.Equal(preset.Prediction, applied.Prediction);
            Assert.Equal(preset.Proportions, applied.Convention);
            Assert.NotNull(Pooling.Proportions(new ProportionData(["a", "b", "c"], [0, 3, 9], [5, 8, 12]), applied).Transformed.Value);
        }
    }

    [Fact]
    public void EggerTest_MetaforAndMeta_TestDifferentModels()
    {
        var data = new FunnelData([0.1, 0.2, 0.3, 0.9, 0.4, 1.2], [0.01, 0.02, 0.03, 0.1, 0.2, 0.3]);

        Assert.Equal("egger-mixed", Like.Metafor.EggerTest(data).Name);
        Assert.Equal("egger-classic", Like.Meta8.EggerTest(data).Name);
        Assert.Null(Like.Stata.EggerTest(data).Test.DegreesOfFreedom);
        Assert.Equal(4, Like.Meta7.EggerTest(data).Test.DegreesOfFreedom);
    }

    [Fact]
    public void Presets_PredictionDegreesOfFreedom_OrderTheIntervals()
    {
        var data = new ProportionData(["a", "b", "c", "d", "e"], [1, 9, 5, 20, 4], [10, 12, 15, 30, 6]);
        var options = new ProportionOptions { Model = ProportionModel.Random };
        double Width(Conventions like) => Pooling.Proportions(data, like.Apply(options)).Prediction!.Transformed.Width;

        Assert.True(Width(Like.Metafor) < Width(Like.Meta8));
        Assert.True(Width(Like.Meta8) < Width(Like.Meta7));
        Near.Equal(Width(Like.Meta7), Width(Like.Stata), ClosedForm);
    }
}
