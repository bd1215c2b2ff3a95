using System.CommandLine;
using CarTEvidence.Cli.Help;
using CarTEvidence.Cli.Options;
using CarTEvidence.Cli.Printing;
using CarTEvidence.Reports;

namespace CarTEvidence.Cli.Verbs;

/// <summary><c>report [FILE]</c>: the whole evidence report into a folder.</summary>
internal sealed class ReportVerb
{
    private readonly Argument<string?> _file = new("FILE")
    {
        Description = "CSV of trial arms; - reads standard input; without it, the bundled evidence.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string> _out = new("--out") { Description = "The folder the report goes into; an earlier report there is replaced", HelpName = "DIR", Required = true };
    private readonly Option<OverlapPolicy?> _overlap = ArmsOptions.Overlap();
    private readonly Option<string?> _title = new("--title") { Description = "Title of the page", HelpName = "TEXT" };
    private readonly SelectionOptions _where = new();
    private readonly MethodOptions _methods = new();
    private readonly CliStreams _streams;
    private readonly CancellationToken _cancellation;

    private ReportVerb(CliStreams streams, CancellationToken cancellation)
    {
        _streams = streams;
        _cancellation = cancellation;
    }

    public static Command Create(CliStreams streams, CancellationToken cancellation) => new ReportVerb(streams, cancellation).Create();

    private Command Create()
    {
        var command = new Command("report", "Writes the whole evidence report: index.html (self-contained), figures, results.json and studies.csv. All of it or nothing.") { _file, _out, _overlap, _title };
        _where.AddTo(command);
        _methods.AddTo(command);
        command.SetAction(Run);
        return command.WithExamples(
            ("the bundled evidence", "cartevidence report --out evidence-report"),
            ("your own arms", "cartevidence report arms.csv --out my-report"),
            ("lupus alone, with REML and HKSJ instead of the default model", "cartevidence report --where disease=SLE --model random --tau2 reml --interval hksj --out lupus"));
    }

    private int Run(ParseResult parsed)
    {
        var folder = parsed.GetValue(_out)!;
        var evidence = EvidenceInput.Read(parsed.GetValue(_file), _streams, _cancellation).ResolveOverlaps(parsed.GetValue(_overlap) ?? OverlapPolicy.Resolve);
        var selected = _where.Apply(parsed, evidence);
        if (selected.Arms.Count == 0)
        {
            throw new RefusedException($"cartevidence: no arm has {string.Join(" and ", _where.Selections(parsed))}.");
        }

        var options = EvidenceReportOptions.Default with { Pooling = _methods.Choices(parsed).ToProportionOptions() };
        if (parsed.GetValue(_title) is { } title)
        {
            options = options with { Title = title };
        }

        var report = ProgressBar.Run(_streams, "Pooling", progress => Compose(selected, options, progress));
        foreach (var outcome in report.Unreported)
        {
            _streams.Error.WriteLine($"cartevidence: warning: no selected arm reports {outcome.Name}; the report says so");
        }

        OutputFile.Write(folder, () => report.WriteTo(folder, _cancellation), isFolder: true);
        _streams.Out.WriteLine(FormattableString.Invariant($"{Path.Combine(folder, "index.html")}: {report.Results.Count} analyses of {selected}"));
        return ExitCode.Done;
    }

    private EvidenceReport Compose(EvidenceBase evidence, EvidenceReportOptions options, IProgress<ReportProgress> progress)
    {
        try
        {
            return EvidenceReport.Create(evidence, options, progress, _cancellation);
        }
        catch (EvidenceException impossible)
        {
            throw new RefusedException($"cartevidence: {impossible.Message}");
        }
        catch (ArgumentException unsuitable)
        {
            throw new UsageException(ArgumentMessage.Of(unsuitable));
        }
    }
}
