using System.CommandLine;
using CarTEvidence.Cli.Help;
using CarTEvidence.Cli.Options;
using CarTEvidence.Cli.Printing;
using CarTEvidence.Cli.Sources;
using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Verbs;

/// <summary><c>pool [FILE]</c>: pools one outcome of arms, or the counts of any CSV.</summary>
internal sealed class PoolVerb
{
    private readonly SourceOptions _source = new();
    private readonly MethodOptions _methods = new();
    private readonly Option<string?> _by = new("--by") { Description = "Pool by the values of this column, and test the difference", HelpName = "COLUMN" };
    private readonly Option<SubgroupTauSquared?> _subgroupTau = NamedOption.Of("--subgroup-tau2", "Heterogeneity of the subgroups of --by: a tau² each, or one for all [default: separate]", MethodNames.SubgroupTauSquared);
    private readonly ModeratorOption _moderators = new();
    private readonly Option<OutputFormat?> _format = OutputOptions.Result();
    private readonly FigureOptions _figures = new();

    private readonly CliStreams _streams;
    private readonly CancellationToken _cancellation;

    private PoolVerb(CliStreams streams, CancellationToken cancellation)
    {
        _streams = streams;
        _cancellation = cancellation;
    }

    public static Command Create(CliStreams streams, CancellationToken cancellation) => new PoolVerb(streams, cancellation).Create();

    private Command Create()
    {
        var command = new Command("pool", "Pools one outcome of a CSV of trial arms (or the counts of any CSV) and prints a table. The default model is binomial-normal with profile-likelihood intervals; it needs no zero correction.");
        _source.AddTo(command);
        command.Add(_by);
        command.Add(_subgroupTau);
        _moderators.AddTo(command);
        _methods.AddTo(command);
        command.Add(_format);
        _figures.AddTo(command);
        command.SetAction(Run);
        return command.WithExamples(
            ("remission in the bundled evidence", "cartevidence pool --outcome remission"),
            ("severe cytokine release in lupus, with a forest plot", "cartevidence pool --outcome \"crs>=3\" --where disease=SLE --forest crs3.svg"),
            ("a funnel plot and an orchard plot for a column of 86 mm, black and white", "cartevidence pool --model random --figure funnel=funnel.pdf --figure orchard=orchard.svg --width 86 --theme print"),
            ("your own arms, by target, as JSON", "cartevidence pool arms.csv --outcome remission --by target --format json"),
            ("what most papers print: logit, DerSimonian-Laird, HKSJ", "cartevidence pool arms.csv --outcome remission --model random --tau2 DL --interval hksj"),
            ("any CSV of counts", "cartevidence pool trials.csv --study trial --events deaths --total n --by country"));
    }

    private int Run(ParseResult parsed)
    {
        var source = _source.Create(parsed, _streams, _cancellation);
        var (by, shared) = (parsed.GetValue(_by), parsed.GetValue(_subgroupTau));
        if (shared is not null && by is null)
        {
            throw new UsageException("--subgroup-tau2: it says how subgroups differ inside; --by COLUMN makes them.");
        }

        var result = PoolCall.Run(source, _methods.Choices(parsed) with { SubgroupTauSquared = shared }, by, column => _moderators.Read(parsed, column));
        _cancellation.ThrowIfCancellationRequested();
        _figures.Draw(parsed, result, _streams);
        var format = parsed.GetValue(_format) ?? OutputFormat.Table;
        if (format == OutputFormat.Json)
        {
            _streams.Out.Write(result.Json());
            _streams.Out.Write('\n');
        }
        else
        {
            ResultPrinter.Write(result.Summary(), format, _streams);
        }

        return ExitCode.Done;
    }
}
