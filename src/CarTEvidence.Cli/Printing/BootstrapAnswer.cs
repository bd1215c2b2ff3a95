using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Printing;

/// <summary>A bootstrap as it is printed, whether its replicates are kept or only its limits.</summary>
internal sealed record BootstrapAnswer(
    BootstrapKind Kind, BootstrapOptions Options, long Replicates, PooledFit Observed, Func<BootstrapStatistic, double?> Estimate, Func<BootstrapRequest, BootstrapInterval> Interval)
{
    public static BootstrapAnswer Of(BootstrapReplicates run) =>
        new(run.Kind, run.Options, run.Range.Count, run.Observed, run.ObservedValue, request => run.Interval(request.Method, request.Level, request.Statistic));

    public static BootstrapAnswer Of(BootstrapSketch run) => new(run.Kind, run.Options, run.Range.Count, run.Observed, run.ObservedValue, run.Interval);
}
