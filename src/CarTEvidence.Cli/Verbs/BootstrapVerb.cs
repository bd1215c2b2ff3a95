using System.CommandLine;
using CarTEvidence.Cli.Help;
using CarTEvidence.Cli.Options;
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
    private readonly Option<string?> _out = new("--out") { Description = "Also save the replicates (or this part of them) in this file, for merge", HelpName = "FILE" };

    public Command Create()
    {
        var command = new Command("bootstrap", "Draws studies with replacement, pools every draw, and makes intervals of the mean and of tau² from the replicates: percentile, basic, normal, BCa, studentized.");
        _source.AddTo(command);
        _effects.AddTo(command);
        _run.AddTo(command);
        command.Add(_level);
        command.Add(_format);
        command.Add(_out);
        command.SetAction(Run);
        return command.WithExamples(
            ("remission in the bundled evidence, a million replicates", "cartevidence bootstrap --outcome remission --replicates 1000000 --seed 1"),
            ("one part of eight on one of eight machines, then all together", "cartevidence bootstrap arms.csv --replicates 100000000 --shard 3/8 --out part3.bin\ncartevidence merge part*.bin"));
    }

    private int Run(ParseResult parsed)
    {
        var part = _run.IsPart(parsed);
        var path = parsed.GetValue(_out);
        if (part && path is null)
        {
            throw new UsageException("--shard computes a part of a run; --out says where the part goes, and merge joins the parts.");
        }

        var data = _effects.Effects(parsed, _source.Create(parsed, streams, cancellation));
        var options = _run.ApplyTo(parsed, BootstrapOptions.Default) with { Estimator = _effects.Estimator(parsed), Record = BootstrapRecord.All };
        var replicates = ProgressBar.Run(streams, "Bootstrap", progress => Bootstrap.Studies(data.Effect, data.Variance, options, progress, cancellation));
        if (path is not null)
        {
            ReplicateFile.Save(replicates, path);
            streams.Error.WriteLine(FormattableString.Invariant($"{path}: replicates {replicates.Range.First} to {replicates.Range.End - 1}"));
        }

        if (!part)
        {
            BootstrapPrinter.Write(replicates, data.Measure, parsed.GetValue(_level) ?? PoolingLevel.Default, parsed.GetValue(_format) ?? OutputFormat.Table, streams);
        }

        return ExitCode.Done;
    }
}
