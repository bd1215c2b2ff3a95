using System.CommandLine;
using CarTEvidence.Cli.Help;
using CarTEvidence.Cli.Options;
using CarTEvidence.Cli.Parts;
using CarTEvidence.Cli.Printing;
using CarTEvidence.Cli.Sources;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Verbs;

/// <summary><c>gosh [FILE]</c>: the subsets of the studies, and which study splits the cloud.</summary>
internal sealed class GoshVerb(CliStreams streams, CancellationToken cancellation)
{
    private const string Selections = "all, random";

    private readonly SourceOptions _source = new();
    private readonly EffectOptions _effects = new();
    private readonly RunOptions _run = new("Random subsets, where there are too many to take them all", SubsetOptions.Default.Replicates, canSplit: true);

    private readonly Option<SubsetSelection?> _selection = NamedOption.Create<SubsetSelection?>(
        "--subsets", $"Which subsets: {Selections} [default: all to 30 studies, or 26 by likelihood]", Selections.Split(", "), Parse, "selection of subsets", Selections);

    private readonly Option<OutputFormat?> _format = OutputOptions.Result();

    public Command Create()
    {
        var command = new Command("gosh", "Pools every subset of the studies, or random subsets of very many, and says which study splits the cloud of estimates.");
        _source.AddTo(command);
        _effects.AddTo(command);
        command.Add(_selection);
        _run.AddTo(command);
        command.Add(_format);
        command.SetAction(Run);
        return command.WithExamples(
            ("all four million subsets of remission's 22 arms", "cartevidence gosh --outcome remission"),
            ("tau² by restricted maximum likelihood in every subset", "cartevidence gosh --outcome remission --estimator reml"),
            ("with the histograms of estimates against I² and tau, for a plot of your own", "cartevidence gosh --outcome remission --format json"));
    }

    private int Run(ParseResult parsed)
    {
        var data = _effects.Effects(parsed, _source.Create(parsed, streams, cancellation));
        var choices = SubsetOptions.Default with { Estimator = _effects.Estimator(parsed), Selection = parsed.GetValue(_selection) ?? SubsetSelection.Automatic };
        if (choices.Estimator is PooledEstimator.PauleMandel or PooledEstimator.BinomialNormal)
        {
            throw new UsageException($"--tau2 {BootstrapNames.Of(choices.Estimator)}: subsets are pooled by dersimonian-laird, reml, ml or common.");
        }

        var cloud = Cloud(data, _run.ApplyTo(parsed, choices, run => AllSubsets.Units(data.Effect.Length, run)));
        _run.Save(parsed, new PartCaption("gosh", string.Empty, data.Measure.Name, PoolingLevel.Default) { Names = string.Join('\n', data.Study) }, cloud.Options, cloud.Save, streams);
        if (!_run.IsPart(parsed))
        {
            GoshPrinter.Write(cloud, data.Measure, data.Study, parsed.GetValue(_format) ?? OutputFormat.Table, streams);
        }

        return ExitCode.Done;
    }

    private SubsetCloud Cloud(EffectColumns data, SubsetOptions options)
    {
        try
        {
            return ProgressBar.Run(streams, "Subsets", progress => AllSubsets.Cloud(data.Effect, data.Variance, options, progress, cancellation));
        }
        catch (ArgumentException unsuitable)
        {
            throw new RefusedException($"cartevidence: {ArgumentMessage.Of(unsuitable)}");
        }
    }

    private static SubsetSelection? Parse(string text) => text.ToUpperInvariant() switch
    {
        "ALL" => SubsetSelection.All,
        "RANDOM" => SubsetSelection.Random,
        _ => null,
    };
}
