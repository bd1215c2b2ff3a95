using MathNet.Numerics.LinearAlgebra;

namespace CarTEvidence.MetaAnalysis.Tests.Models;

/// <summary>Kenward and Roger's adjustment (Biometrics 53 (1997) 983–997, doi:10.2307/2533558) of a meta-regression, against their formulas with k × k matrices.</summary>
public sealed class KenwardRogerDenseTests
{
    private const double SameSums = 1e-9;

    [Fact]
    public void Regression_KenwardRoger_IsThePublishedAdjustment()
    {
        double[] yi = [0.1, 0.9, -0.4, 1.2, 0.6, 0.3, 1.5, 0.8, 0.2], vi = [0.04, 0.1, 0.05, 0.2, 0.08, 0.03, 0.1, 0.06, 0.3], dose = [1, 2, 0, 4, 3, 2, 5, 1, 2];
        var fit = Pooling.Generic(
            new GenericData(yi.Select((_, i) => $"{i}"), yi, vi), new GenericOptions { Interval = IntervalMethod.KenwardRoger }, moderators: Moderators.None.With("dose", dose));
        Assert.True(fit.Heterogeneity.TauSquared > 0.01);

        var x = Matrix<double>.Build.Dense(9, 2, (i, j) => j == 0 ? 1 : dose[i]);
        var inverse = Matrix<double>.Build.DiagonalOfDiagonalVector(Vector<double>.Build.Dense(9, i => 1 / (vi[i] + fit.Heterogeneity.TauSquared!.Value)));
        var phi = (x.Transpose() * inverse * x).Inverse();

        // Σ = V + tau² I, so that ∂Σ/∂tau² = I: their P, Q and the expected information of REML.
        var p = -x.Transpose() * inverse * inverse * x;
        var q = x.Transpose() * inverse * inverse * inverse * x;
        var projection = inverse - (inverse * x * phi * x.Transpose() * inverse);
        var variance = 2 / (projection * projection).Trace();
        var adjusted = phi + (2 * variance * phi * (q - (p * phi * p)) * phi);

        for (var j = 0; j < 2; j++)
        {
            var coefficient = fit.Coefficients[j].Estimate;
            // Partlett and Riley (2017), and R's meta, hold the adjusted covariance here as well; Kenward and Roger the unadjusted one.
            var change = (adjusted * -p * adjusted)[j, j];
            var df = 2 * adjusted[j, j] * adjusted[j, j] / (variance * change * change);
            Near.Equal(Math.Sqrt(adjusted[j, j]), coefficient.StandardError, SameSums, what: "standard error");
            Near.Equal(df, coefficient.Test.DegreesOfFreedom, SameSums, what: "degrees of freedom");
            Assert.True(adjusted[j, j] > phi[j, j]);
        }
    }
}
