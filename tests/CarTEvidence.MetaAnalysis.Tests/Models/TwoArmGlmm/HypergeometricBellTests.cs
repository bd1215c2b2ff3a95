using CarTEvidence.MetaAnalysis.Models;

namespace CarTEvidence.MetaAnalysis.Tests.Models.TwoArmGlmm;

public sealed class HypergeometricBellTests
{
    /// <summary>Rounding of a few thousand summed terms.</summary>
    private const double Rounding = 1e-11;

    /// <summary>Rounding of counts near a million: 2e-16 of them.</summary>
    private const double OfAMillion = 1e-9;

    /// <summary>At a billion patients the normal approximation and the zero corrections err by 1e-9; an iterated tau² of 0.06 is the rest.</summary>
    private const double Asymptotic = 1e-5;

    [Theory]
    [InlineData(2e6, 1e6, 9e5, 0.4)]
    [InlineData(3e6, 2e6, 4e6, -1.1)]
    [InlineData(1e6, 5e6, 8e5, 0)]
    public void Moments_WideBell_AreThoseOfEveryCount(double n1, double n2, double m, double eta)
    {
        var odds = Math.Exp(eta);
        double low = Math.Max(0, m - n2), high = Math.Min(n1, m), most = low;
        while (most < high && Ratio(most) >= 1)
        {
            most++;
        }

        double sum = 1, first = 0, second = 0, term = 1;
        for (var x = most; x < high && term > 1e-25; x++)
        {
            Add(term *= Ratio(x), x + 1 - most);
        }

        term = 1;
        for (var x = most; x > low && term > 1e-25; x--)
        {
            Add(term /= Ratio(x - 1), x - 1 - most);
        }

        var bell = new HypergeometricBell(n1, n2, m, most, eta);
        Assert.True(bell.IsWide);
        var (_, logSum, mean, variance) = bell.Moments();
        Assert.Equal(Math.Log(sum), logSum, Rounding);
        Assert.Equal(most + first / sum, mean, OfAMillion);
        Assert.Equal(1, variance / (second / sum - Math.Pow(first / sum, 2)), Rounding);

        double Ratio(double x) => (n1 - x) * (m - x) / ((x + 1) * (n2 - m + x + 1)) * odds;
        void Add(double weight, double d)
        {
            sum += weight;
            first += d * weight;
            second += d * d * weight;
        }
    }

    [Fact]
    public void LogTerm_WideBell_IsTheProductOfRatios()
    {
        const double N1 = 2e6, N2 = 1e6, M = 9e5, Eta = 0.4;
        // The root of (n1 − x)(m − x) ψ = x (n2 − m + x), to the count.
        var most = 6.4e5;
        while ((N1 - most) * (M - most) / ((most + 1) * (N2 - M + most + 1)) * Math.Exp(Eta) < 1)
        {
            most--;
        }

        var bell = new HypergeometricBell(N1, N2, M, most, Eta);
        var log = 0.0;
        for (var x = most; x < most + 500; x++)
        {
            log += Math.Log((N1 - x) * (M - x) / ((x + 1) * (N2 - M + x + 1))) + Eta;
        }

        Assert.Equal(log, bell.LogTerm(most + 500), OfAMillion);
    }

    [Fact]
    public void IsWide_SmallTableOrPeakAtAnEnd_IsFalse()
    {
        Assert.False(new HypergeometricBell(100, 100, 60, 30, 0).IsWide);
        Assert.False(new HypergeometricBell(1e9, 1e9, 1e6, 1e6, 40).IsWide);
    }

    [Fact]
    public void TwoArm_ConditionalExactModelOfABillionPatients_IsTheApproximateOne()
    {
        long[] a = [300_000_000, 310_000_000, 290_000_000], c = [250_000_000, 240_000_000, 260_000_000], n = [1_000_000_000, 1_000_000_000, 1_000_000_000];
        var data = new TwoArmData(["A", "B", "C"], a, n, c, n);
        var exact = Pooling.TwoArm(data, new TwoArmOptions { Model = PoolingModel.GlmmCmEl });
        var normal = Pooling.TwoArm(data, new TwoArmOptions { Model = PoolingModel.Random, TauSquared = TauSquaredEstimator.Ml });
        Assert.Equal(normal.Transformed.Value!.Value, exact.Transformed.Value!.Value, Asymptotic);
        Assert.Equal(normal.Heterogeneity.TauSquared!.Value, exact.Heterogeneity.TauSquared!.Value, Asymptotic);
    }
}
