using MathNet.Numerics.LinearAlgebra;

namespace CarTEvidence.MetaAnalysis.Tests.Models;

/// <summary>Kenward and Roger's adjustment (Biometrics 53 (1997) 983–997, doi:10.2307/2533558) of a meta-regression, against their formulas with k × k matrices.</summary>
public sealed class KenwardRogerDenseTests
{
    private const double SameSums = 1e-9;

    private static readonly double[] Yi = [0.1, 0.9, -0.4, 1.2, 0.6, 0.3, 1.5, 0.8, 0.2];
    private static readonly double[] Vi = [0.04, 0.1, 0.05, 0.2, 0.08, 0.03, 0.1, 0.06, 0.3];
    private static readonly double[] Dose = [1, 2, 0, 4, 3, 2, 5, 1, 2];

    [Fact]
    public void Regression_KenwardRoger_IsThePublishedAdjustment()
    {
        var fit = Fit(Moderators.None.With("dose", Dose));
        Assert.True(fit.Heterogeneity.TauSquared > 0.01);

        var x = Matrix<double>.Build.Dense(9, 2, (i, j) => j == 0 ? 1 : Dose[i]);
        var inverse = Matrix<double>.Build.DiagonalOfDiagonalVector(Vector<double>.Build.Dense(9, i => 1 / (Vi[i] + fit.Heterogeneity.TauSquared!.Value)));
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

    /// <summary>A combination has degrees of freedom of its own: those of the coefficient it becomes when the moderator is measured from where it is taken.</summary>
    [Fact]
    public void At_KenwardRoger_IsTheInterceptOfTheShiftedModerator()
    {
        var fit = Fit(Moderators.None.With("dose", Dose));
        var shifted = Fit(Moderators.None.With("dose", Dose.Select(d => d - 4)));
        var there = fit.At(new Dictionary<string, double> { ["dose"] = 4 });
        Near.Equal(shifted.Coefficients[0].Estimate.Test.DegreesOfFreedom!.Value, there.Transformed.Test.DegreesOfFreedom, SameSums, what: "degrees of freedom");
        Near.Equal(shifted.Coefficients[0].Estimate.Interval!.Value.Lower, there.Transformed.Interval!.Value.Lower, SameSums, what: "lower limit");
    }

    /// <summary>Of one moderator the joint test is its t test squared.</summary>
    [Fact]
    public void Omnibus_KenwardRogerOneModerator_IsTheSquareOfItsT()
    {
        var fit = Fit(Moderators.None.With("dose", Dose));
        var t = fit.Coefficients[1].Estimate.Test;
        Near.Equal(t.Statistic!.Value * t.Statistic.Value, fit.Omnibus!.Statistic, SameSums, what: "F");
        Near.Equal(t.DegreesOfFreedom!.Value, fit.Omnibus.DenominatorDegreesOfFreedom, SameSums, what: "denominator degrees of freedom");
        Near.Equal(t.PValue!.Value, fit.Omnibus.PValue, SameSums, what: "p");
    }

    /// <summary>Kenward and Roger's section 2.2 with k × k matrices: A1, A2, E* and V* of the joint hypothesis give scale and degrees of freedom.</summary>
    [Fact]
    public void Omnibus_KenwardRogerTwoModerators_IsThePublishedScaledF()
    {
        double[] year = [3, 1, 4, 1, 5, 9, 2, 6, 5];
        var fit = Fit(Moderators.None.With("dose", Dose).With("year", year));
        var x = Matrix<double>.Build.Dense(9, 3, (i, j) => j == 0 ? 1 : j == 1 ? Dose[i] : year[i]);
        var inverse = Matrix<double>.Build.DiagonalOfDiagonalVector(Vector<double>.Build.Dense(9, i => 1 / (Vi[i] + fit.Heterogeneity.TauSquared!.Value)));
        var phi = (x.Transpose() * inverse * x).Inverse();
        var p = -x.Transpose() * inverse * inverse * x;
        var q = x.Transpose() * inverse * inverse * inverse * x;
        var projection = inverse - (inverse * x * phi * x.Transpose() * inverse);
        var variance = 2 / (projection * projection).Trace();
        var adjusted = phi + (2 * variance * phi * (q - (p * phi * p)) * phi);

        var l = Matrix<double>.Build.DenseOfArray(new double[,] { { 0, 0 }, { 1, 0 }, { 0, 1 } });
        var beta = Vector<double>.Build.Dense([.. fit.Coefficients.Select(c => c.Estimate.Value!.Value)]);
        var theta = l * (l.Transpose() * adjusted * l).Inverse() * l.Transpose();
        var wald = beta * theta * beta / 2;
        var each = theta * adjusted * p * adjusted;
        var (a1, a2) = (variance * each.Trace() * each.Trace(), variance * (each * each).Trace());
        var b = (a1 + (6 * a2)) / 4;
        var g = ((3 * a1) - (6 * a2)) / (4 * a2);
        var (c1, c2, c3) = (g / (6 + (2 * (1 - g))), (2 - g) / (6 + (2 * (1 - g))), (4 - g) / (6 + (2 * (1 - g))));
        var expectation = 1 / (1 - (a2 / 2));
        var spread = (1 + (c1 * b)) / ((1 - (c2 * b)) * (1 - (c2 * b)) * (1 - (c3 * b)));
        var m = 4 + (4 / ((spread / (expectation * expectation)) - 1));
        Near.Equal(wald * m / (expectation * (m - 2)), fit.Omnibus!.Statistic, SameSums, what: "scaled F");
        Near.Equal(m, fit.Omnibus.DenominatorDegreesOfFreedom, SameSums, what: "denominator degrees of freedom");
    }

    private static PooledEffect Fit(Moderators moderators) => Pooling.Generic(
        new GenericData(Yi.Select((_, i) => $"{i}"), Yi, Vi), new GenericOptions { Interval = IntervalMethod.KenwardRoger }, moderators: moderators);
}
