using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace CarTEvidence.Benchmarks.Throughput;

/// <summary>Times a workload and prints the comparators' line.</summary>
public static class ThroughputReport
{
    private const ulong OddConstant = 0x9E37_79B9_7F4A_7C15;

    /// <summary>
    /// Medians over the repetitions of elapsed and process CPU time a unit, mean and 2.5 and 97.5 % quantiles of the estimates, and their <c>bits</c>:
    /// the sum of the estimates' bit patterns times an odd constant, which no order, thread or vector width can change.
    /// </summary>
    public static void Write(TextWriter output, string name, ThroughputOptions options, int studies, long units, Action body, Func<double[]> estimates)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(estimates);
        WarmUp(body);
        double[] elapsed = new double[options.Repetitions], cpu = new double[options.Repetitions];
        for (int i = 0; i < options.Repetitions; i++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            body();
            elapsed[i] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / units;
            cpu[i] = (Environment.CpuUsage.TotalTime - before).TotalNanoseconds / units;
        }

        Array.Sort(elapsed);
        Array.Sort(cpu);
        double[] values = estimates();
        if (options.Out != null)
        {
            File.WriteAllBytes(options.Out, MemoryMarshal.AsBytes<double>(values));
        }

        ulong bits = 0;
        foreach (double value in values)
        {
            bits += BitConverter.DoubleToUInt64Bits(value) * OddConstant;
        }

        double[] sorted = [.. values];
        Array.Sort(sorted);
        double lower = 0, upper = 0;
        if (values.Length > 40)
        {
            (lower, upper) = (sorted[(int)(values.Length * 0.025)], sorted[(int)(values.Length * 0.975)]);
        }

        double middle = elapsed[elapsed.Length / 2];
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name} impl={options.Implementation} k={studies} b={units} threads={options.Threads} ns/unit={middle:F3} cpu_ns={cpu[cpu.Length / 2]:F3} units/s={1e9 / middle:F0} min_ns={elapsed[0]:F3} mean={Sum(values) / values.Length:G15} q025={lower:G12} q975={upper:G12} bits={bits:x16} nonfinite={values.Count(value => !double.IsFinite(value))}"));
    }

    /// <summary>Runs a workload until the runtime has compiled what it wants to compile: its own thread works beside the first tenths of a second.</summary>
    public static void WarmUp(Action body)
    {
        ArgumentNullException.ThrowIfNull(body);
        long start = Stopwatch.GetTimestamp();
        do
        {
            body();
        }
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(400));
    }

    /// <summary>Neumaier's compensated sum, the counterpart of the comparators' extended precision.</summary>
    private static double Sum(double[] values)
    {
        double sum = 0, lost = 0;
        foreach (double value in values)
        {
            double next = sum + value;
            lost += Math.Abs(sum) >= Math.Abs(value) ? sum - next + value : value - next + sum;
            sum = next;
        }

        return sum + lost;
    }
}
