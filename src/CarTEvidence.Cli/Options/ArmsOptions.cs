using System.CommandLine;

namespace CarTEvidence.Cli.Options;

/// <summary>The options about arms: which outcome, and what happens to reports that share patients.</summary>
internal sealed class ArmsOptions
{
    private readonly Option<Outcome?> _outcome = NamedOption.Create<Outcome?>(
        "--outcome",
        $"What is pooled: {OutcomeChoices.All} [default: remission]",
        CarTEvidence.Outcome.All.Select(o => o.Name),
        text => CarTEvidence.Outcome.TryParse(text, out var outcome) ? outcome : null,
        "outcome",
        OutcomeChoices.All);

    private readonly Option<OverlapPolicy?> _overlap = Overlap();

    public void AddTo(Command command)
    {
        command.Add(_outcome);
        command.Add(_overlap);
    }

    /// <summary>What happens to reports that share patients.</summary>
    public static Option<OverlapPolicy?> Overlap() => NamedOption.Create<OverlapPolicy?>(
        "--overlap",
        "Reports that share patients: resolve (one report a cohort stays), keep (all stay), fail [default: resolve]",
        Enum.GetValues<OverlapPolicy>().Select(p => p.Code()),
        text => OverlapCodes.TryParsePolicy(text, out var policy) ? policy : null,
        "overlap policy",
        OverlapCodes.AllowedPolicies);

    public Outcome Outcome(ParseResult parsed) => parsed.GetValue(_outcome) ?? CarTEvidence.Outcome.Remission;

    public OverlapPolicy Policy(ParseResult parsed) => parsed.GetValue(_overlap) ?? OverlapPolicy.Resolve;

    /// <summary>Refuses these options where the input has no arms.</summary>
    public void RequireUnused(ParseResult parsed)
    {
        foreach (var option in new Option[] { _outcome, _overlap })
        {
            if (parsed.GetResult(option) is { Implicit: false })
            {
                throw new UsageException($"{option.Name} is about a CSV of trial arms; with --events the counts are named by column.");
            }
        }
    }
}
