using System.Text;
using System.Text.Json;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;

namespace CarTEvidence.Reports;

/// <summary>The files of a report.</summary>
internal static class ReportFiles
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Page, results, studies, then the figures.</summary>
    public static IReadOnlyList<ReportFile> Of(EvidenceBase evidence, EvidenceReportOptions options, IReadOnlyList<ReportAnalysis> analyses, IReadOnlyList<ReportFigure> planes, PageContent content) =>
    [
        new("index.html", Utf8.GetBytes(EvidencePage.Write(content))),
        new("results.json", Results(evidence, analyses)),
        new("studies.csv", Utf8.GetBytes(StudyList.Of(evidence, options, analyses).ToCsv())),
        .. analyses.Where(a => a.Figure is not null).SelectMany(a => Files(a.Id, a.Figure!)),
        .. analyses.SelectMany(a => a.Figures).Concat(planes).SelectMany(other => Files(other.Name, other.Figure)),
    ];

    private static IEnumerable<ReportFile> Files(string name, Figure figure) =>
        [new($"figures/{name}.svg", Utf8.GetBytes(figure.ToSvg())), new($"figures/{name}.pdf", figure.ToPdf())];

    private static byte[] Results(EvidenceBase evidence, IReadOnlyList<ReportAnalysis> analyses)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, ResultJson.Indented))
        {
            json.WriteStartObject();
            json.WriteString("version", ResultJson.Version);
            json.WriteString("inputHash", evidence.Hash);
            json.WriteStartArray("analyses");
            foreach (var analysis in analyses)
            {
                if (analysis.Pooled is { } pooled)
                {
                    ResultJson.Write(json, pooled, analysis.By);
                }
            }

            json.WriteEndArray();
            json.WriteStartArray("sensitivity");
            foreach (var (outcome, other) in analyses.SelectMany(a => a.Sensitivity.Skip(1).Select(other => (a.Outcome, other))))
            {
                WriteSensitivity(json, outcome, other);
            }

            json.WriteEndArray();
            json.WriteStartArray("notReported");
            foreach (var analysis in analyses.Where(a => a is { By: null, Pooled: null }))
            {
                json.WriteStringValue(analysis.Outcome.Name);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private static void WriteSensitivity(Utf8JsonWriter json, Outcome outcome, SensitivityAnalysis other)
    {
        json.WriteStartObject();
        json.WriteString("outcome", outcome.Name);
        json.WriteString("change", other.Name);
        json.WriteString("model", MethodNames.Models[other.Effect.Model].Name);
        json.WriteNumber("k", other.Effect.StudyCount);
        Number(json, "events", other.Effect.Events);
        Number(json, "total", other.Effect.Total);
        json.WriteString("quoted", other.Average && other.Effect.Marginal is not null ? "average" : "typical");
        Number(json, "estimate", other.Quoted.Value);
        Number(json, "lower", other.Quoted.Interval?.Lower);
        Number(json, "upper", other.Quoted.Interval?.Upper);
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
}
