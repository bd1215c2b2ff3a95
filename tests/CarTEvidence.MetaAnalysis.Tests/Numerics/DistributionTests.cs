using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Numerics;

/// <summary>Reference values: mpmath 1.3.0 at 50 digits (betainc, gammainc, erfc, all regularised).</summary>
public sealed class DistributionTests
{
    /// <summary>Relative accuracy asked of a tail; the values in the tables carry 17 digits.</summary>
    private const double Tail = 2e-13;

    [Theory]
    [InlineData(0.1, 1.0, 0.93654896513889286)]
    [InlineData(2.0, 3.0, 0.13932596855884318)]
    [InlineData(12.7, 1.0, 0.05002432768934416)]
    [InlineData(50.0, 2.5, 8.1304950849587208e-5)]
    [InlineData(1000.0, 5.0, 1.8980131131979715e-14)]
    [InlineData(8.0, 1000000.0, 1.245506343320252e-15)]
    [InlineData(3.0, 7.3, 0.018980551023133506)]
    [InlineData(40.0, 30.0, 1.3726045194406403e-27)]
    public void Student_TwoSidedTail_MatchesReference(double t, double df, double expected)
    {
        Close(expected, StudentDistribution.TwoSided(t, df), Tail);
        Close(t, StudentDistribution.UpperQuantile(expected / 2, df), Tail);
    }

    [Theory]
    [InlineData(0.001, 1.0, 0.025227120630039612, 0.97477287936996039)]
    [InlineData(1e-08, 4.0, 1.2499999958333334e-17, 0.99999999999999999)]
    [InlineData(3.84, 1.0, 0.9499564787512949, 0.050043521248705103)]
    [InlineData(200.0, 3.0, 1.0, 4.2185411071920423e-43)]
    [InlineData(1000.0, 900.0, 0.98900539105786415, 0.010994608942135848)]
    [InlineData(1000000.0, 999000.0, 0.76043305677091368, 0.23956694322908632)]
    [InlineData(5e-05, 0.5, 0.078012060158339016, 0.92198793984166098)]
    [InlineData(700.0, 10.0, 1.0, 6.2801466992359499e-144)]
    public void ChiSquared_BothTails_MatchReference(double x, double df, double lower, double upper)
    {
        Close(lower, ChiSquaredDistribution.Lower(x, df), Tail);
        Close(upper, ChiSquaredDistribution.Upper(x, df), Tail);
        if (lower < 0.5)
        {
            Close(x, ChiSquaredDistribution.LowerQuantile(lower, df), Tail);
        }
        else
        {
            Close(x, ChiSquaredDistribution.UpperQuantile(upper, df), Tail);
        }
    }

    [Theory]
    [InlineData(1e-09, 0.5, 0.5, 2.0131684845150095e-5, 0.99997986831515485)]
    [InlineData(0.01, 2.0, 30.0, 0.038389514595235452, 0.96161048540476455)]
    [InlineData(0.3, 1000.0, 2000.0, 4.0738279160507715e-5, 0.99995926172083949)]
    [InlineData(1e-06, 1.5, 1000.0, 2.3782981885199888e-5, 0.9999762170181148)]
    [InlineData(0.999, 15.0, 1.5, 0.99859564720709423, 0.0014043527929057672)]
    [InlineData(0.2, 0.5, 5.0, 0.85507239459591959, 0.14492760540408041)]
    public void Beta_BothTails_MatchReference(double x, double a, double b, double lower, double upper)
    {
        var tails = BetaDistribution.Tails(x, 1 - x, a, b);
        Close(lower, tails.Lower, Tail);
        Close(upper, tails.Upper, Tail);
        Close(x, lower < 0.5 ? BetaDistribution.LowerQuantile(lower, a, b).X : BetaDistribution.UpperQuantile(upper, a, b).X, Tail);
    }

    [Fact]
    public void Beta_FarUpperTail_KeepsRelativeAccuracy() =>
        Close(2.7999999999999814e-29, BetaDistribution.Tails(0.9, 0.1, 2, 30).Upper, Tail);

    [Theory]
    [InlineData(4.0, 2.0, 10.0, 0.052922149401344646)]
    [InlineData(100.0, 3.0, 7.0, 4.1304221013833551e-6)]
    [InlineData(0.01, 1.0, 50.0, 0.92074421365297007)]
    [InlineData(10000.0, 5.0, 20.0, 2.9610842242961035e-33)]
    public void Fisher_UpperTail_MatchesReference(double f, double numerator, double denominator, double expected) =>
        Close(expected, FisherDistribution.Upper(f, numerator, denominator), Tail);

    [Theory]
    [InlineData(-37.0, 5.7255712225245768e-300)]
    [InlineData(-10.0, 7.6198530241605261e-24)]
    [InlineData(-1.0, 0.15865525393145705)]
    public void Normal_LowerTail_MatchesReference(double z, double expected)
    {
        Close(expected, NormalDistribution.Lower(z), Tail);
        Close(expected, NormalDistribution.Upper(-z), Tail);
        Close(z, NormalDistribution.Quantile(expected), Tail);
    }

    [Fact]
    public void Binomial_LargeCounts_MatchesReference() =>
        Close(-10.787424271181266, SaddlePoint.LogBinomial(500_010_000, 1e9, 0.5, 0.5), Tail);

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(7.25)]
    [InlineData(30)]
    public void StirlingError_AgreesWithLogGamma(double n)
    {
        var expected = MathNet.Numerics.SpecialFunctions.GammaLn(n + 1) - (n + 0.5) * Math.Log(n) + n - NormalDistribution.LogSqrtTwoPi;
        Assert.Equal(expected, SaddlePoint.StirlingError(n), 1e-12);
    }

    private static void Close(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance * Math.Abs(expected), FormattableString.Invariant($"expected {expected:R}, was {actual:R}"));
}
