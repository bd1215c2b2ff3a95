using CarTEvidence.MetaAnalysis.Tests.Validation;
using MathNet.Numerics.LinearAlgebra;

namespace CarTEvidence.MetaAnalysis.Tests.Robust;

/// <summary>CR2 and its Satterthwaite degrees of freedom, computed here a cluster at a time, against the published formulas with k × k matrices.</summary>
public sealed class DenseCr2Tests
{
    /// <summary>Two orders of the same sums and eigenvalue problems.</summary>
    private const double SameSums = 1e-9;

    [Fact]
    public void ClusterRobust_MetaRegression_IsThePublishedFormula()
    {
        double[] yi = [0.1, 0.9, -0.4, 1.2, 0.6, 0.3, 1.5, 0.8, 0.2, 0.5], vi = [0.04, 0.1, 0.05, 0.2, 0.08, 0.03, 0.1, 0.06, 0.3, 0.02], dose = [1, 2, 0, 4, 3, 2, 5, 1, 2, 3];
        string[] cluster = ["a", "a", "b", "c", "c", "c", "d", "e", "f", "f"];
        var fit = Pooling.Generic(new GenericData(yi.Select((_, i) => $"{i}"), yi, vi), moderators: Moderators.None.With("dose", dose));
        var phi = Matrix<double>.Build.DiagonalOfDiagonalVector(Vector<double>.Build.Dense(10, i => vi[i] + fit.Heterogeneity.TauSquared!.Value));

        AssertSame(DenseCr2.Of(Matrix<double>.Build.Dense(10, 2, (i, j) => j == 0 ? 1 : dose[i]), phi, Vector<double>.Build.Dense(yi), cluster), fit.ClusterRobust(cluster));
    }

    /// <summary>The 56 schools in 11 districts of Konstantopoulos (2011): the working covariance of a cluster is dense.</summary>
    [Fact]
    public void Multilevel_ThreeLevels_IsThePublishedFormula()
    {
        var root = ReferenceFile.Open("multilevel-konstantopoulos2011.json").Root;
        var fit = Pooling.Multilevel(DependenceProcedure.Nested(root), new MultilevelOptions { Robust = new RobustOptions { Type = RobustVarianceType.Cr2 } });
        var (yi, vi, outer) = (root["data"].Values("yi"), root["data"].Values("vi"), root["data"].Texts("outer"));
        var (between, within) = (fit.VarianceComponents[0].Value, fit.VarianceComponents[1].Value);
        var phi = Matrix<double>.Build.Dense(yi.Length, yi.Length, (i, j) => (outer[i] == outer[j] ? between : 0) + (i == j ? within + vi[i] : 0));

        AssertSame(DenseCr2.Of(Matrix<double>.Build.Dense(yi.Length, 1, 1), phi, Vector<double>.Build.Dense(yi), outer), fit.Robust!);
    }

    private static void AssertSame((double[] StandardErrors, double[] DegreesOfFreedom) expected, RobustVariance actual)
    {
        for (var j = 0; j < expected.StandardErrors.Length; j++)
        {
            Near.Equal(expected.StandardErrors[j], actual.Coefficients[j].Estimate.StandardError, SameSums, what: "standard error");
            Near.Equal(expected.DegreesOfFreedom[j], actual.Coefficients[j].Estimate.Test.DegreesOfFreedom, SameSums, what: "degrees of freedom");
        }
    }
}
