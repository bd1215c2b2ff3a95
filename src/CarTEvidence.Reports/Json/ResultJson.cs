using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <summary>The JSON answer of <c>cartevidence fit</c>, <c>pool --format json</c> and a report's <c>results.json</c>.</summary>
/// <remarks>
/// Every field is always there, in one order (the schema is <c>docs/fit-answer.schema.json</c>). Numbers are the shortest text that reads back as the same
/// double, in the invariant culture; what is undefined or infinite is <c>null</c>, and infinite values are named in <c>notes</c>.
/// Text is written as it is (not escaped for HTML): a page that embeds an answer escapes <c>&lt;</c> itself.
/// </remarks>
public static class ResultJson
{
    /// <summary>Version of the engine, as answers state it, for example <c>0.1.0</c>.</summary>
    public static string Version { get; } = EngineVersion();

    /// <summary>How answers are written: one line, no escapes beyond those that JSON asks for.</summary>
    public static JsonWriterOptions OneLine { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As <see cref="OneLine"/>, indented with two spaces and <c>\n</c>, for people and for files under version control.</summary>
    public static JsonWriterOptions Indented { get; } = OneLine with { Indented = true, IndentSize = 2, NewLine = "\n" };

    /// <summary>Writes one answer object.</summary>
    /// <param name="writer">Where the object goes; its options decide about indentation.</param>
    /// <param name="effect">The pooled effect.</param>
    /// <param name="frame">What surrounds the effect: identity, seed; <c>null</c> for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> or <paramref name="effect"/> is <c>null</c>.</exception>
    public static void Write(Utf8JsonWriter writer, PooledEffect effect, AnswerFrame? frame = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(effect);
        new AnswerWriter(writer).Write(effect, frame ?? AnswerFrame.None);
    }

    /// <summary>Writes one answer object about an outcome of the evidence, with <c>outcome</c>, <c>where</c>, <c>subgroupBy</c>, <c>definitions</c> and <c>overlap</c>.</summary>
    /// <param name="writer">Where the object goes; its options decide about indentation.</param>
    /// <param name="pooled">The pooled outcome.</param>
    /// <param name="subgroupBy">Column of the subgroups; <c>null</c> takes the one the result names.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> or <paramref name="pooled"/> is <c>null</c>.</exception>
    public static void Write(Utf8JsonWriter writer, PooledOutcome pooled, string? subgroupBy = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(pooled);
        new AnswerWriter(writer).Write(pooled, subgroupBy);
    }

    /// <summary>The answer object about an outcome as text.</summary>
    /// <param name="pooled">The pooled outcome.</param>
    /// <param name="indented">Whether to indent; one line otherwise.</param>
    public static string ToJson(this PooledOutcome pooled, bool indented = false)
    {
        ArgumentNullException.ThrowIfNull(pooled);
        return Text(indented, writer => Write(writer, pooled));
    }

    /// <summary>The answer object as text.</summary>
    /// <param name="effect">The pooled effect.</param>
    /// <param name="indented">Whether to indent; one line otherwise.</param>
    public static string ToJson(this PooledEffect effect, bool indented = false)
    {
        ArgumentNullException.ThrowIfNull(effect);
        return Text(indented, writer => Write(writer, effect));
    }

    /// <summary>One line of JSON in the style of answers, for what surrounds or replaces one.</summary>
    /// <param name="write">Writes exactly one JSON value.</param>
    public static string Text(Action<Utf8JsonWriter> write) => Text(indented: false, write);

    private static string Text(bool indented, Action<Utf8JsonWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, indented ? Indented : OneLine))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static string EngineVersion()
    {
        var version = typeof(PooledEffect).Assembly.GetName().Version ?? new Version(0, 0, 0);
        return version.ToString(3);
    }
}
