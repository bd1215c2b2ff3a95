using CarTEvidence.MetaAnalysis.Tests.Validation;

namespace CarTEvidence.MetaAnalysis.Tests.Models.Multilevel;

public class MultilevelTests
{
    private static MultilevelData Data => DependenceProcedure.Nested(ReferenceFile.Open("multilevel-konstantopoulos2011.json").Root);

    [Fact]
    public void Multilevel_Maximum_BeatsEveryNeighbour()
    {
        var data = Data;
        var groups = NestedGroups.Of(data.Outer, data.Inner);
        var one = Enumerable.Repeat(1.0, data.Count).ToArray();
        var likelihood = new NestedLikelihood(groups, data.Effect, data.Variance, one, 1);
        var fit = Pooling.Multilevel(data);
        var (outer, inner) = (fit.VarianceComponents[0].Value, fit.VarianceComponents[1].Value);
        var top = likelihood.At(outer, inner, restricted: true);

        Assert.Equal(0, top.ScoreOuter, 1e-8);
        Assert.Equal(0, top.ScoreInner, 1e-8);
        foreach (var factor in new[] { 0.999, 1.001 })
        {
            Assert.True(likelihood.At(outer * factor, inner, restricted: true).LogLikelihood < top.LogLikelihood);
            Assert.True(likelihood.At(outer, inner * factor, restricted: true).LogLikelihood < top.LogLikelihood);
        }
    }

    [Fact]
    public void At_AnyPoint_AgreesWithTheDenseCovarianceMatrix()
    {
        double[] yi = [0.3, -0.1, 0.8, 0.5, 1.4, -0.6, 0.2], vi = [0.1, 0.02, 0.3, 0.15, 0.05, 0.2, 0.4];
        string[] outer = ["a", "b", "a", "a", "b", "c", "a"], inner = ["1", "1", "1", "2", "2", "1", "2"];
        double[] x = [1, 0.5, 1, -1, 1, 0.2, 1, 2, 1, 0, 1, 1, 1, -0.3];
        foreach (var restricted in new[] { true, false })
        {
            var likelihood = new NestedLikelihood(NestedGroups.Of(outer, inner), yi, vi, x, 2);
            var point = likelihood.At(0.7, 0.2, restricted);
            var dense = DenseLikelihood(yi, vi, x, 2, outer, inner, 0.7, 0.2, restricted);
            Near.Equal(dense, point.LogLikelihood, 1e-12, what: "log-likelihood");

            // The score against differences of the dense likelihood: good to the square of the step.
            const double h = 1e-5;
            var outerScore = (DenseLikelihood(yi, vi, x, 2, outer, inner, 0.7 + h, 0.2, restricted) - DenseLikelihood(yi, vi, x, 2, outer, inner, 0.7 - h, 0.2, restricted)) / (2 * h);
            var innerScore = (DenseLikelihood(yi, vi, x, 2, outer, inner, 0.7, 0.2 + h, restricted) - DenseLikelihood(yi, vi, x, 2, outer, inner, 0.7, 0.2 - h, restricted)) / (2 * h);
            Near.Equal(outerScore, point.ScoreOuter, 1e-7, what: "outer score");
            Near.Equal(innerScore, point.ScoreInner, 1e-7, what: "inner score");
        }
    }

    [Fact]
    public void Multilevel_ProfileIntervals_EndWhereTheLikelihoodFallsByTheQuantile()
    {
        var fit = Pooling.Multilevel(Data);

        foreach (var component in fit.VarianceComponents)
        {
            Assert.NotNull(component.Interval);
            Assert.True(component.Interval.Value.Contains(component.Value));
        }

        var wider = Pooling.Multilevel(Data, new MultilevelOptions { Level = 0.99 });
        Assert.True(wider.VarianceComponents[0].Interval!.Value.Width > fit.VarianceComponents[0].Interval!.Value.Width);
    }

    [Fact]
    public void Multilevel_OneUnitACluster_IsTheOrdinaryRandomEffectsModelAndSaysSo()
    {
        double[] yi = [0.1, 0.9, -0.4, 1.2, 0.6], vi = [0.04, 0.1, 0.05, 0.2, 0.08];
        string[] outer = ["a", "b", "c", "d", "e"], inner = ["1", "1", "1", "1", "1"];

        var fit = Pooling.Multilevel(new MultilevelData(yi, vi, outer, inner));

        Assert.Equal(0, fit.VarianceComponents[1].Value);
        Assert.True(fit.VarianceComponents[0].Value > 0);
        Assert.Contains(fit.Notes, n => n.Contains("cannot be told apart", StringComparison.Ordinal));
    }

    [Fact]
    public void Multilevel_ModeratorAndOneUnitACluster_IsTheMixedEffectsModel()
    {
        double[] yi = [0.1, 0.9, -0.4, 1.2, 0.6, 0.3, 1.5], vi = [0.04, 0.1, 0.05, 0.2, 0.08, 0.03, 0.1], x = [1, 2, 0, 4, 3, 2, 5];
        string[] label = ["a", "b", "c", "d", "e", "f", "g"];
        var moderators = Moderators.None.With("dose", x);
        var ordinary = Pooling.Generic(new GenericData(label, yi, vi), new GenericOptions { Interval = IntervalMethod.Wald }, moderators: moderators);

        var fit = Pooling.Multilevel(new MultilevelData(yi, vi, label, label), moderators: moderators);

        Near.Equal(ordinary.Heterogeneity.TauSquared!.Value, fit.VarianceComponents[0].Value, 1e-7, 1e-10);
        for (var j = 0; j < 2; j++)
        {
            Near.Equal(ordinary.Coefficients[j].Estimate.Value!.Value, fit.Coefficients[j].Estimate.Value, 1e-8);
            Near.Equal(ordinary.Coefficients[j].Estimate.StandardError!.Value, fit.Coefficients[j].Estimate.StandardError, 1e-8);
        }

        Near.Equal(ordinary.Omnibus!.Statistic!.Value, fit.Omnibus!.Statistic, 1e-7);
        Near.Equal(ordinary.Transformed.Value!.Value, fit.Transformed.Value, 1e-8);
        Assert.Equal("dose", fit.Robust!.Coefficients[1].Name);
    }

    [Fact]
    public void Multilevel_ShiftAndScale_MoveMeanAndVariancesAlong()
    {
        var data = Data;
        var moved = new MultilevelData(data.Effect.ToArray().Select(y => (3 * y) + 7), data.Variance.ToArray().Select(v => 9 * v), data.Outer, data.Inner);

        var (fit, other) = (Pooling.Multilevel(data), Pooling.Multilevel(moved));

        Near.Equal((3 * fit.Transformed.Value!.Value) + 7, other.Transformed.Value, 1e-9);
        Near.Equal(9 * fit.VarianceComponents[0].Value, other.VarianceComponents[0].Value, 1e-7);
        Near.Equal(9 * fit.VarianceComponents[1].Interval!.Value.Upper, other.VarianceComponents[1].Interval!.Value.Upper, 1e-7);
        Near.Equal(fit.Robust!.DegreesOfFreedom!.Value, other.Robust!.DegreesOfFreedom, 1e-7);
    }

    [Theory]
    [InlineData(1e-12)]
    [InlineData(1e12)]
    public void Multilevel_ExtremeVariances_GiveAFiniteAnswer(double scale)
    {
        double[] yi = [0.1, 0.9, -0.4, 1.2, 0.6, 0.3];
        var fit = Pooling.Multilevel(new MultilevelData(yi, yi.Select((_, i) => scale * (i + 1)), ["a", "a", "b", "b", "c", "c"], ["1", "2", "1", "2", "1", "2"]));

        Assert.True(double.IsFinite(fit.Transformed.Value!.Value));
        Assert.All(fit.VarianceComponents, c => Assert.True(double.IsFinite(c.Value) && c.Value >= 0));
    }

    [Fact]
    public void Multilevel_OneEffect_IsThatEffect()
    {
        var fit = Pooling.Multilevel(new MultilevelData([0.4], [0.1], ["a"], ["1"]));

        Near.Equal(0.4, fit.Transformed.Value, 1e-12);
        Assert.Null(fit.Robust!.StandardError);
    }

    [Fact]
    public void Multilevel_OrderOfRows_DoesNotMatter()
    {
        var data = Data;
        int[] order = [.. Enumerable.Range(0, data.Count).OrderBy(i => i * 29 % 56)];
        var shuffled = new MultilevelData(
            order.Select(i => data.Effect[i]), order.Select(i => data.Variance[i]), order.Select(i => data.Outer[i]), order.Select(i => data.Inner[i]));

        var (fit, again) = (Pooling.Multilevel(data), Pooling.Multilevel(shuffled));

        Near.Equal(fit.Transformed.Value!.Value, again.Transformed.Value, 1e-9);
        Near.Equal(fit.VarianceComponents[0].Value, again.VarianceComponents[0].Value, 1e-8);
        Near.Equal(fit.Robust!.StandardError!.Value, again.Robust!.StandardError, 1e-8);
    }

    [Fact]
    public void Multilevel_IdenticalEffects_HasNoHeterogeneity()
    {
        var fit = Pooling.Multilevel(new MultilevelData([0.2, 0.2, 0.2, 0.2], [0.1, 0.2, 0.3, 0.4], ["a", "a", "b", "b"], ["1", "2", "1", "2"]));

        Assert.All(fit.VarianceComponents, c => Assert.Equal(0, c.Value));
        Near.Equal(0.2, fit.Transformed.Value, 1e-12);
    }

    [Fact]
    public void Multilevel_OtherEstimator_IsRefusedByName()
    {
        var refused = Assert.Throws<ArgumentException>(() => Pooling.Multilevel(Data, new MultilevelOptions { TauSquared = TauSquaredEstimator.DerSimonianLaird }));
        Assert.Contains("DerSimonianLaird", refused.Message, StringComparison.Ordinal);
    }

    private static double DenseLikelihood(double[] yi, double[] vi, double[] x, int p, string[] outer, string[] inner, double s1, double s2, bool restricted)
    {
        var k = yi.Length;
        var m = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(k, k, (i, j) =>
            (i == j ? vi[i] : 0) + (outer[i] == outer[j] ? s1 + (inner[i] == inner[j] ? s2 : 0) : 0));
        var design = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(k, p, (i, j) => x[(i * p) + j]);
        var y = MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(yi);
        var inverse = m.Inverse();
        var information = design.Transpose() * inverse * design;
        var r = y - (design * information.Solve(design.Transpose() * inverse * y));
        var value = -0.5 * ((k * Math.Log(2 * Math.PI)) + Math.Log(m.Determinant()) + (r * inverse * r));
        return restricted
            ? value + (0.5 * ((p * Math.Log(2 * Math.PI)) - Math.Log(information.Determinant()) + Math.Log((design.Transpose() * design).Determinant())))
            : value;
    }
}
