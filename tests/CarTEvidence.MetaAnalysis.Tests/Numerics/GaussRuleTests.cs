using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Numerics;

public class GaussRuleTests
{
    // Sums of at most 64 products of numbers near 1.
    private const double Rounding = 1e-13;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(64)]
    public void Hermite_EvenMoments_AreThoseOfTheStandardNormal(int count)
    {
        var rule = GaussRule.Hermite(count);
        var expected = 1.0;
        for (var power = 0; power <= Math.Min(2 * count - 1, 20); power += 2)
        {
            Assert.Equal(1, Sum(rule, x => Math.Pow(x, power)) / expected, Rounding * (1 + power));
            expected *= power + 1;
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(40)]
    public void Legendre_Polynomials_AreIntegratedExactly(int count)
    {
        var rule = GaussRule.Legendre(count);
        for (var power = 0; power < 2 * count; power++)
        {
            Assert.Equal(power % 2 == 0 ? 2.0 / (power + 1) : 0, Sum(rule, x => Math.Pow(x, power)), Rounding);
        }
    }

    [Fact]
    public void Hermite_SevenNodes_AreThePublishedOnes()
    {
        // M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions, table 25.10, n = 7, for the weight exp(−x²).
        var rule = GaussRule.Hermite(7);
        Assert.Equal(2.651961356835233 * Math.Sqrt(2), rule.Nodes.Span[6], Rounding);
        Assert.Equal(0.0009717812450995192 / Math.Sqrt(Math.PI), rule.Weights.Span[6], Rounding);
        Assert.Equal(0, rule.Nodes.Span[3]);
        Assert.Equal(0.8102646175568073 / Math.Sqrt(Math.PI), rule.Weights.Span[3], Rounding);
    }

    [Fact]
    public void Integrate_Exponential_EqualsItsAntiderivative()
    {
        Assert.Equal(Math.Exp(2) - Math.Exp(-1), GaussRule.Legendre(20).Integrate(Math.Exp, -1, 2), Rounding * 10);
    }

    private static double Sum(GaussRule rule, Func<double, double> f)
    {
        var sum = 0.0;
        for (var i = 0; i < rule.Nodes.Length; i++)
        {
            sum += rule.Weights.Span[i] * f(rule.Nodes.Span[i]);
        }

        return sum;
    }
}
