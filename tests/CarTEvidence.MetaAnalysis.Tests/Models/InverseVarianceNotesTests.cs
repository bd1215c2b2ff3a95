namespace CarTEvidence.MetaAnalysis.Tests.Models;

public sealed class InverseVarianceNotesTests
{
    /// <summary>A mean near 0 against its standard error: the second-order term of the log ratio is of the order of 1e15, and its exponential is no number.</summary>
    [Theory]
    [InlineData(1e-9, 1)]
    [InlineData(1, 1e-9)]
    public void Means_RatioOfAMeanNearNothing_SaysWhyTheNaturalScaleHasNoNumber(double first, double second)
    {
        var data = new TwoArmMeanData(["a", "b"], [first, first], [0.3, 0.3], [20, 20], [second, second], [0.3, 0.3], [20, 20]);
        var fit = Pooling.Means(data, new MeanOptions { Measure = Measure.RatioOfMeans });
        Assert.Equal(first < second ? double.PositiveInfinity : 0, fit.Pooled.Value);
        Assert.True(double.IsFinite(fit.Transformed.Value!.Value));
        Assert.Contains(fit.Notes, note => note.Contains("beyond the range", StringComparison.Ordinal) && note.Contains("mean difference", StringComparison.Ordinal));
    }

    [Fact]
    public void Means_OrdinaryRatio_HasNoSuchNote()
    {
        var data = new TwoArmMeanData(["a", "b"], [9, 10], [2, 2], [20, 20], [11, 13], [2, 2], [20, 20]);
        Assert.DoesNotContain(Pooling.Means(data, new MeanOptions { Measure = Measure.RatioOfMeans }).Notes, note => note.Contains("beyond the range", StringComparison.Ordinal));
    }

    /// <summary>A raw rate of 0 is a rate of 0.</summary>
    [Fact]
    public void Rates_RawRatesOfNothing_HaveNoSuchNote()
    {
        var fit = Pooling.Rates(new RateData(["a", "b"], [0, 0], [12, 30]), new RateOptions { Measure = Measure.Rate, Model = PoolingModel.Random });
        Assert.DoesNotContain(fit.Notes, note => note.Contains("beyond the range", StringComparison.Ordinal));
    }

    [Fact]
    public void Generic_RegressionOfVariancesFarApart_IsRefusedWithTheirValues()
    {
        var data = new GenericData(["tiny", "b", "c", "huge"], [0.1, 0.2, 0.3, 0.4], [1e-9, 0.1, 0.2, 1e3]);
        var error = Assert.Throws<ArgumentException>(() => Pooling.Generic(data, moderators: Moderators.None.With("x", [1, 2, 3, 4])));
        Assert.Contains("\"tiny\" has 1E-09", error.Message, StringComparison.Ordinal);
        Assert.Contains("Pool without moderators", error.Message, StringComparison.Ordinal);
        Assert.NotNull(Pooling.Generic(data).Pooled.Value);
    }
}
