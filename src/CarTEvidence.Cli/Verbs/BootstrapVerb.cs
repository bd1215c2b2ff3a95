using System.CommandLine;
using CarTEvidence.Cli.Help;
using CarTEvidence.Cli.Options;
using CarTEvidence.Cli.Parts;
using CarTEvidence.Cli.Printing;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Verbs;

/// <summary><c>bootstrap [FILE]</c>: intervals from resampled studies.</summary>
internal sealed class BootstrapVerb(CliStreams streams, CancellationToken cancellation)
{
    private readonly SourceOptions _source = new();
    private readonly EffectOptions _effects = new();
    private readonly RunOptions _run = new("Replicates", 10_000, canSplit: true);
    private readonly Option<double?> _level = MethodOptions.Level();
    private readonly Option<OutputFormat?> _format = OutputOptions.Format("How the result is printed", OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv, OutputFormat.Markdown);

    public Command Create()
    {
        var command = new Command("bootstrap", "Draws studies with replacement, pools every draw, and makes intervals of the mean and of tau² from the replicates: percentile, basic, normal, BCa, studentized.");
        _source.AddTo(command);
        _effects.AddTo(command);
        _run.AddTo(command);
        command.Add(_level);
        command.Add(_format);
        command.SetAction(Run);
        return command.WithExamples(
            ("remission in the bundled evidence, a million replicates", "cartevidence bootstrap --outcome remission --replicates 1000000 --seed 1"),
            ("one part of eight on one of eight machines, then all together", "cartevidence bootstrap arms.csv --replicates 100000000 --shard 3/8 --out part3.bin\ncartevidence merge part*.bin"));
    }

    private int Run(ParseResult parsed)
    {
        var data = _effects.Effects(parsed, _source.Create(parsed, streams, cancellation));
        var options = _run.ApplyTo(parsed, BootstrapOptions.Default) with { Estimator = _effects.Estimator(parsed), Record = BootstrapRecord.All };
        var replicates = ProgressBar.Run(streams, "Bootstrap", progress => Bootstrap.Studies(data.Effect, data.Variance, options, progress, cancellation));
        var level = parsed.GetValue(_level) ?? PoolingLevel.Default;
        _run.Save(parsed, new PartCaption("bootstrap", string.Empty, data.Measure.Name, level), options, replicates.Save, streams);
        if (!_run.IsPart(parsed))
        {
            BootstrapPrinter.Write(replicates, data.Measure, level, parsed.GetValue(_format) ?? OutputFormat.Table, streams);
        }

        return ExitCode.Done;
    }
}
