using CarTEvidence.MetaAnalysis.Models;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Models.BayesianBinomialNormal;

/// <summary>The posterior against plain integrals that know nothing of its grid.</summary>
public sealed class PlainPosteriorTests
{
    // Two quadratures of different kind, in probabilities and in the logs of evidence and means.
    private const double Quadrature = 1e-6;

    // Studies of a hundred thousand patients and more at one half against normal ones with variance 4 / n: the likelihoods differ by terms of order 1 / n.
    private const double NormalApproximation = 3e-5;

    /// <summary>One study, all or none of the patients, tau held at 0 by its prior or hardly by it, large studies whose tau is spread over powers of ten.</summary>
    [Theory]
    [InlineData(new long[] { 5 }, new long[] { 5 }, 1, 1.0)]
    [InlineData(new long[] { 0, 0 }, new long[] { 12, 44 }, 1, 1.0)]
    [InlineData(new long[] { 3, 11 }, new long[] { 10, 14 }, 1, 1e-6)]
    [InlineData(new long[] { 3, 11 }, new long[] { 10, 14 }, 1, 100.0)]
    [InlineData(new long[] { 3, 11 }, new long[] { 10, 14 }, 0, 1.0)]
    [InlineData(new long[] { 450, 451 }, new long[] { 900, 900 }, 1, 1.0)]
    public void Posterior_AnyData_IsThePlainIntegral(long[] events, long[] totals, int normal, double scale)
    {
        var data = new ProportionData(events.Select((_, i) => $"S{i + 1}"), events, totals);
        var priors = new BinomialNormalPriors { Tau = normal == 1 ? new HalfNormalPrior(scale) : HalfStudentPrior.Cauchy(scale) };
        var joint = BayesianBinomialNormalModel.Posterior(data, priors);
        var plain = new PlainPosterior((mu, tau) => PlainLikelihood.Exact(data, mu, tau), priors, scale * 1e-7, normal == 1 ? 7.5 * scale : 5000);
        Assert.Equal(plain.Evidence, joint.Evidence, Quadrature);
        Assert.Equal(plain.Expect((mu, _) => Logistic.Expit(mu)), joint.ExpectMu(Logistic.Expit), Quadrature);
        Near.Equal(plain.Expect((_, tau) => tau), joint.TauMean, 10 * Quadrature);
        var mu = joint.MuQuantile(0.025);
        Assert.Equal(0.025, plain.Below(_ => mu), Quadrature);
        Assert.Equal(0.975, plain.NewStudyBelow(joint.NewStudyQuantile(0.975)), Quadrature);
        var average = joint.AverageQuantile(0.025);
        var logistic = new LogisticAverage();
        Assert.Equal(0.025, plain.Below(tau => logistic.Solve(average, tau, average, out _)), Quadrature);
    }

    /// <summary>Few large studies: the density of tau is spread over all sizes from a study's error to the prior's scale, and a grid made for one of them misses the others.</summary>
    [Theory]
    [InlineData(new long[] { 50000, 50010 }, 100000L, 1.0)]
    [InlineData(new long[] { 500000, 500100, 500400 }, 1000000L, 1.0)]
    [InlineData(new long[] { 500000, 500100, 500400, 499200, 500030, 499900 }, 1000000L, 0.001)]
    [InlineData(new long[] { 500000, 520000, 505000, 490000 }, 1000000L, 100.0)]
    public void Posterior_LargeStudies_IsThatOfNormalOnes(long[] events, long patients, double scale)
    {
        var data = new ProportionData(events.Select((_, i) => $"S{i + 1}"), events, [.. events.Select(_ => patients)]);
        var priors = new BinomialNormalPriors { Mean = new NormalPrior(0, 1.5), Tau = new HalfNormalPrior(scale) };
        var joint = BayesianBinomialNormalModel.Posterior(data, priors);
        double[] y = [.. events.Select(x => Math.Log((double)x / (patients - x)))];
        double[] v = [.. events.Select(x => 1.0 / x + 1.0 / (patients - x))];
        foreach (var level in (ReadOnlySpan<double>)[0.025, 0.5, 0.975])
        {
            var (mu, eta) = (joint.MuQuantile(level), joint.NewStudyQuantile(level));
            Assert.Equal(level, Normal((tau, mean, variance) => NormalDistribution.Lower((mu - mean) / Math.Sqrt(variance))), NormalApproximation);
            Assert.Equal(level, Normal((tau, mean, variance) => NormalDistribution.Lower((eta - mean) / Math.Sqrt(variance + tau * tau))), NormalApproximation);
        }

        Near.Equal(Normal((tau, _, _) => tau), joint.TauMean, NormalApproximation);

        double Normal(Func<double, double, double, double> of)
        {
            double total = 0, sum = 0;
            for (var s = Math.Log(1e-10 * scale); s < Math.Log(8 * scale); s += 0.02)
            {
                var tau = Math.Exp(s);
                double precision = 1 / 2.25, weighted = 0, log = -0.5 * tau * tau / (scale * scale);
                for (var i = 0; i < y.Length; i++)
                {
                    var w = 1 / (v[i] + tau * tau);
                    (precision, weighted, log) = (precision + w, weighted + w * y[i], log + 0.5 * Math.Log(w) - 0.5 * w * y[i] * y[i]);
                }

                var mass = tau * Math.Exp(log - 0.5 * Math.Log(precision) + 0.5 * weighted * weighted / precision - y.Length * 0.5 * Math.Log(patients));
                total += mass;
                sum += mass * of(tau, weighted / precision, 1 / precision);
            }

            return sum / total;
        }
    }

    /// <summary>A hundred thousand patients in one study and ten in each of two others: one mode is hundreds of times as wide as the other.</summary>
    [Fact]
    public void Posterior_OneLargeStudyAmongSmallOnes_IsThePlainIntegral()
    {
        var data = new ProportionData(["large", "a", "b"], [50000, 8, 7], [100000, 10, 10]);
        var priors = BinomialNormalPriors.Default;
        var joint = BayesianBinomialNormalModel.Posterior(data, priors);
        var plain = new PlainPosterior((mu, tau) => PlainLikelihood.Exact(data, mu, tau), priors, 1e-7, 7.5);
        Assert.Equal(plain.Evidence, joint.Evidence, Quadrature);
        Near.Equal(plain.Expect((_, tau) => tau), joint.TauMean, 10 * Quadrature);
        var median = joint.MuQuantile(0.5);
        Assert.Equal(0.5, plain.Below(_ => median), Quadrature);
    }
}
