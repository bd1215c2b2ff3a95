namespace CarTEvidence.Resampling.Tests.Simulation;

public sealed class SimulationTests
{
    private static readonly int[] TrialSizes = [1, 1, 1, 2, 3, 3, 4, 5, 5, 6, 6, 7, 8, 9, 10, 11, 12, 13, 15, 15];

    private static SimulationResult Run(SimulationDesign design, IReadOnlyList<SimulationMethod> methods, SimulationOptions options) => Resampling.Simulation.Run(design, methods, options);

    [Fact]
    public void Run_TheDesignOfSmallTrials_ShowsTheFailureOfTheCommonMethod()
    {
        // The 54 scenarios of the study that chose the project's defaults: logit with one half added, DerSimonian-Laird and ad hoc HKSJ covered
        // 0.418 on average, 0.000 in the worst scenario and 0.980 at p = 0.5. 300 data sets a scenario: standard error of the average below 0.003.
        SimulationMethod method = LogitMethods.Create(PooledEstimator.DerSimonianLaird, LogitInterval.HksjAdHoc);
        var coverage = new List<(double Proportion, double Coverage)>();
        foreach (int k in (int[])[6, 13, 25])
        {
            foreach (double p in (double[])[0.01, 0.05, 0.5, 0.85, 0.95, 0.99])
            {
                foreach (double tau in (double[])[0, 0.5, 1])
                {
                    var design = new SimulationDesign(TrialSizes, k, Math.Log(p / (1 - p)), tau * tau);
                    coverage.Add((p, Run(design, [method], new SimulationOptions { Replicates = 300, Seed = (ulong)coverage.Count }).Methods[0].Coverage));
                }
            }
        }

        Assert.Equal(54, coverage.Count);
        Assert.InRange(coverage.Average(c => c.Coverage), 0.418 - 0.012, 0.418 + 0.012);
        Assert.InRange(coverage.Where(c => c.Proportion == 0.5).Average(c => c.Coverage), 0.980 - 0.012, 0.980 + 0.012);
        Assert.InRange(coverage.Min(c => c.Coverage), 0, 0.01);
    }

    [Fact]
    public void Run_ManyLargeStudies_WaldAndHksjKeepTheirLevel()
    {
        // With 30 studies of 400 patients at p = 0.5 both intervals are close to exact.
        var design = new SimulationDesign([.. Enumerable.Repeat(400, 30)], 0, 0.25);
        SimulationResult result = Run(
            design, [LogitMethods.Create(PooledEstimator.Reml, LogitInterval.Wald), LogitMethods.Create(PooledEstimator.Reml, LogitInterval.Hksj)], new SimulationOptions { Replicates = 4000 });
        Assert.InRange(result.Methods[0].Coverage, 0.925, 0.955);
        Assert.InRange(result.Methods[1].Coverage, 0.935, 0.965);
        Assert.InRange(result.Methods[1].Bias, -5 * result.Methods[1].BiasStandardError, 5 * result.Methods[1].BiasStandardError);
        Assert.True(result.Methods[0].MeanWidth < result.Methods[1].MeanWidth);
    }

    [Fact]
    public void Run_FewHeterogeneousStudies_WaldCoversLessThanHksj()
    {
        // IntHout, Ioannidis and Borm (2014), doi:10.1186/1471-2288-14-25: with few, unequal and heterogeneous studies the DerSimonian-Laird Wald interval
        // misses far more often than 5 %, HKSJ about 5 %.
        var design = new SimulationDesign([400, 400, 400, 4000], 0, 0.5);
        SimulationResult result = Run(
            design, [LogitMethods.Create(PooledEstimator.DerSimonianLaird, LogitInterval.Wald), LogitMethods.Create(PooledEstimator.DerSimonianLaird, LogitInterval.Hksj)],
            new SimulationOptions { Replicates = 4000 });
        Assert.InRange(result.Methods[0].Coverage, 0.70, 0.90);
        Assert.InRange(result.Methods[1].Coverage, 0.93, 0.965);
    }

    [Theory]
    [InlineData(EffectDistribution.Normal)]
    [InlineData(EffectDistribution.Skewed)]
    [InlineData(EffectDistribution.TwoPoint)]
    public void Run_HugeStudies_AverageToTheTrueAverage(EffectDistribution distribution)
    {
        var design = new SimulationDesign([.. Enumerable.Repeat(10_000, 20)], 1, 2) { Distribution = distribution };
        var crude = new SimulationMethod(
            "crude", data => new MethodAnswer((double)data.Events.Sum() / data.Totals.Sum(), 0, 1), SimulationTarget.Average);
        MethodPerformance performance = Run(design, [crude], new SimulationOptions { Replicates = 3000 }).Methods[0];
        Assert.InRange(performance.Bias, -5 * performance.BiasStandardError, 5 * performance.BiasStandardError);
        Assert.Equal(1, performance.Coverage);
    }

    [Fact]
    public void Run_ThreadsAndMergedShards_GiveTheSameNumbers()
    {
        var design = new SimulationDesign(TrialSizes, 8, 2, 0.5);
        SimulationMethod[] methods = [LogitMethods.Create(PooledEstimator.DerSimonianLaird, LogitInterval.Wald), LogitMethods.Create(PooledEstimator.PauleMandel, LogitInterval.T)];
        var options = new SimulationOptions { Replicates = 10_001, Threads = 1 };
        SimulationResult one = Run(design, methods, options);
        Assert.Equal(one.Methods, Run(design, methods, options with { Threads = 3 }).Methods);
        SimulationResult[] parts = [.. Enumerable.Range(1, 3).Select(i => Run(design, methods, options with { Range = ReplicateRange.Shard(10_001, i, 3) }))];
        Assert.Equal(one.Methods, SimulationResult.Merge(parts).Methods);
        Assert.Equal(one.Methods, SimulationResult.Merge([.. parts.Select(ThroughFile)]).Methods);
        Assert.Throws<ArgumentException>("parts", () => SimulationResult.Merge([parts[0], parts[0]]));
        Assert.Throws<ArgumentException>("parts", () => SimulationResult.Merge([parts[0], parts[2]]));
    }

    private static SimulationResult ThroughFile(SimulationResult part)
    {
        using var file = new MemoryStream();
        part.Save(file);
        file.Position = 0;
        return SimulationResult.Load(file);
    }

    [Fact]
    public void Run_BoundaryAndFailure_AreCounted()
    {
        var design = new SimulationDesign([2, 2], 4, 0);
        var failing = new SimulationMethod("fails at the boundary", data => data.IsAtBoundary ? MethodAnswer.None : new MethodAnswer(0.5, 0, 1));
        MethodPerformance performance = Run(design, [failing], new SimulationOptions { Replicates = 2000 }).Methods[0];
        Assert.Equal(performance.AtBoundary, performance.NotConverged);
        Assert.InRange((double)performance.AtBoundary / 2000, 0.88, 0.97);
        Assert.Equal(1 - ((double)performance.NotConverged / 2000), performance.Coverage, 1e-12);
    }

    [Fact]
    public void Audit_SmallTrialsNearOne_RefusesTheCommonMethodAndSaysWhy()
    {
        var exact = new SimulationMethod("always 0 to 1", _ => new MethodAnswer(0.5, 0, 1));
        MethodAuditResult audit = MethodAudit.Run(
            [5, 7, 3, 6, 10], 3, 0.3, [LogitMethods.Create(PooledEstimator.DerSimonianLaird, LogitInterval.Wald), exact], options: new SimulationOptions { Replicates = 2000 });
        Assert.Equal("always 0 to 1", audit.Recommended.Method);
        Assert.Contains("1 of 2 methods", audit.Reason, StringComparison.Ordinal);
    }

    // Quantiles of t (R's qt).
    [Theory]
    [InlineData(0.975, 1, 12.706204736174707)]
    [InlineData(0.975, 2, 4.302652729749464)]
    [InlineData(0.975, 3, 3.182446305284263)]
    [InlineData(0.975, 4, 2.7764451051977987)]
    [InlineData(0.975, 29, 2.045229642132703)]
    [InlineData(0.95, 12, 1.782287555649159)]
    [InlineData(0.995, 7, 3.4994832973505026)]
    [InlineData(0.975, 1000, 1.9623390808264078)]
    public void StudentQuantile_KnownPoint_GivesTheTabledValue(double probability, int degrees, double expected) =>
        Assert.Equal(expected, StudentQuantile.Of(probability, degrees), 1e-11 * expected);
}
