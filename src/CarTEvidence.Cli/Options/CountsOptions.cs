using System.CommandLine;

namespace CarTEvidence.Cli.Options;

/// <summary>The options that make any CSV a table of counts.</summary>
internal sealed class CountsOptions
{
    private readonly Option<string?> _study = new("--study") { Description = "Any CSV: column with the study's label", HelpName = "COLUMN" };
    private readonly Option<string?> _events = new("--events") { Description = "Any CSV: column with the patients that have the event", HelpName = "COLUMN" };
    private readonly Option<string?> _total = new("--total") { Description = "Any CSV: column with the evaluable patients", HelpName = "COLUMN" };

    public void AddTo(Command command)
    {
        command.Add(_study);
        command.Add(_events);
        command.Add(_total);
    }

    /// <summary>The three columns; <c>null</c> if the input is a CSV of arms.</summary>
    /// <exception cref="UsageException">Some of them are named, but not all.</exception>
    public ProportionColumns? Columns(ParseResult parsed) => (parsed.GetValue(_study), parsed.GetValue(_events), parsed.GetValue(_total)) switch
    {
        (null, null, null) => null,
        ({ } study, { } events, { } total) => new ProportionColumns(study, events, total),
        _ => throw new UsageException("--study, --events and --total go together: name all three columns, or none for a CSV of trial arms."),
    };
}
