using System.CommandLine;
using CarTEvidence.Cli.Help;
using CarTEvidence.Cli.Options;
using CarTEvidence.Cli.Printing;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Verbs;

/// <summary><c>merge FILE…</c>: joins the parts of a bootstrap, bit for bit what one run gives.</summary>
internal static class MergeVerb
{
    public static Command Create(CliStreams streams)
    {
        var files = new Argument<string[]>("FILE") { Description = "The parts that bootstrap --shard --out wrote, in any order.", Arity = ArgumentArity.OneOrMore };
        var measure = NamedOption.OfMeasure("--measure", "Scale of the analysis of the parts [default: logit]", MeasureKind.Proportion);
        var level = MethodOptions.Level();
        var format = OutputOptions.Format("How the result is printed", OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv, OutputFormat.Markdown);
        var output = new Option<string?>("--out") { Description = "Also save the joined replicates in this file", HelpName = "FILE" };
        var command = new Command("merge", "Joins the parts of a bootstrap run and prints what one run would have printed, bit for bit.") { files, measure, level, format, output };
        command.SetAction(parsed =>
        {
            var merged = Merge([.. parsed.GetValue(files)!.Select(ReplicateFile.Load)]);
            if (parsed.GetValue(output) is { } path)
            {
                ReplicateFile.Save(merged, path);
            }

            BootstrapPrinter.Write(merged, parsed.GetValue(measure) ?? Measure.Logit, parsed.GetValue(level) ?? PoolingLevel.Default, parsed.GetValue(format) ?? OutputFormat.Table, streams);
            return ExitCode.Done;
        });
        return command.WithExamples(("eight parts of one run", "cartevidence merge part*.bin"));
    }

    private static BootstrapReplicates Merge(IReadOnlyList<BootstrapReplicates> parts)
    {
        try
        {
            return BootstrapReplicates.Merge(parts);
        }
        catch (ArgumentException unsuitable)
        {
            throw new RefusedException($"cartevidence: {ArgumentMessage.Of(unsuitable)}");
        }
    }
}
