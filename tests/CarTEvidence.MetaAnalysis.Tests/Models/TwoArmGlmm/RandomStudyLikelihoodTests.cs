using CarTEvidence.MetaAnalysis.Models;

namespace CarTEvidence.MetaAnalysis.Tests.Models.TwoArmGlmm;

public class RandomStudyLikelihoodTests
{
    // Both rules converge exponentially.
    private const double Accuracy = 1e-9;

    // Of differences over a step of 1e-4.
    private const double DifferenceAccuracy = 1e-6;

    private static readonly Table[] Tables = [Of(6, 10, 3, 9), Of(0, 12, 2, 11), Of(25, 60, 14, 70), Of(7, 7, 5, 8), Of(1, 40, 0, 35)];

    [Theory]
    [InlineData(-1, 0.8, 0.5, 0.6)]
    [InlineData(0.3, 0.2, -0.4, 1.5)]
    [InlineData(-0.5, 1, 0.2, 0)]
    [InlineData(0.4, 2, -1, 3)]
    [InlineData(-1, 0.5, 1, 8)]
    public void Value_SmallTables_EqualsTheDoubleIntegral(double alpha, double sigma, double theta, double tau)
    {
        var expected = Tables.Sum(t => DoubleIntegral(t, alpha, sigma, theta, tau));
        Assert.Equal(expected, new RandomStudyLikelihood(Tables).Value(alpha, sigma, theta, tau), Accuracy * Math.Abs(expected));
    }

    [Theory]
    [InlineData(0.5, 0.6)]
    [InlineData(1.1, 0.9)]
    public void Evaluate_Derivatives_EqualDifferences(double theta, double tau)
    {
        const double Step = 1e-4;
        var likelihood = new RandomStudyLikelihood(Tables);
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
        var likelihood = new RandomStudyLikelihood(Tables);
        likelihood.Evaluate(0.2, 0.9);
        var other = likelihood.EvaluateOne(1, -0.3, 0.4).MuMu;
        var one = likelihood.EvaluateOne(2, 0.5, 0.6).MuMu;
        Assert.Equal(new RandomStudyLikelihood(Tables).EvaluateOne(2, 0.5, 0.6).MuMu, one, 1e-7);
        Assert.Equal(new RandomStudyLikelihood(Tables).EvaluateOne(1, -0.3, 0.4).MuMu, other, 1e-7);
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
