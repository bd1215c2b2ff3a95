namespace CarTEvidence.Resampling.Tests.Bootstrap;

public sealed unsafe class BinomialNormalBootstrapTests
{
    private static readonly int[] Events = [7, 13, 4, 21, 9, 2, 30, 11], Totals = [9, 15, 12, 25, 9, 6, 41, 20];

    private static readonly BootstrapOptions Options = new()
    {
        Estimator = PooledEstimator.BinomialNormal,
        Replicates = 500,
        Record = BootstrapRecord.TauSquared | BootstrapRecord.StandardError,
        Seed = 11,
    };

    private static BootstrapReplicates Run(BootstrapOptions options) => Resampling.Bootstrap.Parametric(Events, Totals, options);

    [Fact]
    public void Parametric_EveryPathThreadsAndShards_GiveTheSameBits()
    {
        BootstrapReplicates scalar = Run(Options with { Kernel = KernelPath.Scalar, Threads = 1 });
        foreach (KernelPath path in Dispatcher.Available)
        {
            BootstrapReplicates other = Run(Options with { Kernel = path, Threads = 3 });
            Assert.Equal(scalar.Means, other.Means);
            Assert.Equal(scalar.TauSquared!, other.TauSquared!);
            Assert.Equal(scalar.StandardErrors!, other.StandardErrors!);
        }

        // A range may begin and end in the middle of a batch.
        BootstrapReplicates[] parts = [Run(Options with { Range = new ReplicateRange(0, 213) }), Run(Options with { Range = new ReplicateRange(213, 287) })];
        Assert.Equal(scalar.Means, BootstrapReplicates.Merge(parts).Means);
    }

    // The kernels agree on every draw; 1e-6 is what the flat maximum of tau² leaves of two climbs from different starts.
    [Fact]
    public void Parametric_EachReplicate_IsTheFitOfTheEventsDrawn()
    {
        const double Tolerance = 1e-6;
        BootstrapReplicates run = Run(Options);
        using var model = new EventModel(Totals, run.Observed.Mean, run.Observed.TauSquared);
        using var draw = new EventDraw(KernelPath.Scalar, model.Tables, Options.Seed, Resampling.Bootstrap.ParametricStream);
        double[] events = new double[Totals.Length * EventDraw.Size];
        fixed (double* room = events)
        {
            draw.NextEvents(64, room, Totals.Length);
        }

        for (int lane = 0; lane < EventDraw.Size; lane++)
        {
            PooledFit fit = LikelihoodPooling.BinomialNormal([.. Totals.Select((_, i) => (int)events[(i * EventDraw.Size) + lane])], Totals);
            Assert.Equal(fit.Mean, run.Means[64 + lane], Tolerance);
            Assert.Equal(fit.TauSquared, run.TauSquared![64 + lane], Tolerance * (1 + fit.TauSquared));
        }
    }

    [Fact]
    public void NextEvents_TheFirstOfARun_AreThoseThatLogitsArePooledOf()
    {
        using var model = new EventModel([9, 15, 300, 25], 0.8, 0.5);
        using EventDraw events = new(KernelPath.Scalar, model.Tables, 3, 3), logits = new(KernelPath.Scalar, model.Tables, 3, 3);
        double* drawn = stackalloc double[4 * EventDraw.Size];
        events.NextEvents(32, drawn, 4);
        logits.Next(32);
        for (int study = 0; study < 4; study++)
        {
            for (int lane = 0; lane < EventDraw.Size; lane++)
            {
                Assert.Equal(model.Tables[study].Weights[(int)drawn[(study * EventDraw.Size) + lane]], logits.Values[(2 * study * EventDraw.Size) + lane]);
            }
        }
    }

    // The mean of the replicates lies within five Monte Carlo standard errors and the small bias of maximum likelihood.
    [Fact]
    public void Parametric_ManyReplicates_ScatterAroundTheFit()
    {
        BootstrapReplicates run = Run(Options with { Replicates = 4000 });
        double average = run.Means.Average(), deviation = Math.Sqrt(run.Means.Average(mean => (mean - average) * (mean - average)));
        Assert.InRange(average, run.Observed.Mean - 0.1, run.Observed.Mean + 0.1);
        Assert.InRange(deviation, 0.8 * run.Observed.StandardError, 1.25 * run.Observed.StandardError);
    }

    [Theory]
    [InlineData(BootstrapIntervalMethod.Percentile)]
    [InlineData(BootstrapIntervalMethod.Basic)]
    [InlineData(BootstrapIntervalMethod.Normal)]
    [InlineData(BootstrapIntervalMethod.Bca)]
    [InlineData(BootstrapIntervalMethod.Studentized)]
    public void Interval_OfTheMean_HoldsTheEstimate(BootstrapIntervalMethod method)
    {
        BootstrapReplicates run = Run(Options with { Replicates = 2000 });
        BootstrapInterval interval = run.Interval(method);
        Assert.InRange(run.Observed.Mean, interval.Lower, interval.Upper);
        Assert.InRange(interval.Upper - interval.Lower, 3 * run.Observed.StandardError, 6 * run.Observed.StandardError);
    }

    // Two studies of few patients: in many draws all of them have the event.
    [Fact]
    public void Interval_WhereManyDrawsAreExtreme_ReachesToInfinityAndHasNoDeviation()
    {
        BootstrapReplicates run = Resampling.Bootstrap.Parametric([4, 5, 6], [4, 5, 7], Options with { Replicates = 999 });
        Assert.Contains(double.PositiveInfinity, run.Means);
        BootstrapInterval interval = run.Interval(BootstrapIntervalMethod.Percentile);
        Assert.True(double.IsFinite(interval.Lower));
        Assert.Equal(double.PositiveInfinity, interval.Upper);
        Assert.Throws<InvalidOperationException>(() => run.Interval(BootstrapIntervalMethod.Normal));
        Assert.Throws<InvalidOperationException>(() => run.Interval(BootstrapIntervalMethod.Bca));
    }

    [Fact]
    public void Patients_BinomialNormal_DrawsThePatientsOfEveryStudy()
    {
        BootstrapReplicates run = Resampling.Bootstrap.Patients(Events, Totals, Options);
        BootstrapInterval interval = run.Interval(BootstrapIntervalMethod.Percentile);
        Assert.InRange(run.Observed.Mean, interval.Lower, interval.Upper);
        Assert.Throws<InvalidOperationException>(() => run.Interval(BootstrapIntervalMethod.Bca));
    }

    [Fact]
    public void BinomialNormal_WithoutEventsOrAFit_Refuses()
    {
        Assert.Throws<ArgumentException>(() => Resampling.Bootstrap.Studies([0.1, 0.4, 0.2], [0.1, 0.1, 0.2], Options));
        Assert.Throws<ArgumentException>(() => Resampling.Bootstrap.Parametric([3, 4], [3, 4], Options));
        Assert.Throws<InvalidOperationException>(() => Run(Options).Interval(BootstrapIntervalMethod.StudentizedHksj));
    }
}
