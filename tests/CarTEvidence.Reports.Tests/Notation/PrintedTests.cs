using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports.Tests.Notation;

public class PrintedTests
{
    [Theory]
    [InlineData(0.0, "0%")]
    [InlineData(1.0, "100%")]
    [InlineData(0.5, "50.0%")]
    [InlineData(0.0312, "3.1%")]
    [InlineData(0.0094, "0.94%")]
    [InlineData(0.00996, "1.0%")]
    [InlineData(0.0003, "0.03%")]
    [InlineData(0.000012, "0.001%")]
    [InlineData(1e-9, "< 0.001%")]
    [InlineData(0.9972, "99.7%")]
    [InlineData(0.9997, "99.97%")]
    [InlineData(0.99997, "99.997%")]
    [InlineData(0.9999999, "> 99.999%")]
    [InlineData(null, "n/a")]
    public void Percent_KeepsSensibleDigitsAndNeverReachesABoundaryByRounding(double? proportion, string expected) =>
        Assert.Equal(expected, Printed.Percent(proportion));

    [Theory]
    [InlineData(null, "p n/a")]
    [InlineData(0.0, "p < 0.0001")]
    [InlineData(0.00009999, "p < 0.0001")]
    [InlineData(0.0001, "p = 0.0001")]
    [InlineData(0.002, "p = 0.002")]
    [InlineData(0.5772, "p = 0.577")]
    [InlineData(0.99999, "p > 0.999")]
    [InlineData(1.0, "p = 1")]
    public void P_IsNeverZero(double? p, string expected) => Assert.Equal(expected, Printed.P(p));

    [Theory]
    [InlineData(null, "n/a")]
    [InlineData(0.0, "0")]
    [InlineData(0.0004, "< 0.001")]
    [InlineData(0.131, "0.131")]
    [InlineData(-2.5, "−2.500")]
    [InlineData(29.3, "29.30")]
    [InlineData(293.0, "293.0")]
    [InlineData(double.PositiveInfinity, "∞")]
    public void Number_KeepsFourFiguresOrSo(double? number, string expected) => Assert.Equal(expected, Printed.Number(number));

    [Fact]
    public void Test_NamesDegreesOfFreedom()
    {
        Assert.Equal("Q(df = 11) = 29.30, p = 0.002", Printed.Test("Q", new TestResult(29.3, 11, 0.0021)));
        Assert.Equal("F(df1 = 2, df2 = 8.5) = 4.200, p = 0.050", Printed.Test("F", new TestResult(4.2, 2, 0.05) { DenominatorDegreesOfFreedom = 8.5 }));
        Assert.Equal("z = 1.960, p = 0.050", Printed.Test("z", new TestResult(1.96, null, 0.05)));
    }
}
