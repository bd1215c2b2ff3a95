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
    public void Prediction_Limits_AreThoseOfEveryReplicate()
    {
        const double T14 = 2.1447866879169273; // R's qt(0.975, 14)
        double[] lower = [.. Enumerable.Range(0, Run.Means.Length).Select(i => Run.Means[i] - (T14 * Math.Sqrt(Run.TauSquared![i] + Math.Pow(Run.StandardErrors![i], 2))))];
        BootstrapInterval interval = Run.Interval(BootstrapIntervalMethod.Percentile, 0.9, BootstrapStatistic.PredictionLower);
        Assert.Equal(Quantile(lower, 0.05), interval.Lower, Rounding);
        Assert.Equal(Quantile(lower, 0.95), interval.Upper, Rounding);
        double observed = Run.Observed.Mean - (T14 * Math.Sqrt(Run.Observed.TauSquared + Math.Pow(Run.Observed.StandardError, 2)));
        Assert.Equal(observed, Run.ObservedValue(BootstrapStatistic.PredictionLower)!.Value, Rounding);
    }

    [Fact]
    public void Studentized_TauSquaredAndISquared_UseTheErrorsOfTheReplicates()
    {
        foreach ((BootstrapStatistic statistic, double[] values, double[] errors) in new[]
        {
            (BootstrapStatistic.TauSquared, Run.TauSquared!, Run.TauSquaredStandardErrors!),
            (BootstrapStatistic.ISquared, Run.ISquared!, Run.ISquaredStandardErrors!),
        })
        {
            double observed = Run.ObservedValue(statistic)!.Value;
            BootstrapInterval interval = Run.Interval(BootstrapIntervalMethod.Studentized, 0.8, statistic);
            double[] t = [.. values.Zip(errors, (value, error) => (value - observed) / error)];
            double error = (observed - interval.Lower) / Quantile(t, 0.9);
            Assert.Equal(observed - (error * Quantile(t, 0.1)), interval.Upper, 1e-9);
            Assert.True(error > 0 && interval.Upper > observed, interval.ToString());
        }
    }

    [Fact]
    public void ISquared_EveryReplicate_IsTauSquaredAgainstTheTypicalVarianceOfItsStudies()
    {
        using var draw = new StudyDraw(KernelPath.Scalar, 15, 16, 1, 1);
        draw.Next(0);
        for (int lane = 0; lane < Batch.Size; lane++)
        {
            double s1 = 0, s2 = 0;
            for (int i = 0; i < 15; i++)
            {
                s1 += Count(i) / Data.Variances[i];
                s2 += Count(i) / (Data.Variances[i] * Data.Variances[i]);
            }

            double typical = 14 * s1 / ((s1 * s1) - s2), tau = Run.TauSquared![lane];
            Assert.Equal(100 * tau / (tau + typical), Run.ISquared![lane], 1e-9);
            double Count(int i) => CountOf(draw, i, lane);
        }
    }

    private static unsafe double CountOf(StudyDraw draw, int study, int lane) => draw.Counts[(study * Batch.Size) + lane];

    [Theory]
    [InlineData(PooledEstimator.DerSimonianLaird)]
    [InlineData(PooledEstimator.Reml)]
    public void Bca_ClustersAndPatients_TakeTheJackknifeOfWhatIsDrawn(PooledEstimator estimator)
    {
        string[] labels = ["a", "b", "a", "c", "d", "d"];
        (double[] y, double[] v) = PooledKernelsTests.Data("ordinary", 6);
        var options = new BootstrapOptions { Replicates = 20_000, Estimator = estimator };
        // The textbook's likelihood is maximised to 1e-6 or so, which moves a level by as much and a quantile to the next order statistic.
        double tolerance = estimator == PooledEstimator.DerSimonianLaird ? 1e-10 : 1e-3;
        (double, double[])[] clusters = [(4, [.. labels.Distinct().Select(label => Mean([.. Enumerable.Range(0, 6).Where(i => labels[i] != label).Select(i => (y[i], v[i]))]))])];
        Expect(Resampling.Bootstrap.Clusters(y, v, labels, options), clusters, tolerance);

        int[] events = [2, 5, 9, 0, 7], totals = [6, 8, 12, 4, 11];
        (double, double[])[] patients = [.. Enumerable.Range(0, 5).Select(i => ((double)totals[i], Enumerable.Range(0, totals[i]).Select(patient => Mean(
            [.. Enumerable.Range(0, 5).Select(j => BootstrapData.Logit(j == i && patient < events[i] ? events[j] - 1 : events[j], j == i ? totals[j] - 1 : totals[j]))])).ToArray()))];
        Expect(Resampling.Bootstrap.Patients(events, totals, options), patients, tolerance);

        double Mean((double Effect, double Variance)[] studies) => PlainFits.Fit(estimator, [.. studies.Select(s => s.Effect)], [.. studies.Select(s => s.Variance)]).Mean;
    }

    /// <summary>The levels as Davison and Hinkley correct them, several samples being jackknifed each by itself.</summary>
    private static void Expect(BootstrapReplicates run, (double Size, double[] LeftOut)[] samples, double tolerance)
    {
        double squares = 0, cubes = 0;
        foreach ((double n, double[] leftOut) in samples)
        {
            double[] l = [.. leftOut.Select(value => (n - 1) * (leftOut.Average() - value))];
            squares += l.Sum(x => x * x) / (n * n);
            cubes += l.Sum(x => x * x * x) / (n * n * n);
        }

        double a = cubes / (6 * Math.Pow(squares, 1.5)), shift = NormalQuantile.Of((run.Means.Count(m => m < run.Observed.Mean) + (0.5 * run.Means.Count(m => m == run.Observed.Mean))) / run.Means.Length);
        double Level(double z) => NormalCumulative.Of(shift + ((shift + z) / (1 - (a * (shift + z)))));
        BootstrapInterval interval = run.Interval(BootstrapIntervalMethod.Bca, 0.9);
        Assert.Equal(Quantile(run.Means, Level(-1.6448536269514722)), interval.Lower, tolerance);
        Assert.Equal(Quantile(run.Means, Level(1.6448536269514722)), interval.Upper, tolerance);
        Assert.True(Math.Abs(a) > 1e-3, $"With an acceleration of {a} the test shows little.");
    }

    // Whatever the replicates are drawn from, the acceleration is that of the estimate: the jackknife of studies, or of clusters where they are drawn as one.
    [Theory]
    [InlineData(PooledEstimator.DerSimonianLaird)]
    [InlineData(PooledEstimator.PauleMandel)]
    public void Bca_DrawsFromAModel_TakesTheJackknifeOfStudiesOrClusters(PooledEstimator estimator)
    {
        string[] labels = ["a", "b", "a", "c", "d", "d"];
        (double[] y, double[] v) = PooledKernelsTests.Data("ordinary", 6);
        var options = new BootstrapOptions { Replicates = 20_000, Estimator = estimator };
        // The textbook's root is found to 1e-7 or so, which moves a level by as much and a quantile to the next order statistic.
        double tolerance = estimator == PooledEstimator.DerSimonianLaird ? 1e-10 : 1e-3;
        (double, double[])[] studies = [(6, LeftOut(y, v, [.. Enumerable.Range(0, 6).Select(i => $"{i}")]))];
        Expect(Resampling.Bootstrap.Normal(y, v, options), studies, tolerance);
        Expect(Resampling.Bootstrap.Wild(y, v, null, options), studies, tolerance);
        Expect(Resampling.Bootstrap.Wild(y, v, labels, options with { WildWeights = WildWeights.Webb }), [(4, LeftOut(y, v, labels))], tolerance);

        int[] events = [2, 5, 9, 0, 7], totals = [6, 8, 12, 4, 11];
        (double Effect, double Variance)[] logits = [.. events.Zip(totals, BootstrapData.Logit)];
        Expect(Resampling.Bootstrap.Parametric(events, totals, options), [(5, LeftOut([.. logits.Select(l => l.Effect)], [.. logits.Select(l => l.Variance)], [.. Enumerable.Range(0, 5).Select(i => $"{i}")]))], tolerance);

        double[] LeftOut(double[] effects, double[] variances, string[] units) => [.. units.Distinct().Select(unit =>
        {
            int[] others = [.. Enumerable.Range(0, effects.Length).Where(i => units[i] != unit)];
            return PlainFits.Fit(estimator, [.. others.Select(i => effects[i])], [.. others.Select(i => variances[i])]).Mean;
        })];
    }

    [Fact]
    public void Bca_NothingToLeaveOut_IsRefused()
    {
        BootstrapReplicates given = Resampling.Bootstrap.Parametric([4, 5, 6], 0.3, 0.2), two = Resampling.Bootstrap.Normal(Data.Effects.AsSpan(0, 2), Data.Variances.AsSpan(0, 2));
        Assert.Contains("a model that was given has none", Assert.Throws<InvalidOperationException>(() => given.Interval(BootstrapIntervalMethod.Bca)).Message, StringComparison.Ordinal);
        Assert.Contains("at least three studies", Assert.Throws<InvalidOperationException>(() => two.Interval(BootstrapIntervalMethod.Bca)).Message, StringComparison.Ordinal);
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
