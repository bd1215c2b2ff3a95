using CarTEvidence.MetaAnalysis.Models;

namespace CarTEvidence.MetaAnalysis.Tests.Models.RandomIntercept;

public class InterceptIntegralTests
{
    // What the standard grid promises for the log-likelihood of one study.
    private const double GridAccuracy = 1e-9;

    // Central differences with a step of 1e-4 are good to about its square.
    private const double DifferenceAccuracy = 1e-6;

    public static TheoryData<long, long, double, double> Cases => new()
    {
        { 0, 1, 0, 1 }, { 0, 10, -2, 1 }, { 5, 10, 0, 0.5 }, { 0, 10, -10, 6 }, { 0, 10, 5, 6 }, { 1, 10, -5, 6 }, { 10, 10, 3, 6 }, { 0, 1, 100, 30 },
        { 0, 100, 20, 30 }, { 1, 100, -20, 30 }, { 3, 10, 2, 100 }, { 1, 2, 0, 3 }, { 15, 24, 0.5, 0.3 }, { 0, 24, -4, 2 }, { 7, 7, 1, 0.01 },
        { 0, 48817, 0.89, 1.143 }, { 0, 482, 5.07, 1.216 }, { 69, 70, 20.17, 3.389 }, { 1, 1, 11.22, 1.365 }, { 38, 38, 338.2, 53.2 }, { 0, 2, -116.67, 11.575 },
        { 40000, 90000, 1, 2 }, { 1, 1_000_000_000, -200, 3 }, { 0, 900_000_000, -60, 3 }, { 999_999_997, 1_000_000_000, 200, 7 }, { 1, 100000, -18, 3 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_AnyShape_EqualsBruteForce(long events, long total, double mu, double tau)
    {
        AssertNear(PlainLikelihood.Trapezoidal(events, total, mu, tau), Evaluate(events, total, mu, tau).Value, GridAccuracy);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_Derivatives_EqualDifferences(long events, long total, double mu, double tau)
    {
        const double Step = 1e-4;
        var at = Evaluate(events, total, mu, tau);
        var right = Evaluate(events, total, mu + Step, tau);
        var left = Evaluate(events, total, mu - Step, tau);
        var more = Evaluate(events, total, mu, tau + Step);
        var less = Evaluate(events, total, mu, tau - Step);
        AssertNear((right.Value - left.Value) / (2 * Step), at.Mu, DifferenceAccuracy);
        AssertNear((more.Value - less.Value) / (2 * Step), at.Tau, DifferenceAccuracy);
        AssertNear((right.Mu - left.Mu) / (2 * Step), at.MuMu, DifferenceAccuracy);
        AssertNear((right.Tau - left.Tau) / (2 * Step), at.MuTau, DifferenceAccuracy);
        AssertNear((more.Tau - less.Tau) / (2 * Step), at.TauTau, DifferenceAccuracy);
    }

    [Theory]
    [InlineData(3, 10, 0.4)]
    [InlineData(0, 10, -1)]
    [InlineData(1, 1, 0)]
    public void Evaluate_TauGoesToZero_JoinsTheHomogeneousLikelihood(long events, long total, double mu)
    {
        var zero = Evaluate(events, total, mu, 0);
        var near = Evaluate(events, total, mu, 1e-6);
        Assert.Equal(zero.Value, near.Value, 1e-11);
        Assert.Equal(zero.Mu, near.Mu, 1e-9);
        Assert.Equal(zero.MuMu, near.MuMu, 1e-9);
        Assert.Equal(zero.TauTau, near.TauTau, 1e-9);
    }

    [Theory]
    [InlineData(2, 7, 0.3, 1.5)]
    [InlineData(0, 50, -3, 4)]
    [InlineData(9, 9, 20, 9)]
    public void Evaluate_EventsAndNonEventsSwapped_MirrorsInMu(long events, long total, double mu, double tau)
    {
        var one = Evaluate(events, total, mu, tau);
        var mirror = Evaluate(total - events, total, -mu, tau);
        Assert.Equal(one.Value, mirror.Value, 1e-12);
        Assert.Equal(one.Mu, -mirror.Mu, 1e-12);
        Assert.Equal(one.TauTau, mirror.TauTau, 1e-10);
    }

    [Fact]
    public void Evaluate_ABillionPatients_KeepsItsAccuracy()
    {
        // With so many patients the study is a point: its logit is normal with variance tau² plus 1 / (n p q) to first order.
        const double Total = 1e9;
        const double Tau = 0.5;
        var p = 0.25;
        var logit = Math.Log(p / (1 - p));
        var variance = Tau * Tau + 1 / (Total * p * (1 - p));
        var expected = -0.5 * Math.Log(2 * Math.PI * variance) - 0.5 * logit * logit / variance - Math.Log(Total * p * (1 - p));
        Assert.Equal(expected, Evaluate((long)(Total * p), (long)Total, 0, Tau).Value, 1e-7);
    }

    private static InterceptDerivatives Evaluate(long events, long total, double mu, double tau)
    {
        var mode = 0.0;
        InterceptIntegral.Evaluate<BinomialLikelihood, BinomialBranch>(
            new BinomialLikelihood(events, total), mu, tau, ref mode, QuadratureGrid.Standard, out var result);
        return result;
    }

    private static void AssertNear(double expected, double actual, double tolerance) =>
        Assert.InRange((actual - expected) / Math.Max(1, Math.Abs(expected)), -tolerance, tolerance);
}
