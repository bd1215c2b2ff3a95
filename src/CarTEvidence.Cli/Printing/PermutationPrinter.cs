using System.Text.Json;
using CarTEvidence.Reports;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Printing;

/// <summary>Prints permutation tests.</summary>
internal static class PermutationPrinter
{
    private const string Routine = "permute";

    /// <summary>The test of several moderators together, then of each.</summary>
    public static void Write(string title, RegressionPermutation result, IReadOnlyList<string> names, string measure, OutputFormat format, CliStreams streams)
    {
        if (format == OutputFormat.Json)
        {
            AnswerLine.Write(streams, Routine, json =>
            {
                WriteJson(json, title, result.Omnibus, measure);
                json.WriteNumber("df", names.Count);
                json.WriteStartArray("coefficients");
                foreach (var (name, coefficient) in names.Zip(result.Coefficients))
                {
                    json.WriteStartObject();
                    json.WriteString("name", name);
                    json.WriteString("statisticName", coefficient.Symbol);
                    json.WriteNumber("statistic", coefficient.Statistic);
                    json.WriteNumber("pValue", coefficient.PValue);
                    json.WriteNumber("pValueStandardError", coefficient.PValueStandardError);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
            return;
        }

        ResultPrinter.Write(
            new ResultTable(
                $"{title}, on the {measure} scale",
                [ResultColumns.Label("Test", "test"), .. Columns($"{result.Omnibus.Symbol} or {result.Coefficients[0].Symbol}")],
                [
                    Row(FormattableString.Invariant($"together ({result.Omnibus.Symbol}, {names.Count} df)"), result.Omnibus),
                    .. names.Zip(result.Coefficients, (name, coefficient) => Row($"{name} ({coefficient.Symbol})", coefficient)),
                ]),
            format,
            streams);

        static TableRow Row(string name, PermutationResult test) => TableRow.Entry([TableCell.Words(name), .. Cells(test)]);
    }

    /// <summary>The test of one statistic.</summary>
    public static void Write(string title, PermutationResult result, string measure, OutputFormat format, CliStreams streams)
    {
        if (format == OutputFormat.Json)
        {
            AnswerLine.Write(streams, Routine, json => WriteJson(json, title, result, measure));
            return;
        }

        ResultPrinter.Write(new ResultTable($"{title}, on the {measure} scale", Columns(result.Symbol), [TableRow.Entry(Cells(result))]), format, streams);
    }

    private static TableColumn[] Columns(string statistic) =>
    [
        ResultColumns.Estimate(statistic, "statistic"),
        ResultColumns.Number("p", "p_value"),
        ResultColumns.Number("Monte Carlo SE", "p_value_se"),
        ResultColumns.Words("Rearrangements", "rearrangements", "how"),
    ];

    private static TableCell[] Cells(PermutationResult result)
    {
        var how = result.IsExact ? "all" : FormattableString.Invariant($"random, seed {result.Options.Seed}");
        return
        [
            TableCell.Value(FormattableString.Invariant($"{result.Statistic:0.000}"), result.Statistic),
            TableCell.Value(FormattableString.Invariant($"{result.PValue:G4}"), result.PValue),
            TableCell.Value(FormattableString.Invariant($"{result.PValueStandardError:G2}"), result.PValueStandardError),
            new TableCell(FormattableString.Invariant($"{result.Rearrangements} ({how})"), [result.Rearrangements, how]),
        ];
    }

    private static void WriteJson(Utf8JsonWriter json, string title, PermutationResult result, string measure)
    {
        json.WriteString("test", title);
        json.WriteString("measure", measure);
        json.WriteString("statisticName", result.Symbol);
        json.WriteNumber("statistic", result.Statistic);
        json.WriteNumber("pValue", result.PValue);
        json.WriteNumber("pValueStandardError", result.PValueStandardError);
        json.WriteNumber("rearrangements", result.Rearrangements);
        json.WriteBoolean("exact", result.IsExact);
        json.WriteNumber("seed", result.Options.Seed);
    }
}
