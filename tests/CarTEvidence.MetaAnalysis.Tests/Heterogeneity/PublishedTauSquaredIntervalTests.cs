namespace CarTEvidence.MetaAnalysis.Tests.Heterogeneity;

/// <summary>Intervals of tau² that papers print, to the digits printed.</summary>
public sealed class PublishedTauSquaredIntervalTests
{
    private const double ThreeDigits = 5e-4;
    private const double FourDigits = 5e-5;

    /// <summary>Diuretics in pregnancy, odds ratios of pre-eclampsia (Collins et al. 1985).</summary>
    private static readonly TwoArmData PreEclampsia = new(
        ["Weseley", "Flowers", "Menzies", "Fallis", "Cuadros", "Landesman", "Kraus", "Tervila", "Campbell"],
        [14, 21, 14, 6, 12, 138, 15, 6, 65],
        [131, 385, 57, 38, 1011, 1370, 506, 108, 153],
        [14, 17, 24, 18, 35, 175, 20, 2, 40],
        [136, 134, 48, 40, 760, 1336, 524, 103, 102]);

    /// <summary>Viechtbauer 2007, Statistics in Medicine 26, 37–52, doi:10.1002/sim.2514, table II (with one more digit in the tests of R's metafor).</summary>
    [Theory]
    [InlineData(TauSquaredEstimator.DerSimonianLaird, 0.230, TauSquaredIntervalMethod.QProfile, 0.072, 2.203)]
    [InlineData(TauSquaredEstimator.Ml, 0.239, TauSquaredIntervalMethod.ProfileLikelihood, 0.027, 1.131)]
    [InlineData(TauSquaredEstimator.Reml, 0.301, TauSquaredIntervalMethod.ProfileLikelihood, 0.043, 1.475)]
    [InlineData(TauSquaredEstimator.SidikJonkman, 0.456, TauSquaredIntervalMethod.QProfile, 0.072, 2.203)]
    public void TauSquaredIntervalBy_Viechtbauer2007_IsHisTableII(TauSquaredEstimator estimator, double tau2, TauSquaredIntervalMethod method, double lower, double upper)
    {
        var fit = Pooling.TwoArm(PreEclampsia, new TwoArmOptions { TauSquared = estimator });

        Assert.Equal(tau2, fit.Heterogeneity.TauSquared!.Value, ThreeDigits);
        AssertInterval(lower, upper, fit.TauSquaredIntervalBy(method), ThreeDigits);
    }

    /// <summary>
    /// Jackson, Turner, Rhodes and Viechtbauer 2014, BMC Medical Research Methodology 14, 103, doi:10.1186/1471-2288-14-103, example 1: the exact distribution of Cochran's Q in a
    /// meta-regression, weights 1/v (0.0029 to 0.6907), and Q-profile (0.0023 to 1.4871).
    /// </summary>
    [Fact]
    public void TauSquaredIntervalBy_JacksonExample1_AreTheirIntervals()
    {
        double[] yi = [0.0267, 0.8242, 0.3930, 2.4405, 2.1401, 1.2528, 2.4849, 0.3087, 1.4246, 0.1823, 1.1378, 1.2321, 2.0695, 4.0237, 1.4383, 1.6021];
        double[] vi = [0.1285, 0.0315, 0.0931, 2.0967, 1.0539, 0.1602, 1.0235, 0.0218, 0.5277, 0.0556, 0.3304, 0.1721, 0.4901, 2.0200, 0.3399, 0.1830];

        var fit = Regression(yi, vi, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);

        AssertInterval(0.0029, 0.6907, fit.TauSquaredIntervalBy(TauSquaredIntervalMethod.BiggerstaffJackson), FourDigits);
        AssertInterval(0.0023, 1.4871, fit.TauSquaredIntervalBy(TauSquaredIntervalMethod.QProfile), FourDigits);
    }

    /// <summary>The same paper, example 2: 0.0170 to 0.1393 and 0.0178 to 0.1564.</summary>
    [Fact]
    public void TauSquaredIntervalBy_JacksonExample2_AreTheirIntervals()
    {
        double[] yi = [0.54, 0.4, 0.64, 0.365, 0.835, 0.02, 0.12, 0.085, 1.18, 0.08, 0.18, 0.325, 0.06, 0.715, 0.065, 0.245, 0.24, 0.06, 0.19];
        double[] vi = [0.0176, 0.019, 0.0906, 0.0861, 0.0063, 0.0126, 0.0126, 0.0041, 0.0759, 0.0126, 0.0104, 0.0242, 0.0026, 0.2629, 0.0169, 0.0156, 0.0481, 0.0084, 0.0044];

        var fit = Regression(yi, vi, [1986, 1987, 1988, 1988, 1998, 1999, 2000, 2000, 2000, 2001, 2001, 2001, 2002, 2002, 2002, 2002, 2003, 2003, 2003]);

        AssertInterval(0.0170, 0.1393, fit.TauSquaredIntervalBy(TauSquaredIntervalMethod.BiggerstaffJackson), FourDigits);
        AssertInterval(0.0178, 0.1564, fit.TauSquaredIntervalBy(TauSquaredIntervalMethod.QProfile), FourDigits);
    }

    private static PooledEffect Regression(double[] yi, double[] vi, double[] moderator) =>
        Pooling.Generic(new GenericData(yi.Select((_, i) => $"{i + 1}"), yi, vi), moderators: Moderators.None.With("x", moderator));

    private static void AssertInterval(double lower, double upper, TauSquaredInterval? interval, double tolerance)
    {
        Assert.Equal(lower, interval!.TauSquared.Lower, tolerance);
        Assert.Equal(upper, interval.TauSquared.Upper, tolerance);
    }
}
