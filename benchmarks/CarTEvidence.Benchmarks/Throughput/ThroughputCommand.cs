namespace CarTEvidence.Benchmarks.Throughput;

/// <summary>The mode <c>throughput</c>: one workload, the options and the output of the native comparators.</summary>
public static class ThroughputCommand
{
    private const long DefaultUnits = 100_000;

    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        ArgumentNullException.ThrowIfNull(error);
        try
        {
            ThroughputOptions options = ThroughputOptions.Parse(arguments);
            Action<TextWriter, ThroughputOptions> workload = options.Workload switch
            {
                "w1" => BootstrapWorkloads.DerSimonianLaird,
                "w2" => BootstrapWorkloads.Reml,
                "w3" => BootstrapWorkloads.Parametric,
                "w4" => SubsetWorkload.Run,
                "w5" => PermutationWorkload.Run,
                "w6" => BinomialNormalWorkload.Run,
                "w7" => LikelihoodWorkload.Run,
                "rng" => RandomWorkload.Run,
                "quant" => QuantileWorkload.Run,
                "limits" => LimitsWorkload.Run,
                _ => throw new ArgumentException($"Unknown workload {options.Workload}."),
            };
            workload(output, options);
            return 0;
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or FormatException or PlatformNotSupportedException)
        {
            error.WriteLine(exception.Message);
            return 2;
        }
    }

    /// <summary>The number of units asked for, or the comparators' default.</summary>
    public static long UnitsOf(ThroughputOptions options, long fallback = DefaultUnits)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Units ?? fallback;
    }
}
