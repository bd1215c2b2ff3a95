using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Numerics;

public sealed class SymmetricMatrixTests
{
    private const double Rounding = 1e-14;

    [Fact]
    public void Invert_PositiveDefinite_GivesIdentity()
    {
        double[] a = [4, 2, 0.5, 2, 3, 0.25, 0.5, 0.25, 1];
        var factor = (double[])a.Clone();
        var inverse = new double[9];
        var product = new double[9];
        Assert.True(SymmetricMatrix.TryFactor(factor, 3));
        SymmetricMatrix.Invert(factor, 3, inverse);
        SymmetricMatrix.Multiply(a, inverse, 3, product);
        for (var i = 0; i < 9; i++)
        {
            Assert.Equal(i % 4 == 0 ? 1 : 0, product[i], Rounding);
        }

        // |A| = 4 (3 − 1/16) − 2 (2 − 1/8) + ½ (½ − 3/2)
        Assert.Equal(Math.Log(4 * (3 - 0.0625) - 2 * (2 - 0.125) + 0.5 * (0.5 - 1.5)), SymmetricMatrix.LogDeterminant(factor, 3), Rounding);
    }

    [Fact]
    public void TryFactor_Singular_IsFalse() => Assert.False(SymmetricMatrix.TryFactor([1, 1, 1, 1], 2));
}
