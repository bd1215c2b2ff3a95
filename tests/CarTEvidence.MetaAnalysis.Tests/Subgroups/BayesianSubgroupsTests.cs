using CarTEvidence.MetaAnalysis.Numerics;
using CarTEvidence.MetaAnalysis.Tests.Models;

namespace CarTEvidence.MetaAnalysis.Tests.Subgroups;

/// <summary>A mean for each subgroup of the Bayesian model, and one tau.</summary>
public sealed class BayesianSubgroupsTests
{
    // Plain rules in (μ, tau) against the engine's quadrature, in probabilities and densities of the order of 1.
    private const double Quadrature = 1e-6;

    // Steps of the plain rules: even in log tau, and in μ, whose densities are normal enough for the trapezoidal rule.
    private const double TauStep = 0.2;
    private const double MuStep = 0.2;

    private static readonly ProportionOptions Bayesian = new() { Model = ProportionModel.BayesianBinomialNormal };

    private static readonly ProportionData Data = new(["a", "b", "c", "d", "e"], [9, 17, 5, 12, 6], [12, 20, 10, 22, 9]);

    private static readonly string[] Levels = ["x", "x", "y", "y", "y"];

    private static Grouping Common(params string[] levels) => new("target", levels) { TauSquared = SubgroupTauSquared.Common };

    [Fact]
    public void Proportions_CommonTau_IsThePlainTripleIntegral()
    {
        var fit = Pooling.Proportions(Data, Bayesian, Common(Levels));
        var (x, y) = (fit.Subgroups[0].Effect, fit.Subgroups[1].Effect);
        var contrast = Assert.Single(fit.SubgroupContrasts);
        var plain = new Plain([Data.Select([0, 1]), Data.Select([2, 3, 4])]);

        // One tau, whose posterior is the prior's density times what each group says after its own mean is integrated out.
        Assert.Equal(x.Posterior!.TauMean, y.Posterior!.TauMean);
        Assert.Equal(x.Posterior.Tau, y.Posterior.Tau);
        Assert.Equal(plain.Expect((tau, _, _) => tau), x.Posterior.TauMean!.Value, Quadrature);
        Assert.Equal(plain.Evidence, x.Joint!.Evidence, Quadrature);
        Assert.Equal(plain.Evidence, y.Joint!.Evidence, Quadrature);
        Assert.Equal(plain.Expect((_, mu, _) => mu), x.Posterior.MuMean, Quadrature);
        Assert.Equal(plain.Expect((_, _, mu) => mu), y.Posterior.MuMean, Quadrature);
        Assert.Equal(plain.Expect((_, _, mu) => Logistic.Expit(mu)), y.Posterior.Mean, Quadrature);

        // Both limits of the difference through tau: smooth functions of it, so that the plain rule holds.
        var mean = plain.Expect((_, one, two) => two - one);
        var deviation = Math.Sqrt(plain.Expect((_, one, two) => (two - one - mean) * (two - one - mean)));
        Assert.InRange(contrast.LogOddsRatio.Value!.Value, mean - 0.1 * deviation, mean + 0.1 * deviation);
        foreach (var (limit, tail) in (IEnumerable<(double, double)>)[(contrast.LogOddsRatio.Interval!.Value.Lower, 0.975), (contrast.LogOddsRatio.Interval.Value.Upper, 0.025), (0, contrast.ProbabilityGreater)])
        {
            Assert.Equal(tail, plain.Greater(limit), Quadrature);
        }
    }

    /// <summary>tau held at 0 leaves groups that are independent, as they are with a tau each.</summary>
    [Fact]
    public void Proportions_TauHeldNearZero_AreTheSeparateSubgroups()
    {
        var held = Bayesian with { Priors = new() { Tau = new HalfNormalPrior(1e-6) } };
        var shared = Pooling.Proportions(Data, held, Common(Levels));
        var separate = Pooling.Proportions(Data, held, new Grouping("target", Levels));
        for (var g = 0; g < 2; g++)
        {
            Assert.Equal(separate.Subgroups[g].Effect.Transformed.Interval!.Value.Lower, shared.Subgroups[g].Effect.Transformed.Interval!.Value.Lower, Quadrature);
        }

        Assert.Equal(separate.SubgroupContrasts[0].ProbabilityGreater, shared.SubgroupContrasts[0].ProbabilityGreater, Quadrature);
        Assert.Equal(separate.SubgroupContrasts[0].Difference.Interval!.Value.Upper, shared.SubgroupContrasts[0].Difference.Interval!.Value.Upper, Quadrature);
    }

    [Fact]
    public void Proportions_OneSubgroup_IsTheWhole()
    {
        var fit = Pooling.Proportions(Data, Bayesian, Common("x", "x", "x", "x", "x"));
        var only = Assert.Single(fit.Subgroups).Effect;
        Assert.Equal(fit.Pooled, only.Pooled);
        Assert.Equal(fit.Posterior!.Tau, only.Posterior!.Tau);
        Assert.Equal(fit.Notes, only.Notes);
        Assert.Empty(fit.SubgroupContrasts);
    }

    /// <summary>A subgroup of single patients says nothing of tau: it takes that of the others, and a note says so.</summary>
    [Fact]
    public void Proportions_SubgroupThatSaysNothingOfTau_BorrowsIt()
    {
        var data = new ProportionData(["a", "b", "c", "d", "e"], [1, 0, 5, 12, 6], [1, 1, 10, 12, 30]);
        var fit = Pooling.Proportions(data, Bayesian with { PredictivePatients = 5 }, Common("x", "x", "y", "y", "y"));
        var alone = Pooling.Proportions(data.Select([2, 3, 4]), Bayesian);
        Assert.Equal(alone.Posterior!.TauMedian, fit.Subgroups[0].Effect.Posterior!.TauMedian, 0.05);
        Assert.Contains(fit.Subgroups[0].Effect.Notes, note => note.Contains("tau is shared", StringComparison.Ordinal));
        Assert.Equal(1, fit.Subgroups[1].Effect.Posterior!.PredictiveCounts.Sum(), Quadrature);
    }

    /// <summary>Subgroups without events, of which the priors speak, and three of them.</summary>
    [Fact]
    public void Proportions_SubgroupsAtBothEnds_HaveFiniteAnswers()
    {
        var data = new ProportionData(["a", "b", "c", "d", "e"], [0, 0, 10, 12, 6], [8, 5, 10, 12, 30]);
        var fit = Pooling.Proportions(data, Bayesian, Common("x", "x", "y", "y", "z"));
        Assert.Equal(3, fit.SubgroupContrasts.Count);
        Assert.All(fit.Subgroups, g => Assert.True(g.Effect.Transformed.Interval!.Value is { Lower: > -100, Upper: < 100 }));
        Assert.InRange(fit.SubgroupContrasts[0].ProbabilityGreater, 0.99, 1);
    }

    /// <summary>The joint posterior of two means and tau, by sums on plain grids; default priors.</summary>
    private sealed class Plain
    {
        private readonly List<(double Tau, double Weight, double[][] Mass)> _slices = [];
        private readonly double[] _mu = [.. Enumerable.Range(0, 91).Select(j => -8 + j * MuStep)];

        public Plain(ProportionData[] groups)
        {
            var total = 0.0;
            for (var s = -17.0; s <= 2.2; s += TauStep)
            {
                var tau = Math.Exp(s);
                var mass = groups.Select(group => _mu.Select(mu =>
                    MuStep * Math.Exp(PlainLikelihood.Exact(group, mu, tau) - 0.5 * Logistic.LogOnePlusExp(-mu) - 0.5 * Logistic.LogOnePlusExp(mu)) / Math.PI).ToArray()).ToArray();
                var weight = tau * TauStep * Math.Sqrt(2 / Math.PI) * Math.Exp(-0.5 * tau * tau);
                _slices.Add((tau, weight, mass));
                total += weight * mass[0].Sum() * mass[1].Sum();
            }

            Evidence = Math.Log(total);
        }

        public double Evidence { get; }

        public double Expect(Func<double, double, double, double> f) => _slices.Sum(slice =>
        {
            var sum = 0.0;
            for (var i = 0; i < _mu.Length; i++)
            {
                for (var j = 0; j < _mu.Length; j++)
                {
                    sum += slice.Mass[0][i] * slice.Mass[1][j] * f(slice.Tau, _mu[i], _mu[j]);
                }
            }

            return slice.Weight * sum / Math.Exp(Evidence);
        });

        /// <summary>P(second mean − first &gt; limit): the step in the second mean is integrated by its sinc interpolation.</summary>
        public double Greater(double limit) => Expect((_, one, two) => 0.5 + SineIntegral(Math.PI * (two - one - limit) / MuStep) / Math.PI);

        /// <summary>∫ sin t / t from 0 to x, by its auxiliary functions' integrals for large x and its series for small.</summary>
        private static double SineIntegral(double x)
        {
            var a = Math.Abs(x);
            if (a > 16)
            {
                double f = 0, g = 0;
                for (var (n, term) = (0, 1.0); n < 8; n++)
                {
                    f += term;
                    g += term * (2 * n + 1);
                    term *= -(2 * n + 1) * (2 * n + 2) / (a * a);
                }

                return Math.Sign(x) * (Math.PI / 2 - Math.Cos(a) / a * f - Math.Sin(a) / (a * a) * g);
            }

            double sum = 0, power = a;
            for (var n = 0; n < 60; n++)
            {
                sum += power / (2 * n + 1);
                power *= -a * a / ((2 * n + 2) * (2 * n + 3));
            }

            return Math.Sign(x) * sum;
        }
    }
}
