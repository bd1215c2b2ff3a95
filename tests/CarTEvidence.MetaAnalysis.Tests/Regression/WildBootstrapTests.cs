using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis.Tests.Regression;

public sealed class WildBootstrapTests
{
    // Closed forms of the same numbers in another order.
    private const double Rounding = 1e-9;

    // Statistics that agree to this are equal (as in metafor).
    private const double Tie = 1.4901161193847656e-8;

    private static readonly string[] Study = ["a", "b", "c", "d", "e", "f", "g", "h"];
    private static readonly double[] Effect = [0.1, 0.5, 0.2, 0.9, 1.1, 0.4, 1.6, 1.2];
    private static readonly double[] Variance = [0.04, 0.09, 0.02, 0.05, 0.08, 0.03, 0.1, 0.06];
    private static readonly double[] Year = [-3, -2, -2, -1, 0, 1, 2, 3];
    private static readonly string[] Centre = ["x", "x", "y", "z", "z", "u", "v", "w"];

    private static GenericData Data => new(Study, Effect, Variance);

    // Signs of the deviations from 0 are what the test of the mean by changes of sign goes through.
    [Theory]
    [InlineData(PoolingModel.Random)]
    [InlineData(PoolingModel.Common)]
    public void WildBootstrap_OfTheMeanAgainstZero_IsTheTestByChangesOfSign(PoolingModel model)
    {
        var effect = Pooling.Generic(Data, new GenericOptions { TauSquared = TauSquaredEstimator.DerSimonianLaird, Model = model });
        var wild = effect.WildBootstrap(withIntervals: false).Coefficients[0];
        var signs = PermutationTest.Mean(Effect, Variance, new() { RandomEffects = model == PoolingModel.Random });
        Assert.True(wild.Test.IsExact);
        Assert.Equal((signs.Rearrangements, signs.AsExtreme), (wild.Test.Replicates, wild.Test.AsExtreme));
        Assert.Equal(signs.Statistic, wild.Test.Statistic, Rounding);
    }

    // Slope, one cluster for two studies; common effect, so that weighted least squares by hand is all there is.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WildBootstrap_OfASlope_CountsWhatLeastSquaresByHandGive(bool adjust)
    {
        var effect = Pooling.Generic(Data, new GenericOptions { Model = PoolingModel.Common }, moderators: Moderators.None.With("year", Year));
        var options = new WildTestOptions { AdjustResiduals = adjust };
        var wild = effect.WildBootstrap(Centre, options, withIntervals: false);
        double[] w = [.. Variance.Select(v => 1 / v)];
        var mean = w.Zip(Effect, (a, b) => a * b).Sum() / w.Sum();
        double[] residual = [.. Effect.Select((y, i) => (y - mean) / (adjust ? Math.Sqrt(1 - w[i] / w.Sum()) : 1))];
        string[] centres = [.. Centre.Distinct()];
        var observed = Robust(Effect);
        var extreme = 0;
        for (var signs = 0; signs < 1 << centres.Length; signs++)
        {
            double[] made = [.. residual.Select((e, i) => mean + ((signs >> Array.IndexOf(centres, Centre[i]) & 1) == 0 ? e : -e))];
            extreme += Math.Abs(Robust(made)) >= Math.Abs(observed) - Tie * Math.Max(1, Math.Abs(observed)) ? 1 : 0;
        }

        Assert.Equal((64L, (long)extreme, true), (wild.Coefficients[0].Test.Replicates, wild.Coefficients[0].Test.AsExtreme, wild.Coefficients[0].Test.IsExact));
        Assert.Equal(observed, wild.Coefficients[0].Test.Statistic, Rounding);
        // One moderator: the joint test is that of its square.
        Assert.Equal(wild.Coefficients[0].Test.AsExtreme, wild.Omnibus!.AsExtreme);
        Assert.Equal(observed * observed, wild.Omnibus.Statistic, Rounding);

        double Robust(double[] y)
        {
            double s = w.Sum(), sx = w.Zip(Year, (a, x) => a * x).Sum(), sxx = w.Zip(Year, (a, x) => a * x * x).Sum();
            double sy = w.Zip(y, (a, b) => a * b).Sum(), sxy = Enumerable.Range(0, 8).Sum(i => w[i] * Year[i] * y[i]);
            var determinant = s * sxx - sx * sx;
            double slope = (s * sxy - sx * sy) / determinant, intercept = (sy - slope * sx) / s;
            // A study's part in the slope, summed over its centre.
            var variance = centres.Sum(c => Math.Pow(Enumerable.Range(0, 8).Where(i => Centre[i] == c).Sum(i => w[i] * (s * Year[i] - sx) / determinant * (y[i] - intercept - slope * Year[i])), 2));
            return slope / Math.Sqrt(variance * centres.Length / (centres.Length - 2.0));
        }
    }

    [Theory]
    [InlineData(TauSquaredEstimator.Reml, IntervalMethod.Hksj)]
    [InlineData(TauSquaredEstimator.PauleMandel, IntervalMethod.Wald)]
    public void WildBootstrap_Statistics_AreThoseOfTheRegressionAndOfItsRobustVariance(TauSquaredEstimator estimator, IntervalMethod interval)
    {
        var effect = Pooling.Generic(Data, new GenericOptions { TauSquared = estimator, Interval = interval }, moderators: Moderators.None.With("year", Year).With("size", Variance.Select(v => 1 / v)));
        var alone = effect.WildBootstrap(options: new() { Replicates = 20 }, withIntervals: false);
        var clustered = effect.WildBootstrap(Centre, new() { Replicates = 20 }, withIntervals: false);
        var robust = effect.ClusterRobust(Centre, new RobustOptions { Type = RobustVarianceType.Cr1 });
        for (var j = 0; j < 2; j++)
        {
            Assert.Equal(effect.Coefficients[j + 1].Estimate.Test.Statistic!.Value, alone.Coefficients[j].Test.Statistic, Rounding);
            Assert.Equal(robust.Coefficients[j + 1].Estimate.StandardError!.Value, clustered.Coefficients[j].StandardError, Rounding);
            Assert.Equal(robust.Coefficients[j + 1].Estimate.Test.Statistic!.Value, clustered.Coefficients[j].Test.Statistic, 1e-8);
        }

        Assert.Equal(effect.Omnibus!.Statistic!.Value, alone.Omnibus!.Statistic, Rounding * effect.Omnibus.Statistic.Value);
        Assert.Equal((8, 6), (alone.ClusterCount, clustered.ClusterCount));
    }

    [Theory]
    [InlineData(WildWeights.Rademacher)]
    [InlineData(WildWeights.Webb)]
    [InlineData(WildWeights.Mammen)]
    public void Interval_Ends_AreWhereTheTestBeginsToReject(WildWeights weights)
    {
        var effect = Pooling.Generic(Data, new GenericOptions { Interval = IntervalMethod.Hksj, Level = 0.9 }, moderators: Moderators.None.With("year", Year));
        var options = new WildTestOptions { Weights = weights, Replicates = 399 };
        var slope = effect.WildBootstrap(options: options).Coefficients[0];
        var (wild, interval) = (new WildRegression(effect.Source!.Fit, null), slope.Interval!.Value);
        Assert.InRange(slope.Estimate, interval.Lower, interval.Upper);
        var inside = 1e-2 * slope.StandardError;
        foreach (var (end, within) in new[] { (interval.Lower, inside), (interval.Upper, -inside) })
        {
            Assert.True(wild.Test(1, end, options, default)!.PValue <= 0.1 + 1e-12);
            Assert.True(wild.Test(1, end + within, options, default)!.PValue > 0.1 - 1e-12);
        }

        // The hypothesis that the estimate is right is never rejected.
        Assert.Equal(1, wild.Test(1, slope.Estimate, options, default)!.PValue);
    }

    [Fact]
    public void Interval_FewClusters_HasNoBoundAndSaysSo()
    {
        string[] four = ["x", "x", "y", "y", "z", "z", "u", "u"];
        var effect = Pooling.Generic(Data, moderators: Moderators.None.With("year", Year));
        var wild = effect.WildBootstrap(four);
        Assert.Null(wild.Coefficients[0].Interval);
        Assert.Equal(16, wild.Coefficients[0].Test.Replicates);
        Assert.Contains("no bound: with 4 independent multipliers", Assert.Single(wild.Notes), StringComparison.Ordinal);
    }

    // Under the hypothesis the p-value is near uniform, whatever the studies' variances; the z test of the same data is not.
    [Fact]
    public void Test_NoSlope_RejectsAsOftenAsItPromises()
    {
        const int DataSets = 400;
        const double Level = 0.1;
        int wildRejects = 0, normalRejects = 0;
        for (var set = 0; set < DataSets; set++)
        {
            var draws = new RandomDraws(5, (ulong)set, 77);
            double[] y = [.. Variance.Select(v => draws.NextNormal() * Math.Sqrt(v + 0.3))];
            var effect = Pooling.Generic(new GenericData(Study, y, Variance), moderators: Moderators.None.With("year", Year));
            wildRejects += effect.WildBootstrap(options: new() { Replicates = 255, Threads = 1 }, withIntervals: false).Coefficients[0].Test.PValue <= Level ? 1 : 0;
            normalRejects += effect.Coefficients[1].Estimate.Test.PValue <= Level ? 1 : 0;
        }

        // Four standard errors of a share of 400.
        var band = 4 * Math.Sqrt(Level * (1 - Level) / DataSets);
        Assert.InRange((double)wildRejects / DataSets, Level - band, Level + band);
        Assert.True(normalRejects > wildRejects, $"{normalRejects} against {wildRejects}");
    }

    [Fact]
    public void WildBootstrap_ThreadsAndBadRequests_ChangeNothingAndAreRefused()
    {
        var effect = Pooling.Generic(Data, moderators: Moderators.None.With("year", Year));
        var options = new WildTestOptions { Replicates = 9_000, ExactWhenFew = false, Threads = 1 };
        Assert.Equal(effect.WildBootstrap(options: options, withIntervals: false).Coefficients[0].Test.AsExtreme, effect.WildBootstrap(options: options with { Threads = 2 }, withIntervals: false).Coefficients[0].Test.AsExtreme);
        Assert.Throws<ArgumentException>("clusters", () => effect.WildBootstrap(["x"]));
        Assert.Throws<ArgumentException>("clusters", () => effect.WildBootstrap([.. Study.Select(_ => "one")]));
        Assert.Throws<ArgumentOutOfRangeException>("Range", () => effect.WildBootstrap(options: options with { Range = new(0, 9_001) }));
        Assert.Throws<InvalidOperationException>(() => Pooling.Generic(Data, new GenericOptions { Interval = IntervalMethod.ProfileLikelihood }).WildBootstrap());
    }
}
