using CarTEvidence.MetaAnalysis.Tests.Validation;

namespace CarTEvidence.MetaAnalysis.Tests.Presets;

/// <summary>What Stata's <c>meta</c> printed in public places, to the digits printed.</summary>
public sealed class PublishedStataTests
{
    // Half a unit of the last digit.
    private const double TwoDigits = 0.005;
    private const double ThreeDigits = 5e-4;
    private const double FourDigits = 5e-5;

    /// <summary>Sixteen trials of magnesium after myocardial infarction, all counts printed. Source: a course of the University of Warwick on <c>meta</c> of Stata 16, page "Binary meta", file magnedata.</summary>
    private static readonly TwoArmData Magnesium = new(
        ["Morton", "Rasmussen", "Smith", "Abraham", "Feldstedt", "Schechter", "Ceremuzynski", "Bertschat", "Singh", "Pereira", "Schechter 1", "Golf", "Thogersen", "LIMIT-2", "Schechter 2", "ISIS-4"],
        [1, 9, 2, 1, 10, 1, 1, 0, 6, 1, 2, 5, 4, 90, 4, 2216],
        [40, 135, 200, 48, 150, 59, 25, 22, 76, 27, 89, 23, 130, 1159, 107, 29011],
        [2, 23, 7, 1, 8, 9, 3, 1, 11, 7, 12, 13, 8, 118, 17, 2103],
        [36, 135, 200, 46, 148, 56, 23, 21, 75, 27, 80, 33, 122, 1157, 108, 29039]);

    private static readonly double[] Year = [1984, 1986, 1986, 1987, 1988, 1989, 1989, 1989, 1990, 1990, 1991, 1991, 1991, 1992, 1995, 1995];

    private static TwoArmOptions RiskRatio { get; } = new() { Measure = Measure.RiskRatio };

    private static PooledEffect Random { get; } = Pooling.TwoArm(Magnesium, Like.Stata.Apply(RiskRatio));

    /// <summary>
    /// StataCorp's data set metaset, <c>meta set es cil ciu</c>, <c>meta summarize</c>. Source: statalist.org, forum topic 1696829, which prints effects and limits to three decimals;
    /// the output is reached to what that rounding allows.
    /// </summary>
    [Fact]
    public void MetaSummarize_Metaset_IsTheOutputPrinted()
    {
        // Limits printed to ±5e-4 give the standard error of the heaviest study, 0.128, to 0.2 %: its weight of 64 % moves by up to 0.1, Q and z by up to 0.01, I² by 0.15 for 0.01 of Q.
        const double Rounded = 1e-3, OfQ = 0.01, OfWeight = 0.1, OfISquared = 0.15;
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
        Assert.Equal(5.30, fit.Heterogeneity.ISquared!.Value, OfISquared);
        Assert.Equal(1.06, fit.Heterogeneity.HSquared!.Value, TwoDigits);
        Assert.Equal(6.34, fit.Heterogeneity.CochranQ!.Statistic!.Value, OfQ);
        Assert.Equal(0.7054, fit.Heterogeneity.CochranQ.PValue!.Value, Rounded);
        Assert.Equal(7.95, fit.Transformed.Test.Statistic!.Value, OfQ);
        for (var i = 0; i < weight.Length; i++)
        {
            Assert.Equal(weight[i], fit.Studies[i].Weight!.Value, OfWeight);
        }
    }

    /// <summary><c>meta esize dead1 nodead1 dead0 nodead0, esize(lnrratio)</c>: the effects and limits listed, one of them from a corrected zero.</summary>
    [Fact]
    public void MetaEsize_Magnesium_AreTheEffectsPrinted()
    {
        double[] effect = [-0.799, -0.938, -1.253, -0.043, 0.210, -2.249, -1.182, -1.143, -0.619, -1.946, -1.898, -0.594, -0.757, -0.273, -1.438, 0.053];
        double[] lower = [-3.156, -1.671, -2.812, -2.785, -0.692, -4.283, -3.373, -4.290, -1.562, -3.972, -3.365, -1.478, -1.931, -0.535, -2.493, -0.004];
        double[] upper = [1.559, -0.206, 0.306, 2.700, 1.111, -0.216, 1.009, 2.004, 0.323, 0.080, -0.432, 0.289, 0.418, -0.011, -0.382, 0.111];
        for (var i = 0; i < effect.Length; i++)
        {
            var (y, half) = (Random.Studies[i].Effect!.Value, 1.959963984540054 * Math.Sqrt(Random.Studies[i].Variance!.Value));
            Assert.Equal(effect[i], y, ThreeDigits);
            Assert.Equal(lower[i], y - half, ThreeDigits);
            Assert.Equal(upper[i], y + half, ThreeDigits);
        }
    }

    /// <summary>The rows "Observed" (REML) of <c>meta trimfill, eform</c>, and "Observed + Imputed": seven studies on the right.</summary>
    [Fact]
    public void MetaTrimfill_Magnesium_IsTheOutputPrinted()
    {
        Assert.Equal(0.511, Random.Pooled.Value!.Value, ThreeDigits);
        Assert.Equal(0.352, Random.Pooled.Interval!.Value.Lower, ThreeDigits);
        Assert.Equal(0.742, Random.Pooled.Interval!.Value.Upper, ThreeDigits);

        var filled = SmallStudyEffects.TrimAndFill(Random);

        Assert.Equal(FunnelSide.Right, filled.Side);
        Assert.Equal(7, filled.Missing);
        Assert.Equal(0.709, Math.Exp(filled.Adjusted!.Value!.Value), ThreeDigits);
        Assert.Equal(0.485, Math.Exp(filled.Adjusted.Interval!.Value.Lower), ThreeDigits);
        Assert.Equal(1.037, Math.Exp(filled.Adjusted.Interval!.Value.Upper), ThreeDigits);
    }

    /// <summary>
    /// <c>meta summarize, fixed</c>: Mantel–Haenszel. Like R's meta, and unlike metafor and this library, Stata adds ½ to the table with a zero (Bertschat) here too: z is 0.20008 there, 0.20038
    /// without.
    /// </summary>
    [Fact]
    public void MetaSummarizeFixed_Magnesium_IsTheMantelHaenszelOutputPrinted()
    {
        const int corrected = 7;
        double[] weight = [0.09, 0.98, 0.30, 0.04, 0.34, 0.39, 0.13, 0.07, 0.47, 0.30, 0.54, 0.46, 0.35, 5.04, 0.72, 89.76];

        var fit = Pooling.TwoArm(Magnesium, Like.Stata.Apply(RiskRatio with { Model = PoolingModel.MantelHaenszel }));
        var (value, standardError) = MetaMantelHaenszel.Of(Magnesium, "RR");

        Assert.Equal(0.8414, 2 * MathNet.Numerics.Distributions.Normal.CDF(0, 1, -value / standardError), FourDigits);
        Assert.Equal(0.006, fit.Transformed.Value!.Value, ThreeDigits);
        Assert.Equal(-0.049, fit.Transformed.Interval!.Value.Lower, ThreeDigits);
        Assert.Equal(0.061, fit.Transformed.Interval!.Value.Upper, ThreeDigits);
        Assert.Equal(0.20, fit.Transformed.Test.Statistic!.Value, TwoDigits);
        Assert.Equal(45.17, fit.Heterogeneity.CochranQ!.Statistic!.Value, TwoDigits);
        Assert.Equal(15, fit.Heterogeneity.CochranQ.DegreesOfFreedom);
        Assert.Equal(0.0001, fit.Heterogeneity.CochranQ.PValue!.Value, FourDigits);
        Assert.Equal(66.79, fit.Heterogeneity.ISquaredFromQ!.Value, TwoDigits);

        // Weights are (events in control) × (treated) / (patients): with ½ in each cell that table has 1.5 × 23 / 45 instead of 1 × 22 / 43.
        var more = fit.Studies[corrected].Weight!.Value * (1.5 * 23 / 45 / (1.0 * 22 / 43) - 1);
        for (var i = 0; i < weight.Length; i++)
        {
            Assert.Equal(weight[i], 100 * (fit.Studies[i].Weight!.Value + (i == corrected ? more : 0)) / (100 + more), TwoDigits);
        }
    }

    /// <summary><c>meta regress size</c>, where size is whether a trial has a thousand patients.</summary>
    [Fact]
    public void MetaRegress_MagnesiumOnSize_IsTheOutputPrinted()
    {
        const double SixDigits = 5e-7;
        var fit = Pooling.TwoArm(Magnesium, Like.Stata.Apply(RiskRatio), moderators: Moderators.None.With("size", Enumerable.Range(0, 16).Select(i => Magnesium.TotalTreated[i] >= 1000 ? 1.0 : 0.0)));
        var (constant, slope) = (fit.Coefficients[0].Estimate, fit.Coefficients[1].Estimate);

        Assert.Equal(-0.868714, constant.Value!.Value, SixDigits);
        Assert.Equal(0.1851311, constant.StandardError!.Value, SixDigits);
        Assert.Equal(0.7823604, slope.Value!.Value, SixDigits);
        Assert.Equal(0.2517851, slope.StandardError!.Value, SixDigits);
        Assert.Equal(0.2888707, slope.Interval!.Value.Lower, SixDigits);
        Assert.Equal(1.27585, slope.Interval!.Value.Upper, 5e-6);
        Assert.Equal(9.66, fit.Omnibus!.Statistic!.Value, TwoDigits);
        Assert.Equal(0.0019, fit.Omnibus.PValue!.Value, FourDigits);
        Assert.Equal(0.0501, fit.Heterogeneity.TauSquared!.Value, FourDigits);
        Assert.Equal(33.01, fit.Heterogeneity.ISquared!.Value, TwoDigits);
        Assert.Equal(1.49, fit.Heterogeneity.HSquared!.Value, TwoDigits);
        Assert.Equal(77.92, fit.RSquared!.Value, TwoDigits);
        Assert.Equal(18.42, fit.Heterogeneity.CochranQ!.Statistic!.Value, TwoDigits);
        Assert.Equal(0.1882, fit.Heterogeneity.CochranQ.PValue!.Value, FourDigits);
    }

    /// <summary><c>meta regress year</c>.</summary>
    [Fact]
    public void MetaRegress_MagnesiumOnYear_IsTheOutputPrinted()
    {
        var fit = Pooling.TwoArm(Magnesium, Like.Stata.Apply(RiskRatio), moderators: Moderators.None.With("year", Year));
        var (constant, slope) = (fit.Coefficients[0].Estimate, fit.Coefficients[1].Estimate);

        Assert.Equal(-104.6763, constant.Value!.Value, FourDigits);
        Assert.Equal(116.7574, constant.StandardError!.Value, FourDigits);
        Assert.Equal(0.0522546, slope.Value!.Value, 5e-8);
        Assert.Equal(0.0586504, slope.StandardError!.Value, 5e-8);
        Assert.Equal(0.1965, fit.Heterogeneity.TauSquared!.Value, FourDigits);
        Assert.Equal(56.42, fit.Heterogeneity.ISquared!.Value, TwoDigits);
        Assert.Equal(13.38, fit.RSquared!.Value, TwoDigits);
        Assert.Equal(21.78, fit.Heterogeneity.CochranQ!.Statistic!.Value, TwoDigits);
    }

    /// <summary><c>meta bias, egger</c>.</summary>
    [Fact]
    public void MetaBias_Magnesium_IsTheEggerTestPrinted()
    {
        var egger = Like.Stata.EggerTest(Random);

        Assert.Equal(-1.45, egger.Estimate!.Value, TwoDigits);
        Assert.Equal(0.317, egger.StandardError!.Value, ThreeDigits);
        Assert.Equal(-4.59, egger.Test.Statistic!.Value, TwoDigits);
    }
}
