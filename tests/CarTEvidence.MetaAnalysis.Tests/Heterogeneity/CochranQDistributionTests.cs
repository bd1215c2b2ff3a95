using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Heterogeneity;

public sealed class CochranQDistributionTests
{
    /// <summary>The Talbot contour with 24 nodes in double precision.</summary>
    private const double Inversion = 1e-9;

    private static WeightedRegression Regression(double[] v, DesignMatrix? design = null) => new(new double[v.Length], v, design ?? DesignMatrix.Intercept(v.Length));

    /// <summary>Without heterogeneity Q is chi-squared with k − p degrees of freedom.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(4)]
    [InlineData(12)]
    public void Lower_NoHeterogeneity_IsChiSquared(double q)
    {
        double[] v = [0.1, 0.3, 0.02, 1, 0.5];
        Assert.Equal(ChiSquaredDistribution.Lower(q, 4), CochranQDistribution.Lower(Regression(v), 0, q), Inversion);
        var design = DesignMatrix.FromColumns(["intercept", "x"], [[1, 1, 1, 1, 1], [1, 2, 3, 5, 9]]);
        Assert.Equal(ChiSquaredDistribution.Lower(q, 3), CochranQDistribution.Lower(Regression(v, design), 0, q), Inversion);
    }

    /// <summary>With equal variances Q is (v + tau²) / v times chi-squared.</summary>
    [Fact]
    public void Lower_EqualVariances_IsScaledChiSquared() =>
        Assert.Equal(ChiSquaredDistribution.Lower(7 / 3.5, 5), CochranQDistribution.Lower(Regression([0.2, 0.2, 0.2, 0.2, 0.2, 0.2]), 0.5, 7), Inversion);

    [Fact]
    public void BiggerstaffJackson_EqualVariances_IsTheQProfile()
    {
        double[] y = [0.1, 0.9, 0.4, 1.7, -0.6, 1.1];
        var effect = Pooling.Generic(new GenericData(y.Select((_, i) => $"{i}"), y, y.Select(_ => 0.1)));
        var profile = effect.TauSquaredIntervalBy(TauSquaredIntervalMethod.QProfile)!.TauSquared;
        var exact = effect.TauSquaredIntervalBy(TauSquaredIntervalMethod.BiggerstaffJackson)!.TauSquared;
        Assert.Equal(profile.Lower, exact.Lower, 1e-7);
        Assert.Equal(profile.Upper, exact.Upper, 1e-6);
    }

    [Fact]
    public void BiggerstaffJackson_UnequalVariances_PutsQAtItsQuantiles()
    {
        double[] y = [0.1, 0.9, 0.4, 1.7, -0.6, 1.1];
        double[] v = [0.02, 0.3, 0.05, 0.1, 0.2, 0.01];
        var effect = Pooling.Generic(new GenericData(y.Select((_, i) => $"{i}"), y, v));
        var interval = effect.TauSquaredIntervalBy(TauSquaredIntervalMethod.BiggerstaffJackson)!.TauSquared;
        var q = effect.Heterogeneity.CochranQ!.Statistic!.Value;
        var regression = new WeightedRegression(y, v, DesignMatrix.Intercept(6));
        Assert.Equal(0.975, CochranQDistribution.Lower(regression, interval.Lower, q), 1e-8);
        Assert.Equal(0.025, CochranQDistribution.Lower(regression, interval.Upper, q), 1e-8);
        Assert.True(interval.Lower < effect.Heterogeneity.TauSquared && effect.Heterogeneity.TauSquared < interval.Upper);
    }
}
