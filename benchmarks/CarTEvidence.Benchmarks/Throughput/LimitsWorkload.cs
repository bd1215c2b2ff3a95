using System.Diagnostics;
using System.Globalization;
using CarTEvidence.Resampling;

namespace CarTEvidence.Benchmarks.Throughput;

/// <summary>limits: percentile and BCa limits of the mean from so many replicates that they are not kept; there is no native comparator.</summary>
internal static class LimitsWorkload
{
    private const long DefaultCount = 100_000_000;

    public static void Run(TextWriter output, ThroughputOptions options)
    {
        ThroughputData data = ThroughputData.Read(options);
        long units = ThroughputCommand.UnitsOf(options, DefaultCount);
        BootstrapRequest[] wanted = [.. new[] { BootstrapIntervalMethod.Percentile, BootstrapIntervalMethod.Bca }.Select(method => new BootstrapRequest(method, 0.95, BootstrapStatistic.Mean))];
        BootstrapPlan Plan(long replicates) => BootstrapPlan.Studies(
            data.Effects, data.Variances, new BootstrapOptions { Replicates = replicates, Seed = options.Seed, Threads = options.Threads, Kernel = options.Kernel });
        ThroughputReport.WarmUp(() => Plan(1 << 17).Sketch(wanted));
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        BootstrapSketch sketch = Plan(units).Sketch(wanted);
        double elapsed = Stopwatch.GetElapsedTime(start).TotalNanoseconds / units, cpu = (Environment.CpuUsage.TotalTime - before).TotalNanoseconds / units;
        string limits = string.Join(' ', wanted.Select(request => sketch.Interval(request)).Select(interval => string.Create(CultureInfo.InvariantCulture, $"{interval.Method}={interval.Lower:R},{interval.Upper:R}")));
        long megabytes = Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"limits impl={options.Implementation} k={data.Effects.Length} b={units} threads={options.Threads} ns/unit={elapsed:F3} cpu_ns={cpu:F3} kept={sketch.Kept} peak_mb={megabytes} {limits}"));
    }
}
