using System.Globalization;
using CarTEvidence.Resampling;

namespace CarTEvidence.Benchmarks.Throughput;

/// <summary>w5: the z statistic of a meta-regression slope in random orders of the moderator.</summary>
internal static class PermutationWorkload
{
    public static void Run(TextWriter output, ThroughputOptions options)
    {
        ThroughputData data = ThroughputData.Read(options);
        KernelPath path = Dispatcher.Resolve(options.Kernel);
        long units = ThroughputCommand.UnitsOf(options);
        using var table = new StudyTable(data.Effects, data.Variances);
        double mean = 0;
        foreach (double value in data.Moderator)
        {
            mean += value / table.Count;
        }

        double[] moderator = [.. data.Moderator.Select(value => value - mean)], statistics = new double[units];
        ThroughputReport.Write(
            output, options.Workload, options, table.Count, units,
            () => BlockRunner.Run(new ReplicateRange(0, units), options.Threads, () => new SlopeWorker(path, table, moderator, options.Seed, statistics), null, CancellationToken.None),
            () => statistics);
        double observed = SlopeWorker.Observed(path, table, moderator);
        double share = (double)statistics.Count(z => Math.Abs(z) >= Math.Abs(observed) - 1e-8) / units;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"zobs={observed:F10} p={share:F6}"));
    }
}
