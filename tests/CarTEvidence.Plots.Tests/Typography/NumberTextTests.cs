using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Tests.Typography;

public class NumberTextTests
{
    [Theory]
    [InlineData(0.0, 1, "0.0")]
    [InlineData(0.0003, 1, "<0.1")]
    [InlineData(0.5, 1, "50.0")]
    [InlineData(0.9999, 1, ">99.9")]
    [InlineData(1.0, 1, "100.0")]
    [InlineData(0.9999, 2, "99.99")]
    [InlineData(0.999999, 0, ">99")]
    public void Percent_NearTheEnds_NeverRoundsOntoThem(double share, int decimals, string expected) => Assert.Equal(expected, NumberText.Percent(share, decimals));

    [Theory]
    [InlineData(-1.5, "−1.50")]
    [InlineData(-0.0, "0.00")]
    [InlineData(-0.0001, ">−0.01")]
    [InlineData(double.PositiveInfinity, "∞")]
    public void Fixed_Negative_HasAMinusSign(double value, string expected) => Assert.Equal(expected, NumberText.Fixed(value, 2));

    [Theory]
    [InlineData(0.26, "p = 0.26")]
    [InlineData(0.0123, "p = 0.012")]
    [InlineData(0.00951, "p = 0.0095")]
    [InlineData(1e-9, "p < 0.0001")]
    [InlineData(0.9999, "p > 0.99")]
    public void PValue_Small_IsNeverZero(double p, string expected) => Assert.Equal(expected, NumberText.PValue(p));

    [Theory]
    [InlineData(2.4108, "2.41")]
    [InlineData(14.61, "14.6")]
    [InlineData(0.131, "0.131")]
    [InlineData(0, "0")]
    [InlineData(123.4, "123")]
    public void Significant_KeepsThreeDigits(double value, string expected) => Assert.Equal(expected, NumberText.Significant(value));
}
