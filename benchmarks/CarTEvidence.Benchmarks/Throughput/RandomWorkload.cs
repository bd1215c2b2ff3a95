using System.Globalization;
using CarTEvidence.Resampling;

namespace CarTEvidence.Benchmarks.Throughput;

/// <summary>rng: words of Philox4x32-10 written to a small buffer, by each path that the processor supports.</summary>
internal static class RandomWorkload
{
    private const long DefaultBytes = 400_000_000;

    public static unsafe void Run(TextWriter output, ThroughputOptions options)
    {
        long bytes = ThroughputCommand.UnitsOf(options, DefaultBytes), batches = bytes / (16 * Batch.Size);
        using var buffer = new AlignedBuffer(AlignedBuffer.BytesFor<ulong>(4 * Batch.Size));
        ulong* words = buffer.Take<ulong>(4 * Batch.Size);
        foreach (KernelPath path in Dispatcher.Available)
        {
            double[] seconds = new double[options.Repetitions];
            for (int i = -1; i < options.Repetitions; i++)
            {
                TimeSpan before = Environment.CpuUsage.TotalTime;
                for (long batch = 0; batch < batches; batch++)
                {
                    Philox.Words(path, words, options.Seed, (ulong)(batch * Batch.Size), 1, 1);
                }

                if (i >= 0)
                {
                    seconds[i] = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
                }
            }

            Array.Sort(seconds);
            double median = seconds[seconds.Length / 2];
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rng {"philox4x32-10 " + path,-34} GB/s={bytes / median / 1e9:F2} ns/32bit={median / (bytes / 4.0) * 1e9:F3}"));
        }
    }
}
