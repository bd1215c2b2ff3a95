using CarTEvidence.Resampling;

namespace CarTEvidence.Benchmarks.Throughput;

/// <summary>The study bootstrap: w1 with the moment estimator, w2 with REML.</summary>
internal static class BootstrapWorkloads
{
    public static void DerSimonianLaird(TextWriter output, ThroughputOptions options) => Studies(output, options, PooledEstimator.DerSimonianLaird);

    public static void Reml(TextWriter output, ThroughputOptions options) => Studies(output, options, PooledEstimator.Reml);

    private static void Studies(TextWriter output, ThroughputOptions options, PooledEstimator estimator)
    {
        ThroughputData data = ThroughputData.Read(options);
        KernelPath path = Dispatcher.Resolve(options.Kernel);
        long units = ThroughputCommand.UnitsOf(options);
        var choices = new BootstrapOptions { Replicates = units, Seed = options.Seed, Estimator = estimator, Record = BootstrapRecord.MeanOnly };
        using var table = new StudyTable(data.Effects, data.Variances);
        var range = new ReplicateRange(0, units);
        var replicates = new BootstrapReplicates(choices, range, PooledKernels.Fit(path, estimator, table));
        ThroughputReport.Write(
            output, options.Workload, options, table.Count, units,
            () => BlockRunner.Run(range, options.Threads, () => new StudyBootstrapWorker(path, table, replicates), null, CancellationToken.None),
            () => replicates.Means);
    }
}
