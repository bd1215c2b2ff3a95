using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CarTEvidence.Samples.Tests.Notebooks;

/// <summary>Notebooks as files: nbformat 4.5.</summary>
internal static class NotebookFile
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, IndentSize = 1, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Notebook Parse(string json) => new([.. JsonNode.Parse(json)!["cells"]!.AsArray().Select(cell => new NotebookCell(
        (string?)cell!["cell_type"] == "code",
        Text(cell["source"]!),
        [.. cell["metadata"]?["tags"]?.AsArray().Select(tag => (string)tag!) ?? []])
    {
        Outputs = [.. cell["outputs"]?.AsArray().Select(Output!) ?? []],
    })]);

    public static string Write(Notebook notebook)
    {
        var run = 0;
        var cells = notebook.Cells.Select((cell, i) => (JsonNode)Cell(cell, $"cell-{i + 1:00}", cell.IsCode ? ++run : 0)).ToArray();
        var document = new JsonObject
        {
            ["cells"] = new JsonArray(cells),
            ["metadata"] = new JsonObject
            {
                ["kernelspec"] = new JsonObject { ["display_name"] = "ClrKernel (C#)", ["language"] = "csharp", ["name"] = "clrkernel" },
                ["language_info"] = new JsonObject { ["file_extension"] = ".cs", ["mimetype"] = "text/x-csharp", ["name"] = "C#", ["pygments_lexer"] = "csharp" },
            },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        return document.ToJsonString(Layout) + "\n";
    }

    private static JsonObject Cell(NotebookCell cell, string id, int run)
    {
        var metadata = new JsonObject();
        if (cell.Tags.Count > 0)
        {
            metadata["tags"] = new JsonArray([.. cell.Tags.Select(tag => JsonValue.Create(tag))]);
        }

        return cell.IsCode
            ? new JsonObject { ["cell_type"] = "code", ["execution_count"] = run, ["id"] = id, ["metadata"] = metadata, ["outputs"] = new JsonArray([.. cell.Outputs.Select(output => Written(output, run))]), ["source"] = Lines(cell.Source) }
            : new JsonObject { ["cell_type"] = "markdown", ["id"] = id, ["metadata"] = metadata, ["source"] = Lines(cell.Source) };
    }

    private static JsonObject Written(CellOutput output, int run) => output.IsPrinted
        ? new() { ["name"] = "stdout", ["output_type"] = "stream", ["text"] = Lines(output.Data[CellOutput.Printed]) }
        : new()
        {
            ["data"] = new JsonObject(output.Data.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Lines(entry.Value)))),
            ["execution_count"] = run,
            ["metadata"] = new JsonObject(),
            ["output_type"] = "execute_result",
        };

    private static CellOutput Output(JsonNode output) => new((string?)output["output_type"] == "stream"
        ? new Dictionary<string, string> { [CellOutput.Printed] = Text(output["text"]!) }
        : output["data"]!.AsObject().ToDictionary(entry => entry.Key, entry => Text(entry.Value!)));

    private static string Text(JsonNode lines) => lines is JsonArray array ? string.Concat(array.Select(line => (string)line!)) : (string)lines!;

    private static JsonArray Lines(string text)
    {
        var lines = text.Split('\n');
        return new JsonArray([.. lines.Select((line, i) => i < lines.Length - 1 ? line + "\n" : line).Where(line => line.Length > 0).Select(line => JsonValue.Create(line))]);
    }
}
