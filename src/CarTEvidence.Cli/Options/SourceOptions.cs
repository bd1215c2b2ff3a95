using System.CommandLine;
using CarTEvidence.Cli.Sources;

namespace CarTEvidence.Cli.Options;

/// <summary>The input of verbs that pool: FILE with its outcome, overlap policy and selections, or any CSV with named columns.</summary>
internal sealed class SourceOptions
{
    private readonly Argument<string?> _file = new("FILE")
    {
        Description = "CSV of trial arms, or any CSV with --study, --events and --total; - reads standard input; without it, the bundled evidence.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly ArmsOptions _arms = new();
    private readonly CountsOptions _counts = new();
    private readonly SelectionOptions _where = new();

    public void AddTo(Command command)
    {
        command.Add(_file);
        _arms.AddTo(command);
        _counts.AddTo(command);
        _where.AddTo(command);
    }

    /// <summary>Reads the input that the command line names.</summary>
    public IPoolSource Create(ParseResult parsed, CliStreams streams, CancellationToken cancellation) =>
        _counts.Columns(parsed) is { } columns
            ? CountsSource.Create(parsed.GetValue(_file), columns, _arms, parsed, streams, _where, cancellation)
            : ArmsSource.Create(parsed.GetValue(_file), _arms, parsed, streams, _where, cancellation);
}
