using System.Globalization;
using CarTEvidence.Resampling;

namespace CarTEvidence.Benchmarks.Throughput;

/// <summary>quant: the 2.5 and 97.5 % order statistics of normal numbers, by sorting and by brackets.</summary>
internal static class QuantileWorkload
{
    private const long DefaultCount = 1_000_000;
    private const uint Stream = 9;

    public static void Run(TextWriter output, ThroughputOptions options)
    {
        long count = ThroughputCommand.UnitsOf(options, DefaultCount);
        double[] values = new double[count], copy = new double[count];
        for (long i = 0; i < count; i++)
        {
            PhiloxBlock words = Philox.Generate(options.Seed, (ulong)i, 0, Stream);
            values[i] = 1.4 + (0.2 * Math.Sqrt(-2 * Math.Log((words.Word0 + 0.5) / 4294967296.0)) * Math.Cos(6.283185307179586 * words.Word1 / 4294967296.0));
        }

        long[] ranks = [(long)(count * 0.025), (long)(count * 0.975)];
        Time(output, options, "Array.Sort", values, copy, numbers =>
        {
            Array.Sort(numbers);
            return [numbers[ranks[0]], numbers[ranks[1]]];
        });
        Time(output, options, "bracket + compress", values, copy, numbers => OrderStatistics.Select(numbers, ranks, options.Kernel));
    }

    private static void Time(TextWriter output, ThroughputOptions options, string name, double[] values, double[] copy, Func<double[], double[]> find)
    {
        double[] milliseconds = new double[options.Repetitions], found = [];
        ThroughputReport.WarmUp(() =>
        {
            values.CopyTo(copy, 0);
            find(copy);
        });
        for (int i = 0; i < options.Repetitions; i++)
        {
            values.CopyTo(copy, 0);
            TimeSpan before = Environment.CpuUsage.TotalTime;
            found = find(copy);
            milliseconds[i] = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
        }

        Array.Sort(milliseconds);
        double median = milliseconds[milliseconds.Length / 2];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"quant {name,-28} b={values.Length} ms={median:F3} ns/value={median * 1e6 / values.Length:F3} q={found[0]:G15},{found[1]:G15}"));
    }
}
