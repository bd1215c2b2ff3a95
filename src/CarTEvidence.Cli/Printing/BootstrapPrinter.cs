using System.Text.Json;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Reports;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Printing;

/// <summary>Prints the intervals of a bootstrap: the mean on its natural scale, tau² on the scale of the analysis.</summary>
internal static class BootstrapPrinter
{
    public static void Write(BootstrapReplicates replicates, Measure measure, double level, OutputFormat format, CliStreams streams)
    {
        var (intervals, notes) = Intervals(replicates, level);
        if (format == OutputFormat.Json)
        {
            streams.Out.Write(ResultJson.Text(json => WriteJson(json, replicates, measure, level, intervals, notes)));
            streams.Out.Write('\n');
            return;
        }

        ResultPrinter.Write(Table(replicates, measure, intervals, notes), format, streams);
    }

    private static (List<BootstrapInterval> Intervals, List<string> Notes) Intervals(BootstrapReplicates replicates, double level)
    {
        List<BootstrapInterval> intervals = [];
        List<string> notes = [];
        foreach (var statistic in Enum.GetValues<BootstrapStatistic>())
        {
            foreach (var method in Enum.GetValues<BootstrapIntervalMethod>())
            {
                var isStudentized = method is BootstrapIntervalMethod.Studentized or BootstrapIntervalMethod.StudentizedHksj;
                var hasTauSquared = replicates.Options.Estimator != PooledEstimator.CommonEffect && replicates.TauSquared is not null;
                if (statistic == BootstrapStatistic.TauSquared && (isStudentized || !hasTauSquared))
                {
                    continue;
                }

                try
                {
                    intervals.Add(replicates.Interval(method, level, statistic));
                }
                catch (InvalidOperationException undefined)
                {
                    notes.Add($"{Words(statistic)}, {Words(method)}: {undefined.Message}");
                }
            }
        }

        return (intervals, notes);
    }

    private static ResultTable Table(BootstrapReplicates replicates, Measure measure, List<BootstrapInterval> intervals, List<string> notes) => new(
        FormattableString.Invariant($"Bootstrap of studies: {replicates.Range.Count} replicates, seed {replicates.Options.Seed}, estimator {Words(replicates.Options.Estimator)}, on the {measure.Name} scale"),
        [
            new("Statistic") { Role = ColumnRole.Label, Fields = ["statistic"] },
            new("Interval") { Fields = ["method"] },
            new("Estimate") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Estimate, Fields = ["estimate"] },
            new("Limits") { Role = ColumnRole.Interval, Fields = ["lower", "upper"] },
        ],
        intervals.Select(interval =>
        {
            var (estimate, lower, upper) = Shown(replicates, measure, interval);
            return TableRow.Entry(
                TableCell.Words(Words(interval.Statistic)),
                TableCell.Words(Words(interval.Method)),
                TableCell.Value(Number(estimate), estimate),
                new TableCell($"{Number(lower)} to {Number(upper)}", [lower, upper]));
        }))
    {
        Notes = notes,
    };

    private static void WriteJson(Utf8JsonWriter json, BootstrapReplicates replicates, Measure measure, double level, List<BootstrapInterval> intervals, List<string> notes)
    {
        json.WriteStartObject();
        json.WriteString("routine", "bootstrap");
        json.WriteString("measure", measure.Name);
        json.WriteString("estimator", Words(replicates.Options.Estimator));
        json.WriteNumber("level", level);
        json.WriteNumber("replicates", replicates.Range.Count);
        json.WriteNumber("seed", replicates.Options.Seed);
        json.WriteStartObject("observed");
        json.WriteNumber("mean", replicates.Observed.Mean);
        json.WriteNumber("standardError", replicates.Observed.StandardError);
        json.WriteNumber("tau2", replicates.Observed.TauSquared);
        json.WriteEndObject();
        json.WriteStartArray("intervals");
        foreach (var interval in intervals)
        {
            var (_, lower, upper) = Shown(replicates, measure, interval);
            json.WriteStartObject();
            json.WriteString("statistic", interval.Statistic == BootstrapStatistic.Mean ? "mean" : "tau2");
            json.WriteString("method", Words(interval.Method));
            json.WriteNumber("lower", lower);
            json.WriteNumber("upper", upper);
            json.WriteStartObject("transformed");
            json.WriteNumber("lower", interval.Lower);
            json.WriteNumber("upper", interval.Upper);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("notes");
        notes.ForEach(json.WriteStringValue);
        json.WriteEndArray();
        json.WriteString("version", ResultJson.Version);
        json.WriteEndObject();
    }

    private static (double Estimate, double Lower, double Upper) Shown(BootstrapReplicates replicates, Measure measure, BootstrapInterval interval) =>
        interval.Statistic == BootstrapStatistic.Mean
            ? (measure.ToNatural(replicates.Observed.Mean), measure.ToNatural(interval.Lower), measure.ToNatural(interval.Upper))
            : (replicates.Observed.TauSquared, interval.Lower, interval.Upper);

    private static string Words(BootstrapStatistic statistic) => statistic == BootstrapStatistic.Mean ? "mean" : "tau²";

    private static string Words(BootstrapIntervalMethod method) => method switch
    {
        BootstrapIntervalMethod.Bca => "bca",
        BootstrapIntervalMethod.StudentizedHksj => "studentized-hksj",
        _ => method.ToString().ToLowerInvariant(),
    };

    private static string Words(PooledEstimator estimator) => estimator switch
    {
        PooledEstimator.DerSimonianLaird => MethodNames.TauSquaredEstimators[TauSquaredEstimator.DerSimonianLaird].Name,
        PooledEstimator.PauleMandel => MethodNames.TauSquaredEstimators[TauSquaredEstimator.PauleMandel].Name,
        PooledEstimator.MaximumLikelihood => MethodNames.TauSquaredEstimators[TauSquaredEstimator.Ml].Name,
        PooledEstimator.Reml => MethodNames.TauSquaredEstimators[TauSquaredEstimator.Reml].Name,
        _ => "common",
    };

    private static string Number(double value) => FormattableString.Invariant($"{value:0.0000}");
}
