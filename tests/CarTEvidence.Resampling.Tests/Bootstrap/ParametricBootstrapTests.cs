namespace CarTEvidence.Resampling.Tests.Bootstrap;

public sealed class ParametricBootstrapTests
{
    private static readonly int[] Totals = [3, 8, 15, 1, 40, 63, 6, 12, 9];

    private static BootstrapReplicates Run(int[] totals, double mean, double tauSquared, BootstrapOptions options) =>
        Resampling.Bootstrap.Parametric(totals, mean, tauSquared, options);

    public static TheoryData<int[]> Sizes => new()
    {
        Totals,
        { [5, 9] },
        { [64, 100, 7] },
        { [7, 2000, 9, 64, 63, 8, 3, 200, 11, 5, 30] },
        { [.. Enumerable.Range(1, 37)] },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Parametric_EveryPathThreadsAndShards_GiveTheSameBits(int[] totals)
    {
        var options = new BootstrapOptions { Replicates = 9001, Record = BootstrapRecord.TauSquared | BootstrapRecord.StandardError, Kernel = KernelPath.Scalar, Threads = 1 };
        BootstrapReplicates scalar = Run(totals, 1.1, 0.6, options);
        foreach (KernelPath path in Dispatcher.Available)
        {
            BootstrapReplicates other = Run(totals, 1.1, 0.6, options with { Kernel = path, Threads = 3 });
            Assert.Equal(scalar.Means, other.Means);
            Assert.Equal(scalar.TauSquared!, other.TauSquared!);
            Assert.Equal(scalar.StandardErrors!, other.StandardErrors!);
        }

        var shards = Enumerable.Range(1, 3).SelectMany(i => Run(totals, 1.1, 0.6, options with { Range = ReplicateRange.Shard(9001, i, 3) }).Means);
        Assert.Equal(scalar.Means, shards);
    }

    // The model at the boundary draws nothing but events, the wide one nothing but all or none; single patients and large studies stand side by side.
    [Theory]
    [InlineData(1.1, 0.6)]
    [InlineData(40, 0)]
    [InlineData(0, 400)]
    public void Parametric_HundredsAndThousandsOfStudies_EveryPathGivesTheSameBits(double mean, double tauSquared)
    {
        foreach (int k in (int[])[127, 128, 129, 1000, 4097])
        {
            int[] totals = [.. Enumerable.Range(0, k).Select(i => 1 + (i * i % 71))];
            foreach (PooledEstimator estimator in (PooledEstimator[])[PooledEstimator.DerSimonianLaird, PooledEstimator.Reml])
            {
                var options = new BootstrapOptions { Replicates = 35, Estimator = estimator, Kernel = KernelPath.Scalar, Record = BootstrapRecord.TauSquared | BootstrapRecord.StandardError };
                BootstrapReplicates scalar = Run(totals, mean, tauSquared, options);
                Assert.All(scalar.Means, value => Assert.True(double.IsFinite(value)));
                foreach (KernelPath path in Dispatcher.Available)
                {
                    BootstrapReplicates other = Run(totals, mean, tauSquared, options with { Kernel = path });
                    Assert.Equal(scalar.Means, other.Means);
                    Assert.Equal(scalar.TauSquared!, other.TauSquared!);
                    Assert.Equal(scalar.StandardErrors!, other.StandardErrors!);
                }
            }
        }
    }

    // n = 64 and 300 take the tables of large studies.
    [Theory]
    [InlineData(4, 0.3, 0.8)]
    [InlineData(63, -2, 0.2)]
    [InlineData(64, 0.3, 0.8)]
    [InlineData(300, 3, 1.5)]
    [InlineData(12, 1, 0)]
    public void EventTable_ManyDraws_FollowTheBinomialNormalModel(int n, double mean, double tauSquared)
    {
        const int Draws = 60_000;
        using var table = new EventTable(n, mean, tauSquared);
        int[] counts = new int[n + 1];
        for (int r = 0; r < Draws; r++)
        {
            uint word = Philox.Generate(7, (ulong)r, 0, 3).Word0 & 0xFFFF;
            counts[table.IsSmall ? table.Small(word, 7, (ulong)r, 0, 3) : table.Large(7, (ulong)r, 0, 3)]++;
        }

        double[] mass = Mass(n, mean, Math.Sqrt(tauSquared));
        for (int x = 0; x <= n; x++)
        {
            double expected = Draws * mass[x], band = (5 * Math.Sqrt(expected)) + 5;
            Assert.InRange(counts[x], expected - band, expected + band);
        }
    }

    [Fact]
    public void Parametric_TauSquaredZero_HasTheMeanOfTheBinomialLogits()
    {
        // k studies of the same size and no heterogeneity: the common-effect mean of one replicate is a mean of independent weighted logits.
        BootstrapReplicates run = Run([30, 30, 30, 30], 0.4, 0, new BootstrapOptions { Replicates = 40_000, Estimator = PooledEstimator.CommonEffect });
        Assert.All(run.TauSquared!, tau => Assert.Equal(0, tau));
        double sd = Math.Sqrt(1 / (4 * 30 * 0.5987 * 0.4013));
        Assert.InRange(run.Means.Average(), 0.4 - 0.02, 0.4 + 0.02);
        Assert.InRange(Math.Sqrt(run.Means.Average(m => (m - 0.4) * (m - 0.4))), 0.95 * sd, 1.06 * sd);
    }

    [Fact]
    public void Parametric_FittedToTheData_AgreesWithR()
    {
        // A million replicates in R 4.2.2 (rnorm, rbinom, matrix sums of the DerSimonian–Laird estimate): mean 0.62352, standard error 0.00045.
        const double InR = 0.62352, ErrorInR = 0.00045;
        const int Replicates = 250_000;
        int[] events = [47, 0, 23, 6, 6, 12, 5, 6], totals = [57, 3, 26, 6, 7, 29, 20, 7];
        BootstrapReplicates run = Resampling.Bootstrap.Parametric(events, totals, new BootstrapOptions { Replicates = Replicates, Seed = 2 });
        double mean = run.Means.Average(), error = Math.Sqrt(run.Means.Average(m => (m - mean) * (m - mean)) / Replicates);
        Assert.InRange(mean - InR, -4 * Math.Sqrt((error * error) + (ErrorInR * ErrorInR)), 4 * Math.Sqrt((error * error) + (ErrorInR * ErrorInR)));
    }

    [Fact]
    public void Parametric_ModelWithoutData_HasNoStudentizedInterval()
    {
        BootstrapReplicates run = Run(Totals, 0.5, 0.3, new BootstrapOptions { Replicates = 500, Record = BootstrapRecord.All });
        Assert.Null(run.ObservedValue(BootstrapStatistic.ISquared));
        Assert.Throws<InvalidOperationException>(() => run.Interval(BootstrapIntervalMethod.Studentized));
        Assert.Throws<InvalidOperationException>(() => run.Interval(BootstrapIntervalMethod.Basic, 0.9, BootstrapStatistic.ISquared));
        Assert.True(run.Interval(BootstrapIntervalMethod.Percentile, 0.9, BootstrapStatistic.ISquared).Upper > 0);
        Assert.True(run.Interval(BootstrapIntervalMethod.Basic, 0.9).Upper > 0.5);
    }

    [Fact]
    public void Parametric_BadInput_IsRefusedByName()
    {
        Assert.Throws<ArgumentException>("totals", () => Run([5], 0, 1, BootstrapOptions.Default));
        Assert.Throws<ArgumentException>("totals", () => Run([5, 0], 0, 1, BootstrapOptions.Default));
        Assert.Throws<ArgumentOutOfRangeException>("tauSquared", () => Run([5, 6], 0, -1, BootstrapOptions.Default));
        Assert.Throws<ArgumentOutOfRangeException>("mean", () => Run([5, 6], double.NaN, 1, BootstrapOptions.Default));
        Assert.Throws<ArgumentException>("options", () => Run([5, 6], 0, 1, new BootstrapOptions { Estimator = (PooledEstimator)99 }));
    }

    /// <summary>The mass function by Simpson's rule on a grid of its own.</summary>
    private static double[] Mass(int n, double mean, double tau)
    {
        const int Steps = 2000;
        double[] mass = new double[n + 1];
        for (int j = 0; j <= Steps; j++)
        {
            double z = -10 + (20.0 * j / Steps), weight = (j == 0 || j == Steps ? 1 : j % 2 == 1 ? 4 : 2) * (20.0 / Steps / 3) * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
            double logit = mean + (tau * z), logHit = -Math.Log(1 + Math.Exp(-logit)), logMiss = -Math.Log(1 + Math.Exp(logit));
            for (int x = 0; x <= n; x++)
            {
                mass[x] += weight * Math.Exp(LogFactorial.Of(n) - LogFactorial.Of(x) - LogFactorial.Of(n - x) + (x * logHit) + ((n - x) * logMiss));
            }
        }

        return mass;
    }
}
