using CarTEvidence.Reports;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Printing;

/// <summary>Prints a permutation test.</summary>
internal static class PermutationPrinter
{
    public static void Write(string title, PermutationResult result, string measure, OutputFormat format, CliStreams streams)
    {
        if (format == OutputFormat.Json)
        {
            streams.Out.Write(ResultJson.Text(json =>
            {
                json.WriteStartObject();
                json.WriteString("routine", "permute");
                json.WriteString("test", title);
                json.WriteString("measure", measure);
                json.WriteNumber("statistic", result.Statistic);
                json.WriteNumber("pValue", result.PValue);
                json.WriteNumber("pValueStandardError", result.PValueStandardError);
                json.WriteNumber("rearrangements", result.Rearrangements);
                json.WriteBoolean("exact", result.IsExact);
                json.WriteNumber("seed", result.Options.Seed);
                json.WriteString("version", ResultJson.Version);
                json.WriteEndObject();
            }));
            streams.Out.Write('\n');
            return;
        }

        var how = result.IsExact ? "all" : FormattableString.Invariant($"random, seed {result.Options.Seed}");
        ResultPrinter.Write(
            new ResultTable(
                $"{title}, on the {measure} scale",
                [
                    new("z") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Estimate, Fields = ["statistic"] },
                    new("p") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["p_value"] },
                    new("Monte Carlo SE") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["p_value_se"] },
                    new("Rearrangements") { Role = ColumnRole.Words, Fields = ["rearrangements", "how"] },
                ],
                [
                    TableRow.Entry(
                        TableCell.Value(FormattableString.Invariant($"{result.Statistic:0.000}"), result.Statistic),
                        TableCell.Value(FormattableString.Invariant($"{result.PValue:G4}"), result.PValue),
                        TableCell.Value(FormattableString.Invariant($"{result.PValueStandardError:G2}"), result.PValueStandardError),
                        new TableCell(FormattableString.Invariant($"{result.Rearrangements} ({how})"), [result.Rearrangements, how])),
                ]),
            format,
            streams);
    }
}
