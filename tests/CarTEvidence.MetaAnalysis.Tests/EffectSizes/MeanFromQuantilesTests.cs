namespace CarTEvidence.MetaAnalysis.Tests.EffectSizes;

public sealed class MeanFromQuantilesTests
{
    private const double Printed = 1e-6;

    /// <summary>Source: R package metaBLUE 1.0.0, the printed example Luo.mean(c(1, 4, 10), 30, "S1").</summary>
    [Fact]
    public void FromRange_MetaBlueExample_Agrees() => Assert.Equal(4.356748, MeanFromQuantiles.FromRange(1, 4, 10, 30).Mean, Printed);

    /// <summary>Source: R's metafor 4.7-4, the printed example of <c>conv.fivenum</c>: means by Luo et al., deviations by Wan et al. and, of all five numbers, by Shi et al.; n = 20.</summary>
    [Fact]
    public void FromAnyNumbers_MetaforExample_AreTheEstimatesPrinted()
    {
        AssertEstimate(6.594468, 3.211576, MeanFromQuantiles.FromRange(2, 6, 14, 20), Printed / 2);
        AssertEstimate(6.719500, 4.787076, MeanFromQuantiles.FromQuartiles(4, 6, 10, 20), Printed / 2);
        AssertEstimate(6.938841, 3.679435, MeanFromQuantiles.FromFiveNumbers(2, 4, 6, 10, 14, 20), Printed / 2);
    }

    /// <summary>Minimum 2, quartiles 6 and 17, median 9, maximum 41. Source: metafor 4.4, <c>conv.fivenum(…, test = FALSE)</c>, as published in the tests of a Python package that checks itself against it.</summary>
    [Theory]
    [InlineData(7, 15.021544795358952, 14.29106691143328, 10.889285714285714, 10.103962147784886, 14.361220613598714)]
    [InlineData(30, 11.972897250696676, 9.5575055212413016, 10.782500000000001, 8.5626224066574625, 12.3038216208361)]
    [InlineData(100, 10.403596372036779, 7.804399930371213, 10.75975, 8.2742542328822122, 11.420082492316839)]
    public void FromAnyNumbers_SkewedSample_AreThoseOfMetafor(long n, double rangeMean, double rangeDeviation, double quartileMean, double quartileDeviation, double fiveMean)
    {
        const double ClosedForm = 1e-12;
        AssertEstimate(rangeMean, rangeDeviation, MeanFromQuantiles.FromRange(2, 9, 41, n), ClosedForm * 10);
        AssertEstimate(quartileMean, quartileDeviation, MeanFromQuantiles.FromQuartiles(6, 9, 17, n), ClosedForm * 10);
        Near.Equal(fiveMean, MeanFromQuantiles.FromFiveNumbers(2, 6, 9, 17, 41, n).Mean, ClosedForm);
    }

    /// <summary>Source: Wan et al. 2014, Table 1: the range of normal data of size n is ξ(n) standard deviations; its approximation is good to about 1 %.</summary>
    [Theory]
    [InlineData(10, 3.078)]
    [InlineData(25, 3.931)]
    [InlineData(50, 4.498)]
    public void FromRange_ExpectedRange_GivesUnitDeviation(long n, double range) =>
        Assert.Equal(1, MeanFromQuantiles.FromRange(-range / 2, 0, range / 2, n).StandardDeviation, 0.01);

    [Fact]
    public void FromQuartiles_ManyPatients_AreTheNormalOnes()
    {
        const double quartile = 0.674489750196082;
        var estimate = MeanFromQuantiles.FromQuartiles(3 - 2 * quartile, 3, 3 + 2 * quartile, 1_000_000_000);
        Assert.Equal(3, estimate.Mean, 1e-9);
        Assert.Equal(2, estimate.StandardDeviation, Printed);
    }

    /// <summary>
    /// Shi et al. 2020, Research Synthesis Methods 11, 641–654, the shortcut formula of their abstract: (b − a)/θ₁ + (q₃ − q₁)/θ₂ with
    /// θ₁ = (2 + 0.14 n^0.6) Φ⁻¹((n − 0.375)/(n + 0.25)) and θ₂ = (2 + 2/(0.07 n^0.6)) Φ⁻¹((0.75 n − 0.125)/(n + 0.25)).
    /// </summary>
    [Theory]
    [InlineData(5)]
    [InlineData(41)]
    [InlineData(401)]
    [InlineData(100_000)]
    public void FromFiveNumbers_ShiEtAl_IsTheirShortcutFormula(long n)
    {
        const double a = -3, q1 = 1, m = 2, q3 = 5, b = 14;
        var theta1 = (2 + 0.14 * Math.Pow(n, 0.6)) * MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (n - 0.375) / (n + 0.25));
        var theta2 = (2 + 2 / (0.07 * Math.Pow(n, 0.6))) * MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (0.75 * n - 0.125) / (n + 0.25));
        Near.Equal((b - a) / theta1 + (q3 - q1) / theta2, MeanFromQuantiles.FromFiveNumbers(a, q1, m, q3, b, n).StandardDeviation, 1e-9);
    }

    /// <summary>Wan et al. 2014, equations 9 and 16, and Luo et al. 2018, equations 7 and 11.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(97)]
    public void FromRangeOrQuartiles_WanAndLuo_AreTheirFormulas(long n)
    {
        var range = MeanFromQuantiles.FromRange(1, 4, 10, n);
        var quartiles = MeanFromQuantiles.FromQuartiles(1, 4, 10, n);
        Near.Equal(9 / (2 * MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (n - 0.375) / (n + 0.25))), range.StandardDeviation, 1e-9);
        Near.Equal(9 / (2 * MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (0.75 * n - 0.125) / (n + 0.25))), quartiles.StandardDeviation, 1e-9);
        Near.Equal(4 / (4 + Math.Pow(n, 0.75)) * 5.5 + Math.Pow(n, 0.75) / (4 + Math.Pow(n, 0.75)) * 4, range.Mean, 1e-12);
        Near.Equal((0.7 + 0.39 / n) * 5.5 + (0.3 - 0.39 / n) * 4, quartiles.Mean, 1e-12);
    }

    [Fact]
    public void FromFiveNumbers_BothSpreadsAgree_GivesThatSpread()
    {
        var range = MeanFromQuantiles.FromRange(-1, 0, 1, 40).StandardDeviation;
        var quartiles = MeanFromQuantiles.FromQuartiles(-1, 0, 1, 40).StandardDeviation;
        var five = MeanFromQuantiles.FromFiveNumbers(-1 / range, -1 / quartiles, 0, 1 / quartiles, 1 / range, 40);
        Assert.Equal(0, five.Mean, 1e-12);
        Assert.Equal(1, five.StandardDeviation, 1e-12);
    }

    [Theory]
    [InlineData(5, 4, 10, 30, "median")]
    [InlineData(1, 4, double.NaN, 30, "maximum")]
    [InlineData(1, 4, 10, 1, "n")]
    public void FromRange_Impossible_IsNamed(double minimum, double median, double maximum, long n, string parameter) =>
        Assert.Equal(parameter, Assert.ThrowsAny<ArgumentException>(() => MeanFromQuantiles.FromRange(minimum, median, maximum, n)).ParamName);

    private static void AssertEstimate(double mean, double deviation, EstimatedMean estimate, double tolerance)
    {
        Assert.Equal(mean, estimate.Mean, tolerance);
        Assert.Equal(deviation, estimate.StandardDeviation, tolerance);
    }
}
