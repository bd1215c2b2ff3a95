using CarTEvidence.Resampling.Tests.Kernels;

namespace CarTEvidence.Resampling.Tests.Intervals;

public sealed class BootstrapIntervalTests
{
    private const double Rounding = 1e-12;

    private static readonly (double[] Effects, double[] Variances) Data = PooledKernelsTests.Data("ordinary", 15);

    private static readonly BootstrapReplicates Run =
        Resampling.Bootstrap.Studies(Data.Effects, Data.Variances, new BootstrapOptions { Replicates = 99_999, Record = BootstrapRecord.All });

    private static double Quantile(IEnumerable<double> values, double p)
    {
        double[] sorted = [.. values.Order()];
        double rank = ((sorted.Length + 1) * p) - 1;
        int at = (int)rank;
        return sorted[at] + ((rank - at) * (sorted[at + 1] - sorted[at]));
    }

    [Fact]
    public void Percentile_Mean_IsTheQuantilesOfTheReplicates()
    {
        BootstrapInterval interval = Run.Interval(BootstrapIntervalMethod.Percentile, 0.9);
        Assert.Equal(Quantile(Run.Means, 0.05), interval.Lower, Rounding);
        Assert.Equal(Quantile(Run.Means, 0.95), interval.Upper, Rounding);
        Assert.Equal((0.9, BootstrapStatistic.Mean, 99_999L), (interval.Level, interval.Statistic, interval.Replicates));
    }

    [Fact]
    public void Basic_Mean_MirrorsThePercentiles()
    {
        BootstrapInterval basic = Run.Interval(BootstrapIntervalMethod.Basic), percentile = Run.Interval(BootstrapIntervalMethod.Percentile);
        Assert.Equal((2 * Run.Observed.Mean) - percentile.Upper, basic.Lower, Rounding);
        Assert.Equal((2 * Run.Observed.Mean) - percentile.Lower, basic.Upper, Rounding);
    }

    [Fact]
    public void Normal_Mean_IsCorrectedForBias()
    {
        BootstrapInterval interval = Run.Interval(BootstrapIntervalMethod.Normal);
        double mean = Run.Means.Average(), sd = Math.Sqrt(Run.Means.Sum(m => (m - mean) * (m - mean)) / (Run.Means.Length - 1));
        Assert.Equal((2 * Run.Observed.Mean) - mean - (1.959963984540054 * sd), interval.Lower, 1e-10);
        Assert.Equal((2 * Run.Observed.Mean) - mean + (1.959963984540054 * sd), interval.Upper, 1e-10);
    }

    [Fact]
    public void Bca_Mean_UsesEfronsCorrectedLevels()
    {
        BootstrapInterval interval = Run.Interval(BootstrapIntervalMethod.Bca);
        double[] leftOut = [.. Enumerable.Range(0, 15).Select(i => PlainFits.Fit(
            PooledEstimator.DerSimonianLaird, [.. Data.Effects.Where((_, j) => j != i)], [.. Data.Variances.Where((_, j) => j != i)]).Mean)];
        double centre = leftOut.Average(), a = leftOut.Sum(m => Math.Pow(centre - m, 3)) / (6 * Math.Pow(leftOut.Sum(m => Math.Pow(centre - m, 2)), 1.5));
        double shift = NormalQuantile.Of((double)Run.Means.Count(m => m < Run.Observed.Mean) / Run.Means.Length);
        double Level(double z) => NormalCumulative.Of(shift + ((shift + z) / (1 - (a * (shift + z)))));
        Assert.Equal(Quantile(Run.Means, Level(-1.959963984540054)), interval.Lower, 1e-9);
        Assert.Equal(Quantile(Run.Means, Level(1.959963984540054)), interval.Upper, 1e-9);
    }

    [Fact]
    public void Studentized_Mean_UsesTheStandardErrorsOfTheReplicates()
    {
        BootstrapInterval interval = Run.Interval(BootstrapIntervalMethod.Studentized);
        double[] t = [.. Run.Means.Zip(Run.StandardErrors!, (m, se) => (m - Run.Observed.Mean) / se)];
        Assert.Equal(Run.Observed.Mean - (Run.Observed.StandardError * Quantile(t, 0.975)), interval.Lower, Rounding);
        Assert.Equal(Run.Observed.Mean - (Run.Observed.StandardError * Quantile(t, 0.025)), interval.Upper, Rounding);
        Assert.True(Run.Interval(BootstrapIntervalMethod.StudentizedHksj).Upper > Run.Observed.Mean);
    }

    [Fact]
    public void Interval_TauSquared_IsNeverBelowZero()
    {
        foreach (BootstrapIntervalMethod method in (BootstrapIntervalMethod[])[BootstrapIntervalMethod.Percentile, BootstrapIntervalMethod.Basic, BootstrapIntervalMethod.Normal, BootstrapIntervalMethod.Bca])
        {
            BootstrapInterval interval = Run.Interval(method, 0.95, BootstrapStatistic.TauSquared);
            Assert.True(interval.Lower >= 0 && interval.Upper > interval.Lower, interval.ToString());
        }
    }

    [Fact]
    public void Interval_WhatWasNotRecorded_IsRefused()
    {
        BootstrapReplicates bare = Resampling.Bootstrap.Studies(Data.Effects, Data.Variances, new BootstrapOptions { Replicates = 20, Record = BootstrapRecord.MeanOnly });
        Assert.Throws<InvalidOperationException>(() => bare.Interval(BootstrapIntervalMethod.Studentized));
        Assert.Throws<InvalidOperationException>(() => bare.Interval(BootstrapIntervalMethod.Percentile, 0.95, BootstrapStatistic.TauSquared));
        Assert.Throws<InvalidOperationException>(() => bare.Interval(BootstrapIntervalMethod.Percentile));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => bare.Interval(BootstrapIntervalMethod.Percentile, 1));
    }

    // Values of the normal distribution function to 16 digits (R's pnorm).
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.8413447460685429)]
    [InlineData(-1.959963984540054, 0.025)]
    [InlineData(-3, 0.0013498980316300945)]
    [InlineData(-5, 2.866515718791939e-7)]
    [InlineData(-10, 7.619853024160526e-24)]
    public void NormalCumulative_KnownPoint_GivesTheTabledValue(double z, double expected) =>
        Assert.Equal(1, NormalCumulative.Of(z) / expected, 1e-13);
}
