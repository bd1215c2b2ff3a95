using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Heterogeneity;

public sealed class CochranQDistributionTests
{
    /// <summary>The trapezoidal rule is exact to rounding.</summary>
    private const double Inversion = 1e-12;

    /// <summary>Sums of k logarithms round to about k units in the last place of a probability.</summary>
    private const double InversionOfMany = 1e-10;

    /// <summary>A root of the distribution is known to its error over its slope.</summary>
    private const double RootOfInversion = 1e-8;

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

    /// <summary>The spread of Q against its mean falls with k: an inversion that does not follow it misses the whole distribution.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(200)]
    [InlineData(1000)]
    [InlineData(20_000)]
    public void Lower_AnyNumberOfStudies_IsChiSquared(int k)
    {
        var regression = Regression([.. Enumerable.Range(0, k).Select(i => Math.Pow(10, (i % 7) - 3))]);
        foreach (var p in (double[])[1e-6, 0.025, 0.5, 0.975, 1 - 1e-6])
        {
            Assert.Equal(p, CochranQDistribution.Lower(regression, 0, ChiSquaredDistribution.LowerQuantile(p, k - 1)), InversionOfMany);
        }
    }

    /// <summary>For many studies of equal variances the exact interval is that of the Q-profile, which was wrong beyond sixty.</summary>
    [Fact]
    public void BiggerstaffJackson_ManyStudies_IsTheQProfile()
    {
        double[] y = [.. Enumerable.Range(0, 400).Select(i => Math.Sin(i * i))];
        var effect = Pooling.Generic(new GenericData(y.Select((_, i) => $"{i}"), y, y.Select(_ => 0.1)));
        var profile = effect.TauSquaredIntervalBy(TauSquaredIntervalMethod.QProfile)!.TauSquared;
        var exact = effect.TauSquaredIntervalBy(TauSquaredIntervalMethod.BiggerstaffJackson)!.TauSquared;
        Assert.Equal(profile.Lower, exact.Lower, RootOfInversion);
        Assert.Equal(profile.Upper, exact.Upper, RootOfInversion);
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
        Assert.Equal(profile.Lower, exact.Lower, RootOfInversion);
        Assert.Equal(profile.Upper, exact.Upper, RootOfInversion);
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
        Assert.Equal(0.975, CochranQDistribution.Lower(regression, interval.Lower, q), RootOfInversion);
        Assert.Equal(0.025, CochranQDistribution.Lower(regression, interval.Upper, q), RootOfInversion);
        Assert.True(interval.Lower < effect.Heterogeneity.TauSquared && effect.Heterogeneity.TauSquared < interval.Upper);
    }

    /// <summary>Where one study outweighs the others by many orders the upper limit is many typical variances away, but it is there.</summary>
    [Fact]
    public void BiggerstaffJackson_VariancesFarApart_HasAnUpperLimit()
    {
        double[] y = [-0.31, 0.62, -0.35, -0.5, 0.24], v = [1e-4, 1e-10, 1e8, 1e-11, 1e-7];
        var effect = Pooling.Generic(new GenericData(y.Select((_, i) => $"{i}"), y, v));
        var upper = effect.TauSquaredIntervalBy(TauSquaredIntervalMethod.BiggerstaffJackson)!.TauSquared.Upper;
        Assert.Equal(0.025, CochranQDistribution.Lower(new WeightedRegression(y, v, DesignMatrix.Intercept(5)), upper, effect.Heterogeneity.CochranQ!.Statistic!.Value), RootOfInversion);
    }
}
