using System.CommandLine;
using CarTEvidence.Cli.Options;
using CarTEvidence.Plots;
using CarTEvidence.Reports;

namespace CarTEvidence.Cli.Sources;

/// <summary>One outcome of the selected arms.</summary>
internal sealed class ArmsSource(EvidenceBase evidence, Outcome outcome) : IPoolSource
{
    public static ArmsSource Create(string? file, ArmsOptions options, ParseResult parsed, CliStreams streams, SelectionOptions where, CancellationToken cancellation)
    {
        var evidence = EvidenceInput.Read(file, streams, cancellation).ResolveOverlaps(options.Policy(parsed));
        return new ArmsSource(where.Apply(parsed, evidence), options.Outcome(parsed));
    }

    public PooledResult Pool(MethodChoices choices, string? by)
    {
        var pooled = evidence.Pool(outcome, choices.ToProportionOptions(), by);
        return new PooledResult(pooled.Summary, () => pooled.ToJson(), () => pooled.ForestPlot());
    }
}
