using System.Collections.Concurrent;
using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis.Tests.MethodAudit;

public sealed class TwoArmMethodsTests
{
    // Standard errors that one of some hundred averages may be off by chance.
    private const double Errors = 4.5;
    private const int DataSets = 20_000;

    // Two studies so small that every pair of tables can be gone through: what a method does is then a sum, and the simulation must find it.
    [Theory]
    [InlineData(TwoArmEffect.OddsRatio, 0.8)]
    [InlineData(TwoArmEffect.RiskRatio, 0.5)]
    [InlineData(TwoArmEffect.RiskDifference, 0.2)]
    public void Run_TinyStudies_FindsWhatAllTablesAddUpTo(TwoArmEffect measure, double effect)
    {
        // The exact conditional likelihood takes a thousand times as long as the others; its own test has fewer patients.
        TwoArmMethod[] methods = [.. TwoArmMethods.Usual(measure).Where(method => !method.Name.Contains("CM.EL", StringComparison.Ordinal))];
        var treatedRisk = measure switch
        {
            TwoArmEffect.OddsRatio => 1 / (1 + Math.Exp(-Math.Log(0.4 / 0.6) - effect)),
            TwoArmEffect.RiskRatio => 0.4 * Math.Exp(effect),
            _ => 0.4 + effect,
        };
        AssertAddsUp(methods, new TwoArmDesign([4, 6], [5, 3], 0.4, measure, effect, 0), treatedRisk, DataSets);
    }

    [Fact]
    public void Run_ExactConditionalLikelihood_FindsWhatAllTablesAddUpTo()
    {
        var conditional = TwoArmMethods.Usual(TwoArmEffect.OddsRatio).Single(method => method.Name.Contains("CM.EL", StringComparison.Ordinal));
        // There are 54 different data sets: each is fitted once.
        var known = new ConcurrentDictionary<string, MethodAnswer>();
        var remembered = conditional with { Answer = data => known.GetOrAdd(string.Join(' ', data.EventsTreated.Concat(data.EventsControl)), _ => conditional.Answer(data)) };
        AssertAddsUp([remembered], new TwoArmDesign([2, 2], [2, 1], 0.5, TwoArmEffect.OddsRatio, 0, 0), 0.5, DataSets);
        Assert.InRange(known.Count, 50, 54);
    }

    private static void AssertAddsUp(TwoArmMethod[] methods, TwoArmDesign design, double treatedRisk, int dataSets)
    {
        var found = Simulation.Run(design, methods, new() { Replicates = dataSets, Seed = 2 }).Methods;
        var expected = Exact(methods, design, treatedRisk);
        for (var m = 0; m < methods.Length; m++)
        {
            var (method, exact) = (found[m], expected[m]);
            AssertNear(exact.Coverage, method.Coverage, Math.Sqrt(exact.Coverage * (1 - exact.Coverage) / dataSets), $"{method.Method}: coverage");
            AssertNear(exact.NotAnswered, method.NotConverged / (double)dataSets, Math.Sqrt(exact.NotAnswered * (1 - exact.NotAnswered) / dataSets), $"{method.Method}: no answer");
            AssertNear(exact.Bias, method.Bias, method.BiasStandardError, $"{method.Method}: bias");
            AssertNear(exact.Width, method.MeanWidth, method.MeanWidthStandardError, $"{method.Method}: width");
            AssertNear(exact.Error, method.RootMeanSquaredError, method.RootMeanSquaredErrorStandardError, $"{method.Method}: RMSE");
            Assert.Equal(SimulationTarget.Effect, method.Target);
        }
    }

    // Mantel and Haenszel's risk difference is a sum of differences with weights that sizes alone decide: unbiased, and its variance is elementary, with heterogeneity too.
    [Fact]
    public void Run_RiskDifferences_HaveTheErrorOfTheWeightedMean()
    {
        int[] treated = [20, 40, 35, 60], control = [25, 30, 50, 55];
        const double Risk = 0.4, Effect = 0.1, TauSquared = 0.004;
        var performance = Simulation.Run(
            new TwoArmDesign(treated, control, Risk, TwoArmEffect.RiskDifference, Effect, TauSquared),
            [TwoArmMethods.Of("MH", new TwoArmOptions { Measure = Measure.RiskDifference, Model = PoolingModel.MantelHaenszel })],
            new() { Replicates = DataSets }).Methods[0];
        double[] weights = [.. treated.Zip(control, (n, m) => n * (double)m / (n + m))];
        // E[p(1 − p)] of a treated risk with variance tau² is that of its mean, less tau².
        var variance = weights.Zip(treated, control).Sum(s => Math.Pow(s.First / weights.Sum(), 2)
            * (TauSquared + ((Risk + Effect) * (1 - Risk - Effect) - TauSquared) / s.Second + Risk * (1 - Risk) / s.Third));
        AssertNear(0, performance.Bias, performance.BiasStandardError, "bias");
        AssertNear(Math.Sqrt(variance), performance.RootMeanSquaredError, performance.RootMeanSquaredErrorStandardError, "RMSE");
        Assert.Equal(0, performance.NotConverged);
    }

    // Huge studies leave the effects themselves: their mean and variance, whatever the distribution, and HKSJ is Student's interval.
    [Theory]
    [InlineData(EffectDistribution.Normal, TwoArmEffect.OddsRatio)]
    [InlineData(EffectDistribution.TwoPoint, TwoArmEffect.RiskRatio)]
    [InlineData(EffectDistribution.Skewed, TwoArmEffect.OddsRatio)]
    public void Run_HugeStudies_ScatterByTauAlone(EffectDistribution distribution, TwoArmEffect measure)
    {
        const int K = 8;
        int[] sizes = [.. Enumerable.Repeat(2_000_000, K)];
        var design = new TwoArmDesign(sizes, sizes, 0.2, measure, -0.3, 0.09) { ControlVariance = 0.25, Distribution = distribution };
        var options = new TwoArmOptions { Measure = measure == TwoArmEffect.OddsRatio ? Measure.OddsRatio : Measure.RiskRatio, TauSquared = TauSquaredEstimator.DerSimonianLaird, Interval = IntervalMethod.Hksj };
        var performance = Simulation.Run(design, [TwoArmMethods.Of("HKSJ", options)], new() { Replicates = 4_000 }).Methods[0];
        AssertNear(0, performance.Bias, performance.BiasStandardError, "bias");
        AssertNear(0.3 / Math.Sqrt(K), performance.RootMeanSquaredError, performance.RootMeanSquaredErrorStandardError, "RMSE");
        if (distribution == EffectDistribution.Normal)
        {
            AssertNear(0.95, performance.Coverage, performance.CoverageStandardError, "coverage");
        }
    }

    private static (double Coverage, double NotAnswered, double Bias, double Width, double Error)[] Exact(TwoArmMethod[] methods, TwoArmDesign design, double treatedRisk)
    {
        var sums = new (double Covered, double Answered, double Error, double Width, double Squared)[methods.Length];
        var effect = design.Effect;
        var data = new SimulatedTwoArmsSource([.. design.Treated], [.. design.Control]);
        foreach (var (tables, probability) in data.All(treatedRisk, design.ControlRisk))
        {
            for (var m = 0; m < methods.Length; m++)
            {
                var answer = methods[m].Answer(tables);
                if (answer.Converged)
                {
                    var error = answer.Estimate - effect;
                    sums[m].Covered += answer.Lower <= effect && effect <= answer.Upper ? probability : 0;
                    sums[m].Answered += probability;
                    sums[m].Error += probability * error;
                    sums[m].Width += probability * (answer.Upper - answer.Lower);
                    sums[m].Squared += probability * error * error;
                }
            }
        }

        return [.. sums.Select(s => (s.Covered, Math.Max(0, 1 - s.Answered), s.Error / s.Answered, s.Width / s.Answered, Math.Sqrt(s.Squared / s.Answered)))];
    }

    private static void AssertNear(double expected, double found, double error, string what) =>
        Assert.True(Math.Abs(found - expected) <= Errors * error + 1e-9, $"{what}: {found} against {expected}, standard error {error}");
}
