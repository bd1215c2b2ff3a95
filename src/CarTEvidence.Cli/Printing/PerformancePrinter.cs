using System.Text.Json;
using CarTEvidence.Reports;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Printing;

/// <summary>Prints how methods did in a simulation.</summary>
internal static class PerformancePrinter
{
    public static void Write(string routine, SimulationResult result, double level, MethodAuditResult? audit, OutputFormat format, CliStreams streams)
    {
        if (format == OutputFormat.Json)
        {
            AnswerLine.Write(streams, routine, json => WriteJson(json, result, level, audit));
            return;
        }

        var design = result.Design;
        var table = new ResultTable(
            FormattableString.Invariant($"{result.Methods[0].DataSets} simulated data sets of {design.StudyCount} studies, typical proportion {design.TrueProportion(SimulationTarget.Typical):0.0000}, average {design.TrueProportion(SimulationTarget.Average):0.0000}, tau² = {design.TauSquared:0.000}, seed {result.Options.Seed}"),
            Columns,
            result.Methods.Select(Row))
        {
            Notes = audit is null ? [] : [$"Recommended for data like these: {audit.Recommended.Method}. {audit.Reason}"],
        };
        ResultPrinter.Write(table, format, streams);
    }

    /// <summary>The columns of a table of methods.</summary>
    public static IReadOnlyList<TableColumn> Columns =>
    [
        ResultColumns.Label("Method", "method"),
        ResultColumns.Words("Covers", "target"),
        ResultColumns.Number("Coverage", "coverage", "coverage_se"),
        ResultColumns.Number("Width", "mean_width", "mean_width_se"),
        ResultColumns.Number("Bias", "bias", "bias_se"),
        ResultColumns.Number("RMSE", "rmse", "rmse_se"),
        ResultColumns.Number("Not converged", "not_converged"),
        ResultColumns.Number("At boundary", "at_boundary"),
    ];

    /// <summary>A method in that table.</summary>
    public static TableRow Row(MethodPerformance method) => TableRow.Entry(
        TableCell.Words(method.Method),
        TableCell.Words(Target(method)),
        new TableCell(FormattableString.Invariant($"{100 * method.Coverage:0.0}% ± {100 * method.CoverageStandardError:0.0}"), [method.Coverage, method.CoverageStandardError]),
        new TableCell(FormattableString.Invariant($"{method.MeanWidth:0.000}"), [method.MeanWidth, method.MeanWidthStandardError]),
        new TableCell(FormattableString.Invariant($"{method.Bias:0.000}"), [method.Bias, method.BiasStandardError]),
        new TableCell(FormattableString.Invariant($"{method.RootMeanSquaredError:0.000}"), [method.RootMeanSquaredError, method.RootMeanSquaredErrorStandardError]),
        TableCell.Value(FormattableString.Invariant($"{method.NotConverged}"), method.NotConverged),
        TableCell.Value(FormattableString.Invariant($"{method.AtBoundary}"), method.AtBoundary));

    private static string Target(MethodPerformance method) => method.Target switch
    {
        SimulationTarget.Average => "average",
        SimulationTarget.Effect => "effect",
        _ => "typical",
    };

    /// <summary>The methods in JSON.</summary>
    public static void WriteMethods(Utf8JsonWriter json, IEnumerable<MethodPerformance> methods)
    {
        json.WriteStartArray("methods");
        foreach (var method in methods)
        {
            json.WriteStartObject();
            json.WriteString("method", method.Method);
            json.WriteString("target", Target(method));

            // An average over no data set is not defined.
            json.WriteFinite("coverage", method.Coverage);
            json.WriteFinite("coverageStandardError", method.CoverageStandardError);
            json.WriteFinite("missesAbove", method.MissesAbove);
            json.WriteFinite("missesBelow", method.MissesBelow);
            json.WriteFinite("meanWidth", method.MeanWidth);
            json.WriteFinite("meanWidthStandardError", method.MeanWidthStandardError);
            json.WriteFinite("bias", method.Bias);
            json.WriteFinite("biasStandardError", method.BiasStandardError);
            json.WriteFinite("rootMeanSquaredError", method.RootMeanSquaredError);
            json.WriteFinite("rootMeanSquaredErrorStandardError", method.RootMeanSquaredErrorStandardError);
            json.WriteNumber("notConverged", method.NotConverged);
            json.WriteNumber("atBoundary", method.AtBoundary);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteJson(Utf8JsonWriter json, SimulationResult result, double level, MethodAuditResult? audit)
    {
        json.WriteNumber("level", level);
        json.WriteNumber("dataSets", result.Methods[0].DataSets);
        json.WriteNumber("seed", result.Options.Seed);
        json.WriteNumber("k", result.Design.StudyCount);
        json.WriteNumber("typical", result.Design.TrueProportion(SimulationTarget.Typical));
        json.WriteNumber("average", result.Design.TrueProportion(SimulationTarget.Average));
        json.WriteNumber("tau2", result.Design.TauSquared);
        WriteMethods(json, result.Methods);
        if (audit is not null)
        {
            json.WriteString("recommended", audit.Recommended.Method);
            json.WriteString("recommendedForAverage", audit.RecommendedForAverage?.Method);
            json.WriteString("reason", audit.Reason);
        }
    }
}
