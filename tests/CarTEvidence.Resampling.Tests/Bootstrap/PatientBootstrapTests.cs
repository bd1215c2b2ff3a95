namespace CarTEvidence.Resampling.Tests.Bootstrap;

public sealed class PatientBootstrapTests
{
    private static readonly int[] Events = [3, 8, 15, 0, 40, 60, 6, 70], Totals = [5, 11, 15, 6, 50, 63, 9, 120];

    [Fact]
    public void Patients_EveryPathAndThreads_GiveTheSameBits()
    {
        var options = new BootstrapOptions { Replicates = 5001, Kernel = KernelPath.Scalar, Threads = 1 };
        BootstrapReplicates scalar = Resampling.Bootstrap.Patients(Events, Totals, options);
        foreach (KernelPath path in Dispatcher.Available)
        {
            BootstrapReplicates other = Resampling.Bootstrap.Patients(Events, Totals, options with { Kernel = path, Threads = 2 });
            Assert.Equal(scalar.Means, other.Means);
            Assert.Equal(scalar.TauSquared!, other.TauSquared!);
        }
    }

    [Fact]
    public void Patients_ManyReplicates_ScatterAsTheBinomialVariance()
    {
        // Eight studies of 100 with 40 events: the common-effect mean has the variance of a logit of 320/800.
        int[] events = [.. Enumerable.Repeat(40, 8)], totals = [.. Enumerable.Repeat(100, 8)];
        BootstrapReplicates run = Resampling.Bootstrap.Patients(events, totals, new BootstrapOptions { Replicates = 40_000, Estimator = PooledEstimator.CommonEffect });
        double logit = Math.Log(0.4 / 0.6), sd = Math.Sqrt(1 / (800 * 0.4 * 0.6));
        Assert.Equal(logit, run.Observed.Mean, 1e-12);
        Assert.InRange(run.Means.Average(), logit - 0.02, logit + 0.02);
        Assert.InRange(Math.Sqrt(run.Means.Average(m => (m - logit) * (m - logit))), 0.96 * sd, 1.04 * sd);
    }

    [Fact]
    public void Patients_AllOrNoneHaveTheEvent_AlwaysGivesTheSame()
    {
        BootstrapReplicates run = Resampling.Bootstrap.Patients([5, 70, 0], [5, 70, 8], new BootstrapOptions { Replicates = 100 });
        Assert.All(run.Means, mean => Assert.Equal(run.Observed.Mean, mean, 1e-12));
    }

    [Fact]
    public void Patients_BadInput_IsRefusedByName()
    {
        Assert.Throws<ArgumentException>("events", () => Resampling.Bootstrap.Patients([5, 6], [5, 5]));
        Assert.Throws<ArgumentException>("events", () => Resampling.Bootstrap.Patients([5], [5, 5]));
        Assert.Throws<ArgumentException>("totals", () => Resampling.Bootstrap.Patients([5, 0], [5, 0]));
    }
}
