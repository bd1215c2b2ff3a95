using System.CommandLine;
using CarTEvidence.Cli.Help;
using CarTEvidence.Cli.Options;
using CarTEvidence.Cli.Printing;

namespace CarTEvidence.Cli.Verbs;

/// <summary><c>data list|export</c>: the bundled evidence, filtered, to look at or to take along.</summary>
internal static class DataVerb
{
    public static Command Create(CliStreams streams, CancellationToken cancellation) => new Command("data", "Lists, filters and exports the bundled evidence, or a CSV of your own.")
    {
        List(streams, cancellation),
        Export(streams, cancellation),
    }.WithExamples(
        ("what is in the bundled evidence", "cartevidence data list"),
        ("the arms in lupus as a CSV of your own", "cartevidence data export --where disease=SLE --out lupus.csv"));

    private static Command List(CliStreams streams, CancellationToken cancellation)
    {
        var file = InputArgument();
        var where = new SelectionOptions();
        var outcome = NamedOption.Create<Outcome?>(
            "--outcome",
            $"Only arms that report this outcome, with its counts: {OutcomeChoices.All}",
            Outcome.All.Select(o => o.Name),
            text => Outcome.TryParse(text, out var found) ? found : null,
            "outcome",
            OutcomeChoices.All);
        var format = OutputOptions.Format("How the list is printed", OutputFormat.Table, OutputFormat.Csv, OutputFormat.Markdown);
        var command = new Command("list", "Lists arms: study, disease, construct, patients treated.") { file, outcome, format };
        where.AddTo(command);
        command.SetAction(parsed =>
        {
            var evidence = where.Apply(parsed, EvidenceInput.Read(parsed.GetValue(file), streams, cancellation));
            ResultPrinter.Write(ArmsTable.Of(evidence, parsed.GetValue(outcome)), parsed.GetValue(format) ?? OutputFormat.Table, streams);
            return ExitCode.Done;
        });
        return command.WithExamples(
            ("every arm", "cartevidence data list"),
            ("arms that report severe neurotoxicity, with their counts", "cartevidence data list --outcome \"icans>=3\""),
            ("bispecific products in lupus, as CSV", "cartevidence data list --where disease=SLE --where target=CD19/BCMA --format csv"));
    }

    private static Command Export(CliStreams streams, CancellationToken cancellation)
    {
        var file = InputArgument();
        var where = new SelectionOptions();
        var output = new Option<string?>("--out") { Description = "The CSV file to write; without it, standard output", HelpName = "FILE" };
        var command = new Command("export", "Writes arms as CSV, in the format that pool, report and validate read.") { file, output };
        where.AddTo(command);
        command.SetAction(parsed =>
        {
            var evidence = where.Apply(parsed, EvidenceInput.Read(parsed.GetValue(file), streams, cancellation));
            if (parsed.GetValue(output) is { } path and not "-")
            {
                OutputFile.Write(path, () => evidence.WriteCsv(path));
                streams.Error.WriteLine($"{path}: {evidence}");
            }
            else
            {
                evidence.WriteCsv(streams.Out);
            }

            return ExitCode.Done;
        });
        return command.WithExamples(
            ("all of the bundled evidence", "cartevidence data export --out arms.csv"),
            ("peer-reviewed articles alone", "cartevidence data export --where publication_type=article --out articles.csv"));
    }

    private static Argument<string?> InputArgument() => new("FILE")
    {
        Description = "CSV of trial arms; without it, the bundled evidence.",
        Arity = ArgumentArity.ZeroOrOne,
    };
}
