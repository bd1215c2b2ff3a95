namespace CarTEvidence.Cli.Options;

/// <summary>The outcomes of an arms file, for help and messages.</summary>
internal static class OutcomeChoices
{
    public static string All { get; } = string.Join(", ", Outcome.All.Select(o => o.Name));
}
