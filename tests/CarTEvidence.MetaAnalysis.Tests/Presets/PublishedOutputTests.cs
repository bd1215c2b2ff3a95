namespace CarTEvidence.MetaAnalysis.Tests.Presets;

/// <summary>What the packages that the presets follow have printed, in public places, to the digits printed.</summary>
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

    /// <summary>
    /// Third-wave therapies for stress among students. Source: M. Harrer, P. Cuijpers, T. A. Furukawa, D. D. Ebert, Doing Meta-Analysis with R (2021), section 4.2.1, printed by meta 5:
    /// REML, Hartung–Knapp, prediction on t(k − 2).
    /// </summary>
    [Fact]
    public void Meta7_ThirdWave_IsTheOutputPrinted()
    {
        const double Printed = 5.1e-5;
        double[] effect = [0.7091362, 0.3548641, 1.7911700, 0.1824552, 0.4218509, 0.6300000, 0.7248838, 0.5286638, 0.2840000, 1.2750682, 0.1036082, 0.3883906, 0.5407398, 0.4261593, 0.5153969, 1.4797260, 0.6125782, 0.6000000];
        double[] error = [0.2608202, 0.1963624, 0.3455692, 0.1177874, 0.1448128, 0.1960000, 0.2246641, 0.2104609, 0.1680000, 0.3371997, 0.1947275, 0.2307689, 0.2443133, 0.2579379, 0.3512737, 0.3152817, 0.2266834, 0.2490000];
        var like = Like.Meta7 with { Interval = IntervalMethod.Hksj };
        var fit = Pooling.Generic(new GenericData(effect.Select((_, i) => $"{i}"), effect, error.Select(s => s * s)), like.Apply(new GenericOptions()));

        Assert.Equal(0.5771, fit.Transformed.Value!.Value, Printed);
        Assert.Equal(0.3782, fit.Transformed.Interval!.Value.Lower, Printed);
        Assert.Equal(0.7760, fit.Transformed.Interval!.Value.Upper, Printed);
        Assert.Equal(-0.0572, fit.Prediction!.Transformed.Lower, Printed);
        Assert.Equal(1.2115, fit.Prediction.Transformed.Upper, 2 * Printed);
        Assert.Equal(0.0820, fit.Heterogeneity.TauSquared!.Value, Printed);
        Assert.Equal(62.6, fit.Heterogeneity.ISquared!.Value, 0.051);
        Assert.Equal(45.50, fit.Heterogeneity.CochranQ!.Statistic!.Value, 0.0051);
    }

    /// <summary>
    /// Haloperidol against placebo. Source: S. Balduzzi, G. Rücker, G. Schwarzer, Evidence-Based Mental Health 22 (2019) 153–160, doi:10.1136/ebmental-2019-300117: risk ratios by meta
    /// and metasens, Paule–Mandel; the risk ratio 1.29 (0.93 to 1.79) of the limit meta-analysis. Its standard error is that of the slope of the radial plot without tau²,
    /// 1/√Σ(1/s − mean)²; ours is that of β + τα in the model itself, which holds tau² and the bias α, and is wider.
    /// </summary>
    [Fact]
    public void Meta7_Haloperidol_IsTheOutputPrinted()
    {
        const double Printed = 5.1e-3;
        long[] a = [25, 29, 12, 3, 10, 11, 7, 8, 19, 1, 11, 20, 17, 4, 2, 11, 9], b = [25, 18, 17, 9, 11, 8, 18, 9, 45, 9, 23, 9, 1, 10, 14, 1, 20];
        long[] c = [18, 20, 2, 0, 3, 1, 4, 3, 14, 0, 0, 2, 7, 0, 0, 1, 0], d = [33, 14, 28, 12, 19, 14, 21, 10, 50, 10, 13, 9, 4, 13, 7, 11, 29];
        var like = Like.Meta7 with { TauSquared = TauSquaredEstimator.PauleMandel };
        var fit = Pooling.TwoArm(
            new TwoArmData(a.Select((_, i) => $"{i}"), a, a.Zip(b, (x, y) => x + y), c, c.Zip(d, (x, y) => x + y)), like.Apply(new TwoArmOptions { Measure = Measure.RiskRatio }));
        var limit = SmallStudyEffects.LimitMetaAnalysis(fit, TauSquaredEstimator.PauleMandel);

        Assert.Equal(1.29, Math.Exp(limit.Adjusted!.Value!.Value), Printed);
        double[] precision = [.. fit.Studies.Select(s => 1 / Math.Sqrt(s.Variance!.Value))];
        var radial = 1 / Math.Sqrt(precision.Sum(x => Math.Pow(x - precision.Average(), 2)));
        Assert.Equal(0.93, Math.Exp(limit.Adjusted.Value!.Value - 1.959964 * radial), Printed);
        Assert.Equal(1.79, Math.Exp(limit.Adjusted.Value!.Value + 1.959964 * radial), Printed);
        Assert.True(limit.Adjusted.StandardError > radial);
    }
}
