using MathNet.Numerics.LinearAlgebra;

namespace CarTEvidence.MetaAnalysis.Tests.Robust;

public class SandwichTests
{
    private const double ClosedForm = 1e-10;

    [Fact]
    public void Estimate_IndependentEqualEffects_IsTheOneSampleTTest()
    {
        // m clusters of one effect, working variance 1: CR2 is s²/m and its Satterthwaite degrees of freedom m − 1, exactly.
        double[] y = [1.2, 0.4, -0.7, 2.1, 0.9];
        var mean = y.Average();
        var bread = Matrix<double>.Build.Dense(1, 1, 1.0 / y.Length);
        var terms = y.Select(v => ClusterTerm.BiasReduced(One(1), One(1), Vector<double>.Build.Dense(1, v - mean), bread)).ToArray();

        var robust = Sandwich.Estimate(["mean"], [mean], [1.0 / y.Length], terms, RobustOptions.Default, 0.95);

        var s2 = y.Sum(v => (v - mean) * (v - mean)) / (y.Length - 1);
        Near.Equal(Math.Sqrt(s2 / y.Length), robust.StandardError, ClosedForm, what: "se");
        Near.Equal(y.Length - 1, robust.DegreesOfFreedom, ClosedForm, what: "df");
    }

    [Fact]
    public void BiasReduced_AnyWorkingModel_IsUnbiasedUnderIt()
    {
        // Pustejovsky and Tipton's defining property: with E[ee'] from the working model itself, Σ C s s' C is C.
        var random = new CarTEvidence.Resampling.RandomDraws(seed: 20180, replicate: 0);
        var designs = new List<Matrix<double>>();
        var phis = new List<Matrix<double>>();
        foreach (var n in new[] { 1, 3, 2, 4, 2 })
        {
            designs.Add(Matrix<double>.Build.Dense(n, 2, (i, j) => j == 0 ? 1 : random.NextNormal()));
            var a = Matrix<double>.Build.Dense(n, n, (_, _) => random.NextNormal());
            phis.Add((a * a.Transpose()) + Matrix<double>.Build.DenseIdentity(n));
        }

        var information = Matrix<double>.Build.Dense(2, 2);
        for (var j = 0; j < designs.Count; j++)
        {
            information += designs[j].Transpose() * phis[j].Inverse() * designs[j];
        }

        var bread = information.Inverse();
        var meat = Matrix<double>.Build.Dense(2, 2);
        for (var j = 0; j < designs.Count; j++)
        {
            // E[ee'] of the cluster is Φ − X C X'; feed its columns as residuals, E[T'ee'T] = T' (Φ − XCX') T.
            var expected = phis[j] - (designs[j] * bread * designs[j].Transpose());
            var root = expected.Evd(Symmetricity.Symmetric);
            for (var c = 0; c < expected.ColumnCount; c++)
            {
                var scaled = root.EigenVectors.Column(c) * Math.Sqrt(Math.Max(0, root.EigenValues[c].Real));
                var score = Vector<double>.Build.Dense(ClusterTerm.BiasReduced(phis[j], designs[j], scaled, bread).Score);
                meat += score.OuterProduct(score);
            }
        }

        var average = bread * meat * bread;
        for (var i = 0; i < 4; i++)
        {
            Near.Equal(bread[i / 2, i % 2], average[i / 2, i % 2], ClosedForm, what: "expected robust variance");
        }
    }

    [Fact]
    public void ClusterRobust_MetaRegression_IsTheDenseSandwich()
    {
        double[] yi = [0.1, 0.9, -0.4, 1.2, 0.6, 0.3, 1.5, 0.8], vi = [0.04, 0.1, 0.05, 0.2, 0.08, 0.03, 0.1, 0.06], dose = [1, 2, 0, 4, 3, 2, 5, 1];
        string[] cluster = ["a", "a", "b", "c", "c", "c", "d", "e"];
        var fit = Pooling.Generic(new GenericData(yi.Select((_, i) => $"{i}"), yi, vi), moderators: Moderators.None.With("dose", dose));

        var robust = fit.ClusterRobust(cluster, new RobustOptions { Type = RobustVarianceType.Cr0 });

        var x = Matrix<double>.Build.Dense(8, 2, (i, j) => j == 0 ? 1 : dose[i]);
        var w = Matrix<double>.Build.DiagonalOfDiagonalVector(Vector<double>.Build.Dense(8, i => 1 / (vi[i] + fit.Heterogeneity.TauSquared!.Value)));
        var bread = (x.Transpose() * w * x).Inverse();
        var e = Vector<double>.Build.Dense(yi) - (x * (bread * x.Transpose() * w * Vector<double>.Build.Dense(yi)));
        var outer = Matrix<double>.Build.Dense(8, 8, (i, j) => cluster[i] == cluster[j] ? e[i] * e[j] : 0);
        var dense = bread * x.Transpose() * w * outer * w * x * bread;
        for (var j = 0; j < 2; j++)
        {
            Near.Equal(Math.Sqrt(dense[j, j]), robust.Coefficients[j].Estimate.StandardError, ClosedForm);
        }

        var corrected = fit.ClusterRobust(cluster, new RobustOptions { Type = RobustVarianceType.Cr1 });
        Near.Equal(robust.StandardError!.Value * Math.Sqrt(5.0 / 3), corrected.StandardError, ClosedForm);
        Assert.Equal(3, corrected.DegreesOfFreedom);
        Assert.InRange(fit.ClusterRobust(cluster).DegreesOfFreedom!.Value, 1, 4);
    }

    [Fact]
    public void ClusterRobust_LabelsOfAnotherLength_AreRefused()
    {
        var fit = Pooling.Generic(new GenericData(["a", "b"], [0.1, 0.2], [0.1, 0.1]));
        Assert.Throws<ArgumentException>(() => fit.ClusterRobust(["a"]));
    }

    [Fact]
    public void Estimate_AsManyCoefficientsAsClusters_IsUndefinedAndSaysSo()
    {
        var term = ClusterTerm.Unadjusted([0.0], [1.0]);

        var robust = Sandwich.Estimate(["mean"], [1.0], [1.0], [term], new RobustOptions { Type = RobustVarianceType.Cr1 }, 0.95);

        Assert.Null(robust.StandardError);
        Assert.Contains(robust.Notes, n => n.Contains("more clusters", StringComparison.Ordinal));
    }

    private static Matrix<double> One(double value) => Matrix<double>.Build.Dense(1, 1, value);
}
