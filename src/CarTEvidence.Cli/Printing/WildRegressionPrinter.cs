using System.Text.Json;
using CarTEvidence.Cli.Parts;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Reports;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Printing;

/// <summary>Prints the wild bootstrap of a meta-regression, on the scale of the analysis.</summary>
internal static class WildRegressionPrinter
{
    /// <summary>The tests and intervals.</summary>
    /// <param name="run">What the numbers do not say of themselves.</param>
    /// <param name="result">The numbers.</param>
    /// <param name="measure">Name of the scale of the analysis.</param>
    /// <param name="format">How they are printed.</param>
    /// <param name="streams">Where to.</param>
    public static void Write(WildRun run, WildBootstrapRegression result, string measure, OutputFormat format, CliStreams streams)
    {
        var (estimator, cluster) = (run.Estimator, run.Cluster);
        var title = $"Wild bootstrap of the regression on {string.Join(", ", run.Moderators)}, {BootstrapNames.Of(result.Options.Weights)} multipliers{(cluster is null ? string.Empty : $" by {cluster}")}";
        if (format == OutputFormat.Json)
        {
            AnswerLine.Write(streams, "wild-regression", json => WriteJson(json, title, run, result, measure));
            return;
        }

        var tests = result.Coefficients.Select(Row);
        ResultPrinter.Write(
            new ResultTable(
                FormattableString.Invariant($"{title}: seed {result.Options.Seed}, estimator {estimator}, on the {measure} scale"),
                [
                    ResultColumns.Label("Coefficient", "coefficient"),
                    ResultColumns.Estimate("Estimate", "estimate"),
                    ResultColumns.Number("SE", "se"),
                    ResultColumns.Limits(),
                    ResultColumns.Number(cluster is null ? "z" : "t", "statistic"),
                    ResultColumns.Number("p", "p_value"),
                    ResultColumns.Number("Monte Carlo SE", "p_value_se"),
                    ResultColumns.Words("Replicates", "replicates", "how"),
                ],
                result.Omnibus is { } omnibus && result.Coefficients.Count > 1 ? tests.Append(Joint(omnibus)) : tests)
            {
                Notes = result.Notes,
            },
            format,
            streams);

        TableRow Row(WildBootstrapCoefficient coefficient) => TableRow.Entry(
        [
            TableCell.Words(coefficient.Name),
            Value(coefficient.Estimate),
            Value(coefficient.StandardError),
            coefficient.Interval is { } limits ? new TableCell(FormattableString.Invariant($"{limits.Lower:0.0000} to {limits.Upper:0.0000}"), [limits.Lower, limits.Upper]) : new TableCell(string.Empty, [null, null]),
            .. Test(coefficient.Test),
        ]);

        TableRow Joint(WildTest test) => TableRow.Entry(
            [TableCell.Words(FormattableString.Invariant($"together (QM, {result.Coefficients.Count} df)")), TableCell.Words(string.Empty), TableCell.Words(string.Empty), new TableCell(string.Empty, [null, null]), .. Test(test)]);
    }

    private static TableCell Value(double value) => TableCell.Value(FormattableString.Invariant($"{value:0.0000}"), value);

    private static TableCell[] Test(WildTest test)
    {
        var how = test.IsExact ? "all signs" : "random";
        return
        [
            TableCell.Value(FormattableString.Invariant($"{test.Statistic:0.000}"), test.Statistic),
            TableCell.Value(FormattableString.Invariant($"{test.PValue:G4}"), test.PValue),
            TableCell.Value(FormattableString.Invariant($"{test.PValueStandardError:G2}"), test.PValueStandardError),
            new TableCell(FormattableString.Invariant($"{test.Replicates} ({how})"), [test.Replicates, how]),
        ];
    }

    private static void WriteJson(Utf8JsonWriter json, string title, WildRun run, WildBootstrapRegression result, string measure)
    {
        json.WriteString("test", title);
        json.WriteString("measure", measure);
        json.WriteString("estimator", run.Estimator);
        json.WriteString("weights", BootstrapNames.Of(result.Options.Weights));
        json.WriteBoolean("adjustedResiduals", result.Options.AdjustResiduals);
        json.WriteString("cluster", run.Cluster);
        json.WriteNumber("clusters", result.ClusterCount);
        json.WriteNumber("level", result.Level);
        json.WriteNumber("seed", result.Options.Seed);
        json.WriteStartArray("coefficients");
        foreach (var coefficient in result.Coefficients)
        {
            json.WriteStartObject();
            json.WriteString("name", coefficient.Name);
            json.WriteNumber("estimate", coefficient.Estimate);
            json.WriteNumber("standardError", coefficient.StandardError);
            json.WriteFinite("lower", coefficient.Interval?.Lower);
            json.WriteFinite("upper", coefficient.Interval?.Upper);
            WriteTest(json, coefficient.Test);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WritePropertyName("omnibus");
        if (result.Omnibus is { } omnibus)
        {
            json.WriteStartObject();
            WriteTest(json, omnibus);
            json.WriteNumber("df", result.Coefficients.Count);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteTexts("notes", result.Notes);
    }

    private static void WriteTest(Utf8JsonWriter json, WildTest test)
    {
        json.WriteNumber("statistic", test.Statistic);
        json.WriteNumber("pValue", test.PValue);
        json.WriteNumber("pValueStandardError", test.PValueStandardError);
        json.WriteNumber("replicates", test.Replicates);
        json.WriteBoolean("exact", test.IsExact);
    }
}
