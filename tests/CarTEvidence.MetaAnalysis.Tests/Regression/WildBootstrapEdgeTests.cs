using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis.Tests.Regression;

public sealed class WildBootstrapEdgeTests
{
    private static readonly string[] Study = ["a", "b", "c", "d", "e", "f", "g", "h"];
    private static readonly double[] Effect = [0.1, 0.5, 0.2, 0.9, 1.1, 0.4, 1.6, 1.2];
    private static readonly double[] Variance = [0.04, 0.09, 0.02, 0.05, 0.08, 0.03, 0.1, 0.06];
    private static readonly double[] Year = [-3, -2, -2, -1, 0, 1, 2, 3];

    // A study that is the only one of its kind is fitted exactly by both models: it says nothing of the year, with either of its signs.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WildBootstrap_OnlyStudyOfItsKind_IsAsIfItWereLeftOut(bool adjust)
    {
        var common = new GenericOptions { Model = PoolingModel.Common };
        var options = new WildTestOptions { AdjustResiduals = adjust };
        var alone = Pooling.Generic(new GenericData(Study, Effect, Variance), common, moderators: Moderators.None.With("year", Year).With("kind", [0, 0, 0, 1, 0, 0, 0, 0]));
        var kept = Enumerable.Range(0, 8).Where(i => i != 3).ToArray();
        var without = Pooling.Generic(new GenericData(kept.Select(i => Study[i]), kept.Select(i => Effect[i]), kept.Select(i => Variance[i])), common, moderators: Moderators.None.With("year", kept.Select(i => Year[i])));
        var (all, few) = (alone.WildBootstrap(options: options, withIntervals: false).Coefficients[0].Test, without.WildBootstrap(options: options, withIntervals: false).Coefficients[0].Test);
        Assert.Equal((256L, 128L), (all.Replicates, few.Replicates));
        Assert.Equal(few.Statistic, all.Statistic, 1e-9);
        Assert.Equal(2 * few.AsExtreme, all.AsExtreme);
    }

    // One coefficient with its interval: some twenty-five tests, of which each is told, whatever threads work on it.
    [Fact]
    public void WildBootstrap_Progress_RisesTestByTestToTheEnd()
    {
        var told = new List<double>();
        var effect = Pooling.Generic(new GenericData(Study, Effect, Variance), new GenericOptions { Model = PoolingModel.Common }, moderators: Moderators.None.With("year", Year));
        effect.WildBootstrap(options: new() { Replicates = 2_000, ExactWhenFew = false, Threads = 3 }, progress: new Listener(told));
        Assert.True(told.Count > 100, $"{told.Count} reports");
        Assert.Equal(told.Order(), told);
        Assert.Equal(1, told[^1]);
        Assert.True(told.Count(share => share is > 0.2 and < 0.8) > 20);
    }

    private sealed class Listener(List<double> told) : IProgress<double>
    {
        public void Report(double value) => told.Add(value);
    }
}
