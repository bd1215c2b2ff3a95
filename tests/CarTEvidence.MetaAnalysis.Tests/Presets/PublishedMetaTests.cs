namespace CarTEvidence.MetaAnalysis.Tests.Presets;

/// <summary>What versions of R's meta printed in public analyses. The studies, too, are known only as printed, to four decimals; the tolerances are what that rounding allows.</summary>
public sealed class PublishedMetaTests
{
    // Limits printed to ±5e-5 give standard errors to ±3e-5, and everything downstream to a few of these.
    private const double Rounded = 3e-4;
    private const double OneDigit = 0.05;
    private const double TwoDigits = 0.005;

    /// <summary>
    /// Psilocybin for depression, Hedges' g of twelve trials: meta before version 8 (prediction interval on 10 degrees of freedom), <c>method.tau = "REML"</c>, <c>hakn = TRUE</c>.
    /// Source: SYPRES, "Reproducibility Guide: Meta-analysis on Psilocybin for Depression", primary analysis.
    /// </summary>
    [Fact]
    public void Meta7_HartungKnappByReml_IsTheOutputPrinted()
    {
        double[] effect = [-1.4215, -2.4807, -0.7092, -1.2731, -1.7297, -0.3347, -0.8700, -0.3806, -0.1417, -0.7940, -0.8275, -0.9384];
        double[] lower = [-2.2271, -3.5637, -1.0308, -1.8827, -2.7230, -1.0987, -1.2941, -1.0314, -0.8599, -1.5967, -1.5562, -1.5120];
        double[] upper = [-0.6160, -1.3976, -0.3876, -0.6635, -0.7365, 0.4294, -0.4459, 0.2701, 0.5765, 0.0086, -0.0988, -0.3648];
        double[] weight = [6.9, 4.7, 13.7, 9.2, 5.3, 7.3, 12.0, 8.7, 7.8, 6.9, 7.7, 9.7];

        var fit = Pool(effect, lower, upper, Like.Meta7.Apply(new GenericOptions()) with { Interval = IntervalMethod.Hksj });

        Assert.Equal(-0.9031, fit.Transformed.Value!.Value, Rounded);
        Between(-1.2561, -0.5501, fit.Transformed.Interval);
        Assert.Equal(-5.63, fit.Transformed.Test.Statistic!.Value, TwoDigits);
        Assert.Equal(11, fit.Transformed.Test.DegreesOfFreedom);
        Between(-1.7283, -0.0778, fit.Prediction!.Transformed);
        Assert.Equal(0.1174, fit.Heterogeneity.TauSquared!.Value, Rounded);
        Between(0.0140, 1.0125, fit.TauSquaredIntervalBy(TauSquaredIntervalMethod.QProfile)!.TauSquared);
        Assert.Equal(23.84, fit.Heterogeneity.CochranQ!.Statistic!.Value, TwoDigits);
        Assert.Equal(53.9, fit.Heterogeneity.ISquared!.Value, OneDigit);
        for (var i = 0; i < weight.Length; i++)
        {
            Assert.Equal(weight[i], fit.Studies[i].Weight!.Value, OneDigit);
        }
    }

    /// <summary>
    /// Janus kinase inhibitors in COVID-19, odds ratios of death at day 28 in seven trials: meta before version 8, <c>method.tau = "ML"</c>, <c>hakn = TRUE</c>, <c>adhoc.hakn.ci = ""</c>.
    /// Source: A. Amstutz, two-stage individual patient data meta-analysis, report of 15 October 2023.
    /// </summary>
    [Fact]
    public void Meta7_HartungKnappByMl_IsTheOutputPrinted()
    {
        double[] effect = [0.6573, 0.7041, 0.7909, 2.5366, 0.1816, 0.5131, 0.8434];
        double[] lower = [0.3068, 0.3996, 0.1654, 0.1928, 0.0126, 0.3666, 0.7357];
        double[] upper = [1.4084, 1.2406, 3.7807, 33.3748, 2.6139, 0.7182, 0.9669];

        var fit = Pool(
            effect.Select(x => Math.Log(x)),
            lower.Select(x => Math.Log(x)),
            upper.Select(x => Math.Log(x)),
            Like.Meta7.Apply(new GenericOptions()) with { Interval = IntervalMethod.Hksj, TauSquared = TauSquaredEstimator.Ml });

        Assert.Equal(0.7032, Math.Exp(fit.Transformed.Value!.Value), Rounded);
        Assert.Equal(0.5386, Math.Exp(fit.Transformed.Interval!.Value.Lower), Rounded);
        Assert.Equal(0.9181, Math.Exp(fit.Transformed.Interval!.Value.Upper), Rounded);
        Assert.Equal(-3.23, fit.Transformed.Test.Statistic!.Value, TwoDigits);
        Assert.Equal(0.0179, fit.Transformed.Test.PValue!.Value, Rounded);
        Assert.Equal(0.4178, Math.Exp(fit.Prediction!.Transformed.Lower), Rounded);
        Assert.Equal(1.1838, Math.Exp(fit.Prediction.Transformed.Upper), Rounded);
        Assert.Equal(0.0262, fit.Heterogeneity.TauSquared!.Value, Rounded);
        Assert.Equal(36.8, fit.Heterogeneity.ISquared!.Value, OneDigit);
        Assert.Equal(9.49, fit.Heterogeneity.CochranQ!.Statistic!.Value, TwoDigits);
    }

    private static PooledEffect Pool(IEnumerable<double> effect, IEnumerable<double> lower, IEnumerable<double> upper, GenericOptions options)
    {
        double[] yi = [.. effect];
        return Pooling.Generic(
            new GenericData(
                yi.Select((_, i) => $"{i + 1}"),
                yi,
                lower.Zip(upper, (l, u) => Math.Pow(StandardErrorFrom.Interval(new Interval(l, u, 0.95), Measure.Generic), 2))),
            options);
    }

    private static void Between(double lower, double upper, Interval? interval, double tolerance = Rounded)
    {
        Assert.Equal(lower, interval!.Value.Lower, tolerance);
        Assert.Equal(upper, interval.Value.Upper, tolerance);
    }
}
