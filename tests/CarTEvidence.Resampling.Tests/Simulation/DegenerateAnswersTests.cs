namespace CarTEvidence.Resampling.Tests.Simulation;

/// <summary>Answers that are none, or without bounds; parts without data sets; choices that do not exist.</summary>
public sealed class DegenerateAnswersTests
{
    private static SimulationResult Run(SimulationMethod method, ReplicateRange? range = null) =>
        Resampling.Simulation.Run(new SimulationDesign([5, 6], 0, 1), [method], new() { Replicates = 640, Range = range });

    [Theory]
    [InlineData(double.NaN, 0.1, 0.9)]
    [InlineData(0.5, double.NaN, 0.9)]
    [InlineData(0.5, 0.1, double.NaN)]
    [InlineData(double.PositiveInfinity, 0.1, 0.9)]
    public void Answer_ThatIsNoNumber_IsNoAnswerAndCoversNothing(double estimate, double lower, double upper)
    {
        MethodPerformance performance = Run(new SimulationMethod("broken", _ => new MethodAnswer(estimate, lower, upper))).Methods[0];
        Assert.Equal((640L, 640L, 0.0, 0.0, 0.0), (performance.DataSets, performance.NotConverged, performance.Coverage, performance.MeanWidth, performance.Bias));
    }

    [Fact]
    public void Answer_WithoutBounds_CoversAndIsInfinitelyWide()
    {
        MethodPerformance performance = Run(new SimulationMethod("all", _ => new MethodAnswer(0.5, double.NegativeInfinity, double.PositiveInfinity))).Methods[0];
        Assert.Equal((0L, 1.0), (performance.NotConverged, performance.Coverage));
        Assert.Equal((double.PositiveInfinity, double.PositiveInfinity), (performance.MeanWidth, performance.MeanWidthStandardError));
        Assert.Equal((0.0, 0.0), (performance.Bias, performance.RootMeanSquaredErrorStandardError));
    }

    [Fact]
    public void Part_WithoutDataSets_HasNoNumberThatIsNoneAndNoRecommendation()
    {
        SimulationResult empty = Run(LogitMethods.Create(PooledEstimator.Reml, LogitInterval.Wald), new(640, 0));
        MethodPerformance performance = empty.Methods[0];
        Assert.All(
            [performance.Coverage, performance.CoverageStandardError, performance.MissesAbove, performance.MissesBelow, performance.MeanWidth, performance.Bias, performance.RootMeanSquaredError],
            number => Assert.Equal(0, number));
        Assert.Throws<ArgumentException>("simulation", () => MethodAudit.Recommend(empty));
    }

    [Fact]
    public void Choices_ThatDoNotExist_AreRefusedWhereTheyAreMade()
    {
        Assert.Throws<ArgumentException>("estimator", () => LogitMethods.Create(PooledEstimator.BinomialNormal, LogitInterval.Wald));
        Assert.Throws<ArgumentException>("estimator", () => LogitMethods.Create((PooledEstimator)99, LogitInterval.Wald));
        Assert.Throws<ArgumentOutOfRangeException>("interval", () => LogitMethods.Create(PooledEstimator.Reml, (LogitInterval)9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SimulationDesign([5, 6], 0, 1) { Distribution = (EffectDistribution)9 });
        Assert.Throws<ArgumentException>("estimator", () => Resampling.Jackknife.Studies([1, 2, 3], [1, 1, 1], (PooledEstimator)99));
    }
}
