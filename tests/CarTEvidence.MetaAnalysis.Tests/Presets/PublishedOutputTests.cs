namespace CarTEvidence.MetaAnalysis.Tests.Presets;

/// <summary>What a package that a preset follows has printed in a public place, to the digits printed.</summary>
public sealed class PublishedOutputTests
{
    /// <summary>
    /// StataCorp's data set metaset, <c>meta set es cil ciu</c>, <c>meta summarize</c>. Source: statalist.org, forum topic 1696829, which prints effects and limits to three decimals;
    /// the output is reached to what that rounding allows.
    /// </summary>
    [Fact]
    public void Stata_Metaset_IsTheOutputPrinted()
    {
        const double Rounded = 2e-3;
        double[] effect = [1.480, 0.999, 1.272, 1.001, 1.179, 1.939, 2.377, 0.694, 1.099, 1.805];
        double[] lower = [-0.352, -0.933, 0.427, 0.750, -0.527, 0.427, 1.005, -0.569, -0.147, -0.151];
        double[] upper = [3.311, 2.931, 2.117, 1.252, 2.884, 3.452, 3.750, 1.956, 2.345, 3.761];
        double[] weight = [2.30, 2.07, 10.15, 63.77, 2.65, 3.35, 4.05, 4.75, 4.88, 2.02];
        var fit = Pooling.Generic(
            new GenericData(effect.Select((_, i) => $"Study {i + 1}"), effect, lower.Zip(upper, (l, u) => Math.Pow(StandardErrorFrom.Interval(new Interval(l, u, 0.95), Measure.Generic), 2))),
            Like.Stata.Apply(new GenericOptions()));

        Assert.Equal(1.138, fit.Transformed.Value!.Value, Rounded);
        Assert.Equal(0.857, fit.Transformed.Interval!.Value.Lower, Rounded);
        Assert.Equal(1.418, fit.Transformed.Interval!.Value.Upper, Rounded);
        Assert.Equal(0.0157, fit.Heterogeneity.TauSquared!.Value, Rounded);
        Assert.Equal(5.30, fit.Heterogeneity.ISquared!.Value, 0.5);
        Assert.Equal(1.06, fit.Heterogeneity.HSquared!.Value, 0.01);
        Assert.Equal(6.34, fit.Heterogeneity.CochranQ!.Statistic!.Value, 0.01);
        Assert.Equal(0.7054, fit.Heterogeneity.CochranQ.PValue!.Value, Rounded);
        Assert.Equal(7.95, fit.Transformed.Test.Statistic!.Value, 0.02);
        for (var i = 0; i < weight.Length; i++)
        {
            Assert.Equal(weight[i], fit.Studies[i].Weight!.Value, 0.15);
        }
    }
}
