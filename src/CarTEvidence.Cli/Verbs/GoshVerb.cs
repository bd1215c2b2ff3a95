using System.CommandLine;
using System.Text.Json;
using CarTEvidence.Cli.Help;
using CarTEvidence.Cli.Options;
using CarTEvidence.Cli.Printing;
using CarTEvidence.Cli.Sources;
using CarTEvidence.Reports;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Verbs;

/// <summary><c>gosh [FILE]</c>: every subset of the studies, and which study splits the cloud.</summary>
internal sealed class GoshVerb(CliStreams streams, CancellationToken cancellation)
{
    private readonly SourceOptions _source = new();
    private readonly EffectOptions _effects = new();
    private readonly Option<bool> _common = new("--common") { Description = "Common-effect model; else random effects (DerSimonian–Laird)" };
    private readonly Option<int?> _threads = new("--threads") { Description = "Threads; the numbers do not depend on them [default: one a processor]", HelpName = "N" };
    private readonly Option<OutputFormat?> _format = OutputOptions.Format("How the result is printed", OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv, OutputFormat.Markdown);

    public Command Create()
    {
        var command = new Command("gosh", "Pools every subset of the studies (up to 40 of them, streamed) and says which study splits the cloud of estimates.");
        _source.AddTo(command);
        _effects.AddTo(command, withEstimator: false);
        command.Add(_common);
        command.Add(_threads);
        command.Add(_format);
        command.SetAction(Run);
        return command.WithExamples(
            ("all four million subsets of remission's 22 arms", "cartevidence gosh --outcome remission"),
            ("with the histogram of estimates and I², for a plot of your own", "cartevidence gosh --outcome remission --format json"));
    }

    private int Run(ParseResult parsed)
    {
        var data = _effects.Effects(parsed, _source.Create(parsed, streams, cancellation));
        var options = SubsetOptions.Default with { Estimator = parsed.GetValue(_common) ? PooledEstimator.CommonEffect : PooledEstimator.DerSimonianLaird };
        if (parsed.GetValue(_threads) is { } threads)
        {
            options = threads >= 1 ? options with { Threads = threads } : throw new UsageException($"--threads {threads}: at least 1 is needed.");
        }

        var cloud = Cloud(data, options);
        var format = parsed.GetValue(_format) ?? OutputFormat.Table;
        if (format == OutputFormat.Json)
        {
            streams.Out.Write(ResultJson.Text(json => WriteJson(json, data, cloud)));
            streams.Out.Write('\n');
        }
        else
        {
            ResultPrinter.Write(Table(data, cloud), format, streams);
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

    private static ResultTable Table(EffectColumns data, SubsetCloud cloud) => new(
        FormattableString.Invariant($"All {cloud.SubsetCount} subsets of {cloud.StudyCount} studies, on the {data.Measure.Name} scale; studies that split the cloud first"),
        [
            new("Study") { Role = ColumnRole.Label, Fields = ["study"] },
            new("Separation") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Estimate, Fields = ["separation"] },
            new("Estimate with") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["estimate_with"] },
            new("without") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["estimate_without"] },
            new("I² with") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["i2_with"] },
            new("without") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["i2_without"] },
        ],
        cloud.Splits.OrderByDescending(split => Math.Abs(split.Separation)).Select(split =>
        {
            var (with, without) = (data.Measure.ToNatural(split.MeanWith), data.Measure.ToNatural(split.MeanWithout));
            return TableRow.Entry(
                TableCell.Words(data.Study[split.Study]),
                TableCell.Value(FormattableString.Invariant($"{split.Separation:0.00}"), split.Separation),
                TableCell.Value(FormattableString.Invariant($"{with:0.000}"), with),
                TableCell.Value(FormattableString.Invariant($"{without:0.000}"), without),
                TableCell.Value(FormattableString.Invariant($"{split.ISquaredWith:0.0}%"), split.ISquaredWith),
                TableCell.Value(FormattableString.Invariant($"{split.ISquaredWithout:0.0}%"), split.ISquaredWithout));
        }))
    {
        Notes = ["Separation: how far the subsets with the study lie from those without it, in standard deviations of the cloud."],
    };

    private static void WriteJson(Utf8JsonWriter json, EffectColumns data, SubsetCloud cloud)
    {
        json.WriteStartObject();
        json.WriteString("routine", "gosh");
        json.WriteString("measure", data.Measure.Name);
        json.WriteString("model", cloud.Options.Estimator == PooledEstimator.CommonEffect ? "common" : "random");
        json.WriteNumber("k", cloud.StudyCount);
        json.WriteNumber("subsets", cloud.SubsetCount);
        json.WriteNumber("mean", cloud.Mean);
        json.WriteNumber("standardDeviation", cloud.StandardDeviation);
        json.WriteNumber("lowestMean", cloud.LowestMean);
        json.WriteNumber("highestMean", cloud.HighestMean);
        json.WriteNumber("bins", cloud.Options.Bins);
        json.WriteStartArray("studies");
        foreach (var split in cloud.Splits)
        {
            json.WriteStartObject();
            json.WriteString("study", data.Study[split.Study]);
            json.WriteNumber("separation", split.Separation);
            json.WriteNumber("meanWith", split.MeanWith);
            json.WriteNumber("meanWithout", split.MeanWithout);
            json.WriteNumber("i2With", split.ISquaredWith);
            json.WriteNumber("i2Without", split.ISquaredWithout);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("counts");
        foreach (var count in cloud.Counts)
        {
            json.WriteNumberValue(count);
        }

        json.WriteEndArray();
        json.WriteString("version", ResultJson.Version);
        json.WriteEndObject();
    }
}
