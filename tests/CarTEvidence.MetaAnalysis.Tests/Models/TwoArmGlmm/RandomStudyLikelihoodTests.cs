using System.Runtime.Intrinsics;
using CarTEvidence.MetaAnalysis.Models;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Models.TwoArmGlmm;

public class RandomStudyLikelihoodTests
{
    // Fifteen points along each axis of tables as small as these.
    private const double ProductAccuracy = 1e-6;

    // Derivatives are those of the likelihood itself, differences those of its quadrature: with thirty-one points they agree to this.
    private const double DifferenceAccuracy = 1e-5;

    private static readonly GaussRule ThirtyOne = GaussRule.Hermite(31);

    private static readonly Table[] Tables = [Of(6, 10, 3, 9), Of(0, 12, 2, 11), Of(25, 60, 14, 70), Of(7, 7, 5, 8), Of(1, 40, 0, 35)];

    [Theory]
    [InlineData(-1, 0.8, 0.5, 0.6)]
    [InlineData(0.3, 0.2, -0.4, 1.5)]
    [InlineData(-0.5, 1, 0.2, 0)]
    public void Value_SmallTables_EqualsTheDoubleIntegral(double alpha, double sigma, double theta, double tau)
    {
        var expected = Tables.Sum(t => DoubleIntegral(t, alpha, sigma, theta, tau));
        Assert.Equal(expected, new RandomStudyLikelihood(Tables).Value(alpha, sigma, theta, tau), ProductAccuracy * Math.Abs(expected));
    }

    [Theory]
    [InlineData(0.5, 0.6)]
    [InlineData(1.1, 0.9)]
    public void Evaluate_Derivatives_EqualDifferences(double theta, double tau)
    {
        const double Step = 1e-4;
        var likelihood = new RandomStudyLikelihood(Tables, ThirtyOne);
        var at = likelihood.Evaluate(theta, tau);
        var (right, left) = (likelihood.Evaluate(theta + Step, tau), likelihood.Evaluate(theta - Step, tau));
        var (more, less) = (likelihood.Evaluate(theta, tau + Step), likelihood.Evaluate(theta, tau - Step));
        Assert.Equal((right.Value - left.Value) / (2 * Step), at.Mu, DifferenceAccuracy);
        Assert.Equal((more.Value - less.Value) / (2 * Step), at.Tau, DifferenceAccuracy);
        Assert.Equal((right.Mu - left.Mu) / (2 * Step), at.MuMu, DifferenceAccuracy);
        Assert.Equal((right.Tau - left.Tau) / (2 * Step), at.MuTau, DifferenceAccuracy);
        Assert.Equal((more.Tau - less.Tau) / (2 * Step), at.TauTau, DifferenceAccuracy);
    }

    /// <summary>The weights of studies come one by one; maximising over the study effects anew for each of them would cost k².</summary>
    [Fact]
    public void EvaluateOne_AnyOrder_DoesNotDependOnWhatWasAskedBefore()
    {
        // The modes that an integral starts from are kept to 1e-4: with this many points that is not seen.
        var likelihood = new RandomStudyLikelihood(Tables, ThirtyOne);
        likelihood.Evaluate(0.2, 0.9);
        var other = likelihood.EvaluateOne(1, -0.3, 0.4).MuMu;
        var one = likelihood.EvaluateOne(2, 0.5, 0.6).MuMu;
        Assert.Equal(new RandomStudyLikelihood(Tables, ThirtyOne).EvaluateOne(2, 0.5, 0.6).MuMu, one, 1e-7);
        Assert.Equal(new RandomStudyLikelihood(Tables, ThirtyOne).EvaluateOne(1, -0.3, 0.4).MuMu, other, 1e-7);
    }

    [Theory]
    [InlineData(3, 10)]
    [InlineData(0, 7)]
    [InlineData(12, 12)]
    [InlineData(400_000, 1_000_000)]
    public void Follow_EightPlaces_EqualsOneByOne(double events, double total)
    {
        var study = new BinomialLikelihood(events, total);
        study.Follow(Vector512.Create(-40.0, -3, -0.4, 0, 1e-9, 0.7, 5, 60), out var value, out var score, out var information);
        double[] eta = [-40, -3, -0.4, 0, 1e-9, 0.7, 5, 60];
        for (var lane = 0; lane < eta.Length; lane++)
        {
            var (s, k) = study.Slope(eta[lane]);
            Assert.Equal(study.Value(eta[lane]), value[lane], 1e-12 * (total + Math.Abs(value[lane])));
            Assert.Equal(s, score[lane], 1e-13 * total);
            Assert.Equal(k, information[lane], 1e-13 * total);
        }
    }

    private static Table Of(long a, long n1, long c, long n2) => Table.Of(new TwoArmData(["s"], [a], [n1], [c], [n2]), 0);

    private static double DoubleIntegral(Table table, double alpha, double sigma, double theta, double tau)
    {
        const double Step = 0.05;
        const double Reach = 9;
        var (treated, control) = (new BinomialLikelihood(table.A, table.A + table.B), new BinomialLikelihood(table.C, table.C + table.D));
        var sum = 0.0;
        for (var a = -Reach; a <= Reach; a += Step)
        {
            for (var u = -Reach; u <= Reach; u += Step)
            {
                var effect = alpha + sigma * a;
                sum += Math.Exp(treated.Value(effect + theta + 0.5 * tau * u) + control.Value(effect - 0.5 * tau * u) - 0.5 * (a * a + u * u));
            }
        }

        return Math.Log(sum * Step * Step / (2 * Math.PI));
    }
}
