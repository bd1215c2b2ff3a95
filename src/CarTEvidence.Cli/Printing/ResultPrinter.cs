using CarTEvidence.Reports;

namespace CarTEvidence.Cli.Printing;

/// <summary>Prints tables: drawn on a terminal, plain and aligned when piped, or in the format asked for.</summary>
internal static class ResultPrinter
{
    /// <summary>A whole result.</summary>
    public static void Write(ResultSummary summary, OutputFormat format, CliStreams streams)
    {
        switch (format)
        {
            case OutputFormat.Csv:
                streams.Out.Write(summary.Studies.ToCsv());
                break;
            case OutputFormat.Markdown:
                streams.Out.Write(summary.ToMarkdown());
                break;
            case OutputFormat.Table when streams.OutIsTerminal:
                TerminalTables.Write(summary, streams);
                break;
            case OutputFormat.Table:
                streams.Out.Write(summary.ToText());
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "JSON is written by ResultJson.");
        }
    }

    /// <summary>One table.</summary>
    public static void Write(ResultTable table, OutputFormat format, CliStreams streams)
    {
        switch (format)
        {
            case OutputFormat.Csv:
                streams.Out.Write(table.ToCsv());
                break;
            case OutputFormat.Markdown:
                streams.Out.Write(table.ToMarkdown());
                break;
            case OutputFormat.Table when streams.OutIsTerminal:
                TerminalTables.Write(table, streams);
                break;
            case OutputFormat.Table:
                streams.Out.Write(table.ToText());
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "This table has no JSON form.");
        }
    }
}
