using CarTEvidence.Resampling;

namespace CarTEvidence.Benchmarks.Throughput;

/// <summary>The study bootstrap, w1 with the moment estimator, w2 with REML; and w3, the parametric bootstrap.</summary>
internal static class BootstrapWorkloads
{
    public static void DerSimonianLaird(TextWriter output, ThroughputOptions options) => Studies(output, options, PooledEstimator.DerSimonianLaird);

    public static void Reml(TextWriter output, ThroughputOptions options) => Studies(output, options, PooledEstimator.Reml);

    private static void Studies(TextWriter output, ThroughputOptions options, PooledEstimator estimator)
    {
        ThroughputData data = ThroughputData.Read(options);
        KernelPath path = Dispatcher.Resolve(options.Kernel);
        long units = ThroughputCommand.UnitsOf(options);
        using var table = new StudyTable(data.Effects, data.Variances);
        var range = new ReplicateRange(0, units);
        var columns = new BootstrapColumns(range, BootstrapRecord.MeanOnly, estimator);
        ThroughputReport.Write(
            output, options.Workload, options, table.Count, units,
            () => BlockRunner.Run(range, options.Threads, () => new ColumnWorker(new StudyBootstrapWorker(path, estimator, table, options.Seed), columns), null, CancellationToken.None),
            () => columns.Means);
    }

    public static void Parametric(TextWriter output, ThroughputOptions options)
    {
        ThroughputData data = ThroughputData.Read(options);
        KernelPath path = Dispatcher.Resolve(options.Kernel);
        long units = ThroughputCommand.UnitsOf(options);
        (double mean, double tauSquared) = PlainMoments(data.Effects, data.Variances);
        using var model = new EventModel([.. data.Totals.Select(total => (int)total)], mean, tauSquared);
        var range = new ReplicateRange(0, units);
        var columns = new BootstrapColumns(range, BootstrapRecord.MeanOnly, PooledEstimator.DerSimonianLaird);
        ThroughputReport.Write(
            output, options.Workload, options, model.Count, units,
            () => BlockRunner.Run(
                range,
                options.Threads,
                () => new ColumnWorker(new EventBootstrapWorker(path, PooledEstimator.DerSimonianLaird, model, options.Seed, Bootstrap.ParametricStream), columns),
                null,
                CancellationToken.None),
            () => columns.Means);
    }

    /// <summary>The moment estimate summed as the comparator sums it: its last bits decide the tables, and with them the replicates.</summary>
    private static (double Mean, double TauSquared) PlainMoments(double[] effects, double[] variances)
    {
        double s1 = 0, s2 = 0, sy = 0, syy = 0, numerator = 0, denominator = 0;
        for (int i = 0; i < effects.Length; i++)
        {
            double w = 1 / variances[i];
            s1 += w;
            s2 += w * w;
            sy += w * effects[i];
            syy += w * effects[i] * effects[i];
        }

        double q = syy - (sy * sy / s1), tauSquared = Math.Max(0, (q - (effects.Length - 1)) / (s1 - (s2 / s1)));
        for (int i = 0; i < effects.Length; i++)
        {
            double w = 1 / (variances[i] + tauSquared);
            numerator += w * effects[i];
            denominator += w;
        }

        return (numerator / denominator, tauSquared);
    }
}
