using CarTEvidence.MetaAnalysis.Tests.Models;
using CarTEvidence.MetaAnalysis.Numerics;
using CarTEvidence.MetaAnalysis.Tests.Models.TwoArmGlmm;
using MathNet.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Subgroups;

/// <summary>Subgroups that share the heterogeneity of a likelihood model, against likelihoods written plainly and maximised one coordinate inside another.</summary>
public class CommonHeterogeneityTests
{
    // The plain rule and the plain search.
    private const double Plain = 1e-6;

    // Brent's method knows a maximum to the square root of what its values are good for.
    private const double Searched = 1e-4;

    private static readonly string[] Levels = ["a", "a", "a", "b", "b", "b", "b"];

    private static readonly TwoArmData TwoArms = new(Labels(7), [4, 1, 7, 9, 2, 6, 11], [20, 15, 22, 25, 12, 20, 18], [6, 5, 9, 5, 3, 2, 6], [21, 14, 20, 24, 13, 22, 17]);

    private static readonly ProportionData Proportions = new(Labels(7), [4, 1, 12, 9, 2, 19, 11], [20, 15, 22, 25, 12, 20, 18]);

    [Theory]
    [InlineData(PoolingModel.GlmmUmFs, "UM.FS")]
    [InlineData(PoolingModel.GlmmCmEl, "CM.EL")]
    [InlineData(PoolingModel.GlmmCmAl, "CM.AL")]
    public void TwoArm_CommonTauSquared_IsTheTopOfTheJointLikelihood(PoolingModel model, string plain)
    {
        var fit = Pooling.TwoArm(TwoArms, new TwoArmOptions { Model = model }, Common());
        double[] means = [.. fit.Subgroups.Select(g => g.Effect.Transformed.Value!.Value)];
        var tau = fit.Subgroups[0].Effect.Heterogeneity.Tau!.Value;
        Assert.Equal(tau, fit.Subgroups[1].Effect.Heterogeneity.Tau!.Value, 1e-12);
        double Joint(double first, double second, double at) =>
            PlainTwoArm.LogLikelihood(TwoArms.Select([0, 1, 2]), plain, first, at) + PlainTwoArm.LogLikelihood(TwoArms.Select([3, 4, 5, 6]), plain, second, at);
        var top = Joint(means[0], means[1], tau);
        Assert.Equal(top, fit.Subgroups[0].Effect.FitStatistics!.LogLikelihoodMl!.Value, Plain);
        foreach (var (first, second, at) in ((double, double, double)[])[(0.05, 0, 0), (-0.05, 0, 0), (0, 0.05, 0), (0, -0.05, 0), (0, 0, 0.05), (0, 0, -0.05)])
        {
            Assert.True(Joint(means[0] + first, means[1] + second, Math.Max(0, tau + at)) <= top + Plain);
        }

        // One odds ratio less, by the same tau², is one degree of freedom.
        var together = fit.FitStatistics!.LogLikelihoodMl!.Value;
        Assert.Equal(2 * (top - together), fit.SubgroupTest!.Statistic!.Value, 10 * Plain);
        Assert.Equal(1, fit.SubgroupTest.DegreesOfFreedom);
    }

    [Fact]
    public void TwoArm_CommonTauSquared_ProfileLimitIsOfTheJointLikelihood()
    {
        var fit = Pooling.TwoArm(TwoArms, new TwoArmOptions { Model = PoolingModel.GlmmCmAl }, Common());
        var limit = fit.Subgroups[0].Effect.Transformed.Interval!.Value.Upper;
        var best = Maximisation.Brent(
            tau => PlainTwoArm.LogLikelihood(TwoArms.Select([0, 1, 2]), "CM.AL", limit, tau)
                + Maximisation.Brent(theta => PlainTwoArm.LogLikelihood(TwoArms.Select([3, 4, 5, 6]), "CM.AL", theta, tau), -3, 3).Value,
            0, 2, 1e-6).Value;
        Assert.Equal(3.841458820694124, 2 * (fit.Subgroups[0].Effect.FitStatistics!.LogLikelihoodMl!.Value - best), Searched);
    }

    [Theory]
    [InlineData(PoolingModel.GlmmUmFs)]
    [InlineData(PoolingModel.GlmmCmEl)]
    [InlineData(PoolingModel.GlmmCmAl)]
    public void TwoArm_SubgroupAtTheEnd_HasALimitAndTheOthersTauSquared(PoolingModel model)
    {
        var data = new TwoArmData(Labels(7), [0, 0, 0, 9, 2, 6, 17], [20, 15, 22, 25, 12, 20, 18], [6, 5, 9, 5, 3, 2, 6], [21, 14, 20, 24, 13, 22, 17]);
        var fit = Pooling.TwoArm(data, new TwoArmOptions { Model = model }, Common());
        var end = fit.Subgroups[0].Effect;
        Undefined.AssertNone(fit, model.ToString());
        Assert.Equal(0, end.Pooled.Value);
        Assert.InRange(end.Pooled.Interval!.Value.Upper, 0.005, 0.9);
        Assert.Equal(fit.Subgroups[1].Effect.Heterogeneity.TauSquared!.Value, end.Heterogeneity.TauSquared!.Value, 1e-12);
        Assert.InRange(fit.SubgroupTest!.PValue!.Value, 0, 0.01);
    }

    [Fact]
    public void TwoArm_SubgroupThatSaysNothing_IsNotDefinedAndNotTested()
    {
        var data = new TwoArmData(Labels(7), [0, 0, 0, 9, 2, 6, 11], [20, 15, 22, 25, 12, 20, 18], [0, 0, 0, 5, 3, 2, 6], [21, 14, 20, 24, 13, 22, 17]);
        var fit = Pooling.TwoArm(data, new TwoArmOptions { Model = PoolingModel.GlmmCmEl }, Common());
        Assert.Null(fit.Subgroups[0].Effect.Pooled.Value);
        Assert.NotNull(fit.Subgroups[1].Effect.Pooled.Value);
        Assert.Null(fit.SubgroupTest!.Statistic);
    }

    [Theory]
    [InlineData(PoolingModel.GlmmUmRs)]
    [InlineData(PoolingModel.MantelHaenszel)]
    [InlineData(PoolingModel.Peto)]
    public void TwoArm_ModelWithoutASharedTauSquared_SaysWhy(PoolingModel model)
    {
        var options = new TwoArmOptions { Model = model, Measure = model == PoolingModel.Peto ? Measure.Peto : Measure.OddsRatio };
        var error = Assert.Throws<ArgumentException>(() => Pooling.TwoArm(TwoArms, options, Common()));
        Assert.Contains("cannot share tau²", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BetaBinomial_CommonCorrelation_IsTheTopOfTheJointLikelihood()
    {
        var fit = Pooling.Proportions(Proportions, new ProportionOptions { Model = ProportionModel.BetaBinomial }, Common());
        var joint = Maximisation.Brent(tau => Best([0, 1, 2], tau).Value + Best([3, 4, 5, 6], tau).Value, 0.05, 3, 1e-9);
        Assert.Equal(joint.Value, fit.Subgroups[0].Effect.FitStatistics!.LogLikelihoodMl!.Value, Plain);
        Assert.Equal(Best([0, 1, 2], joint.Point).Point, fit.Subgroups[0].Effect.Transformed.Value!.Value, Searched);
        Assert.Equal(Best([3, 4, 5, 6], joint.Point).Point, fit.Subgroups[1].Effect.Transformed.Value!.Value, Searched);
        var rho = joint.Point * joint.Point / (1 + joint.Point * joint.Point);
        Assert.All(fit.Subgroups, g => Assert.Equal(rho, g.Effect.IntraclassCorrelation!.Value!.Value, Searched));
        var together = Maximisation.Brent(tau => Best([0, 1, 2, 3, 4, 5, 6], tau).Value, 0.05, 3, 1e-9).Value;
        Assert.Equal(2 * (joint.Value - together), fit.SubgroupTest!.Statistic!.Value, 10 * Plain);

        // Where the joint profile has fallen by the quantile.
        var limit = fit.Subgroups[0].Effect.Transformed.Interval!.Value.Upper;
        var fallen = Maximisation.Brent(tau => LogLikelihood([0, 1, 2], limit, tau) + Best([3, 4, 5, 6], tau).Value, 0.05, 3, 1e-9).Value;
        Assert.Equal(3.841458820694124, 2 * (joint.Value - fallen), Searched);
    }

    [Fact]
    public void BetaBinomial_SubgroupWithoutEvents_HasALimitAndTheOthersCorrelation()
    {
        var data = new ProportionData(Labels(7), [0, 0, 0, 9, 2, 19, 11], [20, 15, 22, 25, 12, 20, 18]);
        var fit = Pooling.Proportions(data, new ProportionOptions { Model = ProportionModel.BetaBinomial }, Common());
        var none = fit.Subgroups[0].Effect;
        Undefined.AssertNone(fit, "beta-binomial");
        Assert.Equal(0, none.Pooled.Value);

        // A correlation leaves room for more than the exact limit of 57 independent patients.
        Assert.InRange(none.Pooled.Interval!.Value.Upper, ProportionInterval.Compute(0, 57, StudyIntervalMethod.ClopperPearson, 0.95).Upper, 0.5);
        Assert.Equal(fit.Subgroups[1].Effect.IntraclassCorrelation!.Value!.Value, none.IntraclassCorrelation!.Value!.Value, 1e-12);
    }

    private static Grouping Common() => new("group", Levels) { TauSquared = SubgroupTauSquared.Common };

    private static (double Point, double Value) Best(int[] studies, double tau) => Maximisation.Brent(mu => LogLikelihood(studies, mu, tau), -5, 5, 1e-9);

    /// <summary>By log-gamma functions; accurate while a + b is not large.</summary>
    private static double LogLikelihood(int[] studies, double mu, double tau)
    {
        var p = 1 / (1 + Math.Exp(-mu));
        var (a, b) = (p / (tau * tau), (1 - p) / (tau * tau));
        return studies.Sum(i =>
        {
            var (x, n) = ((double)Proportions.Events[i], (double)Proportions.Total[i]);
            return SpecialFunctions.BinomialLn((int)n, (int)x) + SpecialFunctions.BetaLn(x + a, n - x + b) - SpecialFunctions.BetaLn(a, b);
        });
    }

    private static string[] Labels(int count) => [.. Enumerable.Range(0, count).Select(i => $"study {i}")];
}
