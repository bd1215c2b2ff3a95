using System.Text.Json;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Reports;

namespace CarTEvidence.Cli.Printing;

/// <summary>Prints a specification curve: what each choice does, or every specification for machines.</summary>
internal static class SpecificationPrinter
{
    public static void Write(SpecificationCurve curve, double? excluded, bool all, OutputFormat format, CliStreams streams)
    {
        if (format == OutputFormat.Json)
        {
            streams.Out.Write(ResultJson.Text(json => WriteJson(json, curve, excluded)));
            streams.Out.Write('\n');
            return;
        }

        var view = curve.View();
        if (format == OutputFormat.Csv)
        {
            ResultPrinter.Write(view.Tables[1], format, streams);
            return;
        }

        string[] notes =
        [
            view.Sentence!,
            .. excluded is { } value && curve.ShareExcluding(value) is { } share ? [FormattableString.Invariant($"{100 * share:0.0}% of the intervals exclude {value}.")] : Array.Empty<string>(),
            .. view.Notes,
        ];
        ResultPrinter.Write(
            new ResultTable(view.Title, view.Tables[0].Columns, view.Tables[0].Rows) { Notes = all ? [] : notes }, format, streams);
        if (all)
        {
            streams.Out.Write('\n');
            ResultPrinter.Write(new ResultTable(view.Tables[1].Title, view.Tables[1].Columns, view.Tables[1].Rows) { Notes = notes }, format, streams);
        }
    }

    private static void WriteJson(Utf8JsonWriter json, SpecificationCurve curve, double? excluded)
    {
        json.WriteStartObject();
        json.WriteString("routine", "specifications");
        json.WriteString("subject", curve.Subject);
        json.WriteNumber("level", curve.Level);
        Number(json, "lowest", curve.Lowest);
        Number(json, "lowerQuartile", curve.Quantile(0.25));
        Number(json, "median", curve.Median);
        Number(json, "upperQuartile", curve.Quantile(0.75));
        Number(json, "highest", curve.Highest);
        Number(json, "excludedValue", excluded);
        Number(json, "shareExcluding", excluded is { } value ? curve.ShareExcluding(value) : null);
        json.WriteStartArray("choices");
        foreach (var choice in curve.Choices)
        {
            json.WriteStartObject();
            json.WriteString("dimension", choice.Choice.Dimension);
            json.WriteString("choice", choice.Choice.Value);
            json.WriteNumber("specifications", choice.Specifications);
            Number(json, "lowest", choice.Lowest);
            Number(json, "median", choice.Median);
            Number(json, "highest", choice.Highest);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("specifications");
        foreach (var specification in curve.Specifications)
        {
            json.WriteStartObject();
            foreach (var choice in specification.Choices)
            {
                json.WriteString(choice.Dimension, choice.Value);
            }

            json.WriteNumber("k", specification.StudyCount);
            json.WriteNumber("events", specification.Events);
            json.WriteNumber("total", specification.Total);
            Number(json, "estimate", specification.Estimate.Value);
            Number(json, "lower", specification.Estimate.Interval?.Lower);
            Number(json, "upper", specification.Estimate.Interval?.Upper);
            json.WriteBoolean("converged", specification.Converged);
            Texts(json, "notes", specification.Notes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Texts(json, "notes", curve.Notes);
        json.WriteString("version", ResultJson.Version);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
