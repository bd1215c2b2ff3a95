using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis.Tests.Models;

/// <summary>The bootstrap interval of an inverse-variance mean.</summary>
public sealed class BootstrapIntervalTests
{
    private static readonly double[] Effects = [0.1, 0.9, 0.4, 1.7, -0.3, 0.6];
    private static readonly double[] Variances = [0.02, 0.05, 0.03, 0.1, 0.08, 0.04];

    private static readonly GenericOptions Options = GenericOptions.Default with { Interval = IntervalMethod.Bootstrap };

    [Fact]
    public void Interval_EqualVariancesCommonEffect_AreQuantilesOfMeansOfEveryDraw()
    {
        // Three studies of equal weight have 27 equally likely draws, so that the standard deviation of their means is known: sd(1, 2, 6) / √3.
        const double MonteCarlo = 0.02;
        var effect = Pool([1, 2, 6], [1, 1, 1], Options with { Model = PoolingModel.Common, Replicates = 200_000 });
        Assert.Equal(Math.Sqrt(14.0 / 3 / 3), effect.Transformed.StandardError!.Value, MonteCarlo);
        Assert.Equal(3, effect.Transformed.Value!.Value, 1e-12);
        Assert.InRange(effect.Transformed.Interval!.Value.Lower, 1, 2);
        Assert.InRange(effect.Transformed.Interval!.Value.Upper, 4, 6);
    }

    [Theory]
    [InlineData(TauSquaredEstimator.DerSimonianLaird, PooledEstimator.DerSimonianLaird)]
    [InlineData(TauSquaredEstimator.Reml, PooledEstimator.Reml)]
    [InlineData(TauSquaredEstimator.Ml, PooledEstimator.MaximumLikelihood)]
    [InlineData(TauSquaredEstimator.PauleMandel, PooledEstimator.PauleMandel)]
    public void Interval_SameSeed_IsTheOneOfTheResamplingRoutine(TauSquaredEstimator estimator, PooledEstimator routine)
    {
        var effect = Pool(Effects, Variances, Options with { TauSquared = estimator, Seed = 7 });
        var expected = Bootstrap.Studies(Effects, Variances, BootstrapOptions.Default with { Estimator = routine, Seed = 7, Replicates = 10_000 }).Interval(BootstrapIntervalMethod.Bca);
        Assert.Equal(expected.Lower, effect.Transformed.Interval!.Value.Lower);
        Assert.Equal(expected.Upper, effect.Transformed.Interval!.Value.Upper);
        Assert.Equal(7UL, effect.Seed);
        Assert.Contains(effect.Notes, n => n.Contains("10000 draws of the 6 studies, seed 7", StringComparison.Ordinal));
        Assert.Null(effect.Transformed.Test.PValue);
    }

    [Fact]
    public void Interval_TwoStudies_IsOfPercentiles()
    {
        var effect = Pool([0.1, 0.9], [0.1, 0.1], Options);
        Assert.Equal(0.1, effect.Transformed.Interval!.Value.Lower, 1e-12);
        Assert.Equal(0.9, effect.Transformed.Interval!.Value.Upper, 1e-12);
        Assert.Contains(effect.Notes, n => n.StartsWith("Bootstrap: percentile", StringComparison.Ordinal));
    }

    [Fact]
    public void Interval_OneStudy_IsNotDefined()
    {
        var effect = Pool([0.1], [0.1], Options);
        Assert.Null(effect.Transformed.Interval);
        Assert.Null(effect.Seed);
        Assert.Contains("One study cannot be resampled.", effect.Notes);
    }

    [Fact]
    public void Interval_IdenticalEffects_HasNoWidthAndSaysSo()
    {
        var effect = Pool([2, 2, 2], [0.1, 0.2, 0.3], Options);
        Assert.Equal(0, effect.Transformed.Interval!.Value.Width, 1e-12);
    }

    [Fact]
    public void Interval_EstimatorThatIsNotRepeated_IsRefusedByName()
    {
        var error = Assert.Throws<ArgumentException>(() => Pool(Effects, Variances, Options with { TauSquared = TauSquaredEstimator.SidikJonkman }));
        Assert.Contains("sidik-jonkman", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Interval_Moderators_AreRefused() =>
        Assert.Throws<ArgumentException>(() => Pooling.Generic(Data(Effects, Variances), Options, moderators: Moderators.None.With("x", [1.0, 2, 3, 4, 5, 6])));

    [Fact]
    public void Replicates_TooFew_Throw() => Assert.Throws<ArgumentOutOfRangeException>(() => GenericOptions.Default with { Replicates = 99 });

    private static PooledEffect Pool(double[] effects, double[] variances, GenericOptions options) => Pooling.Generic(Data(effects, variances), options);

    private static GenericData Data(double[] effects, double[] variances) => new(effects.Select((_, i) => $"S{i}"), effects, variances);
}
