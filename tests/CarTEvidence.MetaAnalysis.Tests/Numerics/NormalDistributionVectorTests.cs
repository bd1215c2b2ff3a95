using System.Runtime.Intrinsics;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Numerics;

public class NormalDistributionVectorTests
{
    // The exponential of z²/2, which rounds by z²/2 units, is what a tail cannot be better than; the scalar function likewise.
    private const double Rounding = 4e-16;

    [Fact]
    public void Lower_EightPlaces_EqualsOneByOne()
    {
        for (var z = -37.0; z <= 37; z += 0.0137)
        {
            var expected = NormalDistribution.Lower(z);
            var actual = NormalDistribution.Lower(Vector512.Create(z), Vector512.Create(Math.Exp(-0.5 * z * z)))[3];
            Assert.InRange(actual / expected - 1, -Rounding * (4 + z * z), Rounding * (4 + z * z));
        }
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(-1e300, 0)]
    [InlineData(1e300, 1)]
    public void Lower_Ends_AreExact(double z, double expected) =>
        Assert.Equal(expected, NormalDistribution.Lower(Vector512.Create(z), Vector512.Create(Math.Exp(-0.5 * z * z)))[0], 1e-15);
}
