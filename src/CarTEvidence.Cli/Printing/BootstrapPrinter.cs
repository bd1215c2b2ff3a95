using System.Text.Json;
using CarTEvidence.Cli.Options;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Reports;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Printing;

/// <summary>Prints the intervals of a bootstrap: mean and prediction limits on the natural scale, tau² on the scale of the analysis, I² in percent.</summary>
internal sealed class BootstrapPrinter
{
    private readonly BootstrapAnswer _answer;
    private readonly BootstrapShown _shown;
    private readonly Measure _measure;
    private readonly double _level;
    private readonly List<BootstrapInterval> _intervals = [];
    private readonly List<string> _notes = [];

    private BootstrapPrinter(BootstrapAnswer answer, BootstrapShown shown, Measure measure, double level)
    {
        (_answer, _shown, _measure, _level) = (answer, shown, measure, level);
        foreach (var request in shown.Requests(level, answer.Options.Estimator))
        {
            try
            {
                _intervals.Add(answer.Interval(request));
            }
            catch (InvalidOperationException undefined)
            {
                _notes.Add($"{BootstrapNames.Words(request.Statistic)}, {BootstrapNames.Of(request.Method)}: {undefined.Message}");
            }
        }
    }

    public static void Write(BootstrapAnswer answer, BootstrapShown shown, Measure measure, double level, OutputFormat format, CliStreams streams)
    {
        var printer = new BootstrapPrinter(answer, shown, measure, level);
        if (format == OutputFormat.Json)
        {
            AnswerLine.Write(streams, "bootstrap", printer.WriteJson);
            return;
        }

        ResultPrinter.Write(printer.Table(), format, streams);
    }

    private ResultTable Table() => new(
        FormattableString.Invariant($"{Title()}: {_answer.Replicates} replicates, seed {_answer.Options.Seed}, estimator {BootstrapNames.Of(_answer.Options.Estimator)}, on the {_measure.Name} scale"),
        [
            ResultColumns.Label("Statistic", "statistic"), ResultColumns.Words("Interval", "method"), ResultColumns.Estimate("Estimate", "estimate"), ResultColumns.Limits(),
        ],
        _intervals.Select(interval =>
        {
            var (estimate, lower, upper) = (Natural(interval.Statistic, _answer.Estimate(interval.Statistic)!.Value), Natural(interval.Statistic, interval.Lower), Natural(interval.Statistic, interval.Upper));
            return TableRow.Entry(
                TableCell.Words(BootstrapNames.Words(interval.Statistic)),
                TableCell.Words(BootstrapNames.Of(interval.Method)),
                TableCell.Value(Number(interval.Statistic, estimate), estimate),
                new TableCell($"{Number(interval.Statistic, lower)} to {Number(interval.Statistic, upper)}", [lower, upper]));
        }))
    {
        Notes = _notes,
    };

    private string Title() => _answer.Kind switch
    {
        BootstrapKind.Clusters => $"Bootstrap of clusters by {_shown.Cluster}",
        BootstrapKind.Wild => $"Wild bootstrap, {BootstrapNames.Of(_answer.Options.WildWeights)} multipliers{(_shown.Cluster is { } cluster ? $" by {cluster}" : string.Empty)}",
        BootstrapKind.Normal => "Parametric bootstrap of effects",
        BootstrapKind.Parametric => "Parametric bootstrap of events",
        BootstrapKind.Patients => "Bootstrap of patients within studies",
        _ => "Bootstrap of studies",
    };

    private void WriteJson(Utf8JsonWriter json)
    {
        var options = _answer.Options;
        json.WriteString("kind", BootstrapNames.Of(_answer.Kind));
        json.WriteString("cluster", _shown.Cluster);
        json.WriteString("weights", _answer.Kind == BootstrapKind.Wild ? BootstrapNames.Of(options.WildWeights) : null);
        json.WriteString("measure", _measure.Name);
        json.WriteString("estimator", BootstrapNames.Of(options.Estimator));
        json.WriteNumber("level", _level);
        json.WriteNumber("predictionLevel", options.PredictionLevel);
        json.WriteNumber("replicates", _answer.Replicates);
        json.WriteNumber("seed", options.Seed);
        WriteObserved(json);
        json.WriteStartArray("intervals");
        foreach (var interval in _intervals)
        {
            json.WriteStartObject();
            json.WriteString("statistic", BootstrapNames.Of(interval.Statistic));
            json.WriteString("method", BootstrapNames.Of(interval.Method));
            json.WriteNumber("lower", Natural(interval.Statistic, interval.Lower));
            json.WriteNumber("upper", Natural(interval.Statistic, interval.Upper));

            // A limit is infinite where more replicates than the level leaves out have nothing but events, or none.
            json.WriteStartObject("transformed");
            json.WriteFinite("lower", interval.Lower);
            json.WriteFinite("upper", interval.Upper);
            json.WriteEndObject();
            json.WriteNumber("replicates", interval.Replicates);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteTexts("notes", _notes);
    }

    /// <summary>The estimates from the data, on the scale of the analysis.</summary>
    private void WriteObserved(Utf8JsonWriter json)
    {
        json.WriteStartObject("observed");
        json.WriteFinite("mean", _answer.Observed.Mean);
        json.WriteFinite("standardError", _answer.Observed.StandardError);
        json.WriteNumber("tau2", _answer.Observed.TauSquared);
        foreach (var (name, statistic) in new[] { ("i2", BootstrapStatistic.ISquared), ("predictionLower", BootstrapStatistic.PredictionLower), ("predictionUpper", BootstrapStatistic.PredictionUpper) })
        {
            json.WriteFinite(name, _answer.Estimate(statistic));
        }

        json.WriteEndObject();
    }

    private double Natural(BootstrapStatistic statistic, double value) =>
        statistic is BootstrapStatistic.TauSquared or BootstrapStatistic.ISquared ? value : _measure.ToNatural(value);

    private static string Number(BootstrapStatistic statistic, double value) =>
        statistic == BootstrapStatistic.ISquared ? FormattableString.Invariant($"{value:0.0}") : FormattableString.Invariant($"{value:0.0000}");
}
