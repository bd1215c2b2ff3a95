using System.Globalization;
using CarTEvidence.Resampling;

namespace CarTEvidence.Benchmarks.Throughput;

/// <summary>The options that the native comparators take, so that both can be run side by side with one set of arguments.</summary>
public sealed record ThroughputOptions
{
    public required string Workload { get; init; }

    public int StudyCount { get; init; } = 20;

    public long? Units { get; init; }

    public ulong Seed { get; init; } = 1;

    public int Threads { get; init; } = 1;

    public int Repetitions { get; init; } = 5;

    public string? Data { get; init; }

    public string? Mode { get; init; }

    public string? Out { get; init; }

    public string Implementation { get; init; } = "simd";

    public KernelPath Kernel => Implementation switch
    {
        "simd" => KernelPath.Automatic,
        "512" => KernelPath.Vector512,
        "256" => KernelPath.Vector256,
        "scalar" => KernelPath.Scalar,
        _ => throw new ArgumentException($"--impl is simd, 512, 256 or scalar, not '{Implementation}'."),
    };

    public static ThroughputOptions Parse(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        if (arguments.Count == 0)
        {
            throw new ArgumentException("Name a workload: w1 … w7, rng, quant or limits.");
        }

        var options = new ThroughputOptions { Workload = arguments[0] };
        for (int i = 1; i < arguments.Count; i += 2)
        {
            string value = i + 1 < arguments.Count ? arguments[i + 1] : throw new ArgumentException($"{arguments[i]} needs a value.");
            options = arguments[i] switch
            {
                "--k" => options with { StudyCount = Integer(value) },
                "--b" => options with { Units = long.Parse(value, CultureInfo.InvariantCulture) },
                "--seed" => options with { Seed = ulong.Parse(value, CultureInfo.InvariantCulture) },
                "--threads" => options with { Threads = Integer(value) },
                "--reps" => options with { Repetitions = Integer(value) },
                "--data" => options with { Data = value },
                "--mode" or "--nodes" => options with { Mode = value },
                "--impl" => options with { Implementation = value },
                "--out" => options with { Out = value },
                _ => throw new ArgumentException($"Unknown option {arguments[i]}."),
            };
        }

        return options;
    }

    private static int Integer(string value) => int.Parse(value, CultureInfo.InvariantCulture);
}
