using System.Globalization;
using CarTEvidence.Resampling;

namespace CarTEvidence.Benchmarks.Throughput;

/// <summary>w7: one plain REML fit after another, the data already where the kernels want them.</summary>
internal static class LikelihoodWorkload
{
    private const long StudiesFitted = 2_000_000;

    public static void Run(TextWriter output, ThroughputOptions options)
    {
        ThroughputData data = ThroughputData.Read(options);
        KernelPath path = Dispatcher.Resolve(options.Kernel);
        long fits = ThroughputCommand.UnitsOf(options, Math.Max(1, StudiesFitted / data.Effects.Length));
        using var series = new SeriesKernels(path, data.Effects, data.Variances);
        PooledFit fit = default;
        ThroughputReport.Write(
            output, "w7reml", options, data.Effects.Length, fits,
            () =>
            {
                for (long i = 0; i < fits; i++)
                {
                    fit = series.Likelihood(restricted: true, out _);
                }
            },
            () => [fit.Mean]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mu={fit.Mean:G14} tau2={fit.TauSquared:G14}"));
    }
}
