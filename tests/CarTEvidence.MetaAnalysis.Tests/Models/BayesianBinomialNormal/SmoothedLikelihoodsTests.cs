using CarTEvidence.MetaAnalysis.Models;

namespace CarTEvidence.MetaAnalysis.Tests.Models.BayesianBinomialNormal;

public sealed class SmoothedLikelihoodsTests
{
    // Two quadratures of different kind, in the log; loosest for a study that lies three standard deviations out with fifteen Gauss–Hermite points.
    private const double Quadrature = 1e-7;

    private static readonly (long Events, long Total)[] Studies = [(0, 5), (5, 5), (3, 9), (0, 400), (390, 400), (450, 900), (1, 1), (0, 1), (30, 31)];

    private static readonly double[] Mu = [.. Enumerable.Range(0, 64).Select(i => -8 + i * 0.25)];

    /// <summary>Gauss–Hermite, the rule on a window, and the rule on the flat table, on both sides of where one takes over from the other.</summary>
    [Theory]
    [InlineData(0.004)]
    [InlineData(0.02)]
    [InlineData(0.025)]
    [InlineData(0.2)]
    [InlineData(1.0)]
    [InlineData(3.99)]
    [InlineData(4.01)]
    [InlineData(25.0)]
    [InlineData(400.0)]
    public void Log_AnyTau_IsThePlainIntegral(double tau)
    {
        BinomialLikelihood[] studies = [.. Studies.Select(s => new BinomialLikelihood(s.Events, s.Total))];
        var rows = new SmoothedLikelihoods(studies, Mu).Log(tau, 0, Mu.Length);
        var compared = 0;
        for (var i = 0; i < studies.Length; i++)
        {
            var mode = 0.0;
            for (var j = 0; j < Mu.Length; j++)
            {
                InterceptIntegral.Evaluate<BinomialLikelihood, BinomialBranch>(studies[i], Mu[j], tau, ref mode, QuadratureGrid.Fine, out var at);
                if (Math.Abs(tau * at.Mu) < 3 && at.Value > -500)
                {
                    Assert.Equal(PlainLikelihood.Trapezoidal(Studies[i].Events, Studies[i].Total, Mu[j], tau), rows[i][j], Quadrature);
                    compared++;
                }
            }
        }

        Assert.True(compared > 200, $"Only {compared} values were compared.");
    }

    [Fact]
    public void Log_PartOfThePlaces_IsNothingElsewhere()
    {
        var rows = new SmoothedLikelihoods([new BinomialLikelihood(3, 9)], Mu).Log(0.7, 8, 24);
        Assert.All(rows[0][..8], v => Assert.Equal(double.NegativeInfinity, v));
        Assert.All(rows[0][8..24], v => Assert.True(double.IsFinite(v)));
        Assert.All(rows[0][24..], v => Assert.Equal(double.NegativeInfinity, v));
    }
}
