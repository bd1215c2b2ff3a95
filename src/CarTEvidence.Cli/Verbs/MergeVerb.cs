using System.CommandLine;
using CarTEvidence.Cli.Help;
using CarTEvidence.Cli.Options;
using CarTEvidence.Cli.Parts;
using CarTEvidence.Cli.Printing;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Verbs;

/// <summary><c>merge FILE…</c>: joins the parts of a run, bit for bit what one run gives.</summary>
internal sealed class MergeVerb(CliStreams streams, CancellationToken cancellation)
{
    private readonly Argument<string[]> _files = new("FILE") { Description = "The parts that --shard and --out of bootstrap, permute, gosh, simulate or audit wrote, all of them, in any order.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<double?> _level = MethodOptions.Level();
    private readonly Option<OutputFormat?> _format = OutputOptions.Result();
    private readonly Option<string?> _out = new("--out") { Description = "Also save the joined numbers in this file", HelpName = "FILE" };

    public Command Create()
    {
        var command = new Command("merge", "Joins the parts of a run that was split, and prints what one run would have printed, bit for bit. Mixed, missing and overlapping parts are refused.") { _files, _level, _format, _out };
        command.SetAction(Run);
        return command.WithExamples(("eight parts of one run", "cartevidence merge part*.bin"));
    }

    private int Run(ParseResult parsed)
    {
        var parts = PartSet.Open(parsed.GetValue(_files)!, cancellation);
        var format = parsed.GetValue(_format) ?? OutputFormat.Table;
        var level = parsed.GetValue(_level);
        if (level is not null && parts.Caption.Routine != "bootstrap")
        {
            throw new UsageException($"--level: only the intervals of a bootstrap are made of its merged numbers; {parts.Caption.Routine} took its level when it ran.");
        }

        switch (parts.Caption.Routine)
        {
            case "bootstrap":
                Bootstrap(parsed, parts, level ?? parts.Caption.Level, format);
                break;
            case "permute" when parts.Caption.Names.Length > 0:
                var regression = parts.Join(RegressionPermutation.Load, part => part.Options, RegressionPermutation.Merge);
                Save(parsed, parts, regression.Save);
                PermutationPrinter.Write(parts.Caption.Title, regression, parts.Caption.Names.Split('\n'), parts.Caption.Measure, format, streams);
                break;
            case "permute":
                var test = parts.Join(PermutationResult.Load, part => part.Options, PermutationResult.Merge);
                Save(parsed, parts, test.Save);
                PermutationPrinter.Write(parts.Caption.Title, test, parts.Caption.Measure, format, streams);
                break;
            case WildRun.Routine:
                var wild = parts.Join(WildBootstrapRegression.Load, part => part.Options, WildBootstrapRegression.Merge);
                Save(parsed, parts, wild.Save);
                WildRegressionPrinter.Write(WildRun.Of(parts.Caption), wild, parts.Caption.Measure, format, streams);
                break;
            case "gosh":
                var cloud = parts.Join(SubsetCloud.Load, part => part.Options, SubsetCloud.Merge);
                Save(parsed, parts, cloud.Save);
                GoshPrinter.Write(cloud, MeasureOf(parts), parts.Caption.Names.Split('\n'), format, streams);
                break;
            case TwoArmPerformancePrinter.Routine:
                var twoArms = parts.Join(TwoArmSimulationResult.Load, part => part.Options, TwoArmSimulationResult.Merge);
                Save(parsed, parts, twoArms.Save);
                TwoArmPerformancePrinter.Write(twoArms, parts.Caption.Level, format, streams);
                break;
            case "simulate" or "audit":
                var simulation = parts.Join(SimulationResult.Load, part => part.Options, SimulationResult.Merge);
                Save(parsed, parts, simulation.Save);
                var audit = parts.Caption.Routine == "audit" ? MethodAudit.Recommend(simulation, parts.Caption.Level) : null;
                PerformancePrinter.Write(parts.Caption.Routine, simulation, parts.Caption.Level, audit, format, streams);
                break;
            default:
                throw new RefusedException($"cartevidence: the parts are of \"{parts.Caption.Routine}\", which this version cannot merge.");
        }

        return ExitCode.Done;
    }

    private void Bootstrap(ParseResult parsed, PartSet parts, double level, OutputFormat format)
    {
        var measure = MeasureOf(parts);
        var (answer, save) = parts.Begin(BootstrapSketch.FileMark) ? Sketch(parts, level) : Replicates(parts);
        Save(parsed, parts, save);
        BootstrapPrinter.Write(answer, BootstrapShown.Parse(parts.Caption.Title), measure, level, format, streams);
    }

    private static (BootstrapAnswer Answer, Action<Stream> Save) Replicates(PartSet parts)
    {
        var replicates = parts.Join(BootstrapReplicates.Load, part => part.Options, BootstrapReplicates.Merge);
        return (BootstrapAnswer.Of(replicates), replicates.Save);
    }

    private static (BootstrapAnswer Answer, Action<Stream> Save) Sketch(PartSet parts, double level)
    {
        if (!level.Equals(parts.Caption.Level))
        {
            throw new UsageException("--level: the parts hold what the limits at their own level need; --keep all keeps every replicate.");
        }

        var sketch = parts.Join(BootstrapSketch.Load, part => part.Options with { Range = part.Range }, BootstrapSketch.Merge);
        return (BootstrapAnswer.Of(sketch), sketch.Save);
    }

    private static Measure MeasureOf(PartSet parts) => Measure.TryParse(parts.Caption.Measure, out var measure)
        ? measure
        : throw new RefusedException($"cartevidence: the parts are on the scale \"{parts.Caption.Measure}\", which this version does not know.");

    private void Save(ParseResult parsed, PartSet parts, Action<Stream> numbers)
    {
        cancellation.ThrowIfCancellationRequested();
        if (parsed.GetValue(_out) is { } path)
        {
            PartFile.Save(path, parts.Caption, numbers);
        }
    }
}
