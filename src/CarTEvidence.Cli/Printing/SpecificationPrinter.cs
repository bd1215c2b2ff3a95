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
            AnswerLine.Write(streams, "specifications", json => WriteJson(json, curve, excluded));
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
        json.WriteString("subject", curve.Subject);
        json.WriteNumber("level", curve.Level);
        json.WriteFinite("lowest", curve.Lowest);
        json.WriteFinite("lowerQuartile", curve.Quantile(0.25));
        json.WriteFinite("median", curve.Median);
        json.WriteFinite("upperQuartile", curve.Quantile(0.75));
        json.WriteFinite("highest", curve.Highest);
        json.WriteFinite("excludedValue", excluded);
        json.WriteFinite("shareExcluding", excluded is { } value ? curve.ShareExcluding(value) : null);
        json.WriteStartArray("choices");
        foreach (var choice in curve.Choices)
        {
            json.WriteStartObject();
            json.WriteString("dimension", choice.Choice.Dimension);
            json.WriteString("choice", choice.Choice.Value);
            json.WriteNumber("specifications", choice.Specifications);
            json.WriteFinite("lowest", choice.Lowest);
            json.WriteFinite("median", choice.Median);
            json.WriteFinite("highest", choice.Highest);
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
            json.WriteFinite("estimate", specification.Estimate.Value);
            json.WriteFinite("lower", specification.Estimate.Interval?.Lower);
            json.WriteFinite("upper", specification.Estimate.Interval?.Upper);
            json.WriteBoolean("converged", specification.Converged);
            json.WriteTexts("notes", specification.Notes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteTexts("notes", curve.Notes);
    }
}
