using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Subgroups;

public sealed class BayesianContrastsTests
{
    // With tau held at 0 each posterior is a beta distribution; compared with a plain double integral over both.
    private const double Quadrature = 1e-6;

    private static readonly ProportionOptions NoHeterogeneity = new()
    {
        Model = ProportionModel.BayesianBinomialNormal,
        Priors = new() { Tau = new HalfNormalPrior(1e-5) },
    };

    private static readonly ProportionData Data = new(["a", "b", "c", "d"], [9, 17, 5, 12], [12, 20, 10, 22]);

    private static readonly Grouping ByTarget = new("target", ["x", "x", "y", "y"]);

    [Fact]
    public void Proportions_TwoSubgroups_AreComparedByTheirJointPosterior()
    {
        var contrast = Assert.Single(Pooling.Proportions(Data, NoHeterogeneity, ByTarget).SubgroupContrasts);
        Assert.Equal(("y", "x"), (contrast.Level, contrast.Reference));
        Assert.Equal(Greater(logit => logit), contrast.ProbabilityGreater, Quadrature);

        // Each limit leaves its tail above it.
        foreach (var (limit, tail) in (IEnumerable<(double, double)>)[(contrast.LogOddsRatio.Interval!.Value.Lower, 0.975), (contrast.LogOddsRatio.Value!.Value, 0.5), (contrast.LogOddsRatio.Interval!.Value.Upper, 0.025)])
        {
            Assert.Equal(tail, Greater(logit => logit + limit), Quadrature);
        }

        foreach (var (limit, tail) in (IEnumerable<(double, double)>)[(contrast.Difference.Interval!.Value.Lower, 0.975), (contrast.Difference.Value!.Value, 0.5), (contrast.Difference.Interval!.Value.Upper, 0.025)])
        {
            Assert.Equal(tail, Greater(logit => Logistic.Logit(Math.Clamp(Logistic.Expit(logit) + limit, 0, 1))), Quadrature);
        }

        Assert.Equal(Math.Exp(contrast.LogOddsRatio.Value!.Value), contrast.OddsRatio.Value!.Value, 1e-12);
    }

    [Fact]
    public void Proportions_ThreeSubgroups_HaveThreePairsThatMirror()
    {
        var options = new ProportionOptions { Model = ProportionModel.BayesianBinomialNormal };
        var three = Pooling.Proportions(Data, options, new Grouping("g", ["p", "q", "r", "r"])).SubgroupContrasts;
        Assert.Equal([("q", "p"), ("r", "p"), ("r", "q")], three.Select(c => (c.Level, c.Reference)));
        var turned = Assert.Single(Pooling.Proportions(Data, options, new Grouping("g", ["y", "y", "x", "x"])).SubgroupContrasts);
        var straight = Assert.Single(Pooling.Proportions(Data, options, ByTarget).SubgroupContrasts);
        Assert.Equal(straight.ProbabilityGreater, 1 - turned.ProbabilityGreater, 1e-7);
        Assert.Equal(straight.LogOddsRatio.Interval!.Value.Lower, -turned.LogOddsRatio.Interval!.Value.Upper, 1e-6);
    }

    /// <summary>P(μ of y &gt; f(μ of x)), the posteriors being beta: 17.5, 15.5 and 26.5, 6.5 with the prior's half a patient each.</summary>
    private static double Greater(Func<double, double> f)
    {
        var sum = 0.0;
        const double step = 0.005;
        for (var mu = -8.0; mu < 12; mu += step)
        {
            var (p, q) = Logistic.Both(mu);
            var density = Math.Exp(26.5 * Math.Log(p) + 6.5 * Math.Log(q) - MathNet.Numerics.SpecialFunctions.BetaLn(26.5, 6.5));
            var (x, y) = Logistic.Both(f(mu));
            sum += step * density * BetaDistribution.Tails(x, y, 17.5, 15.5).Upper;
        }

        return sum;
    }
}
