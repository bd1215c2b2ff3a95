using System.CommandLine;
using CarTEvidence.Cli.Options;
using CarTEvidence.MetaAnalysis;
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

    public IReadOnlyList<string?> Column(string column) => [.. evidence.Count(outcome).Arms.Select(arm => Text(arm, column))];

    public PooledResult Pool(MethodChoices choices, string? by, Func<Func<string, IReadOnlyList<string?>>, Moderators> moderators)
    {
        var data = evidence.Count(outcome, by);
        var regression = moderators(column => [.. data.Arms.Select(arm => Text(arm, column))]);
        var effect = ChoicesWithoutEffect.Note(choices, Pooling.Proportions(data.Proportions, choices.ToProportionOptions(!regression.IsEmpty), choices.ApplyTo(data.Grouping), regression));
        var pooled = new PooledOutcome(data, effect);
        return new PooledResult(effect, () => pooled.Summary(), () => pooled.ToJson(), pooled.ForestPlot) { Outcome = pooled, Evidence = evidence };
    }

    public SpecificationCurve Specify(SpecificationOptions options, IProgress<double>? progress, CancellationToken cancellation) =>
        evidence.SpecificationCurve(outcome, options, progress: progress, cancellation: cancellation);

    private string? Text(TrialArm arm, string column) => evidence.Columns.Contains(column, StringComparer.OrdinalIgnoreCase)
        ? arm.Column(column)
        : throw new UsageException($"{column}: there is no such column; the columns are {string.Join(", ", evidence.Columns)}.");
}
