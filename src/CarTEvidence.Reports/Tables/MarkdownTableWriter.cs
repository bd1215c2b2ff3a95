using System.Text;

namespace CarTEvidence.Reports;

/// <summary>Writes a table as GitHub-flavoured Markdown.</summary>
internal static class MarkdownTableWriter
{
    /// <summary>The table, ending in a line break.</summary>
    public static string Write(ResultTable table)
    {
        var text = new StringBuilder();
        text.Append("**").Append(Escape(table.Title)).Append("**\n\n");
        Line(text, table.Columns.Select(c => Escape(c.Header)));
        Line(text, table.Columns.Select(c => c.Alignment == ColumnAlignment.Right ? "---:" : "---"));
        foreach (var row in table.Rows)
        {
            var cells = table.Columns.Select((_, c) => c < row.Cells.Count ? Escape(row.Cells[c].Text) : string.Empty);
            Line(text, row.Kind == RowKind.Entry ? cells : cells.Select(cell => cell.Length == 0 ? cell : $"**{cell}**"));
        }

        if (table.Notes.Count > 0)
        {
            text.Append('\n');
            foreach (var note in table.Notes)
            {
                text.Append("- ").Append(Escape(note)).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Keeps the characters that Markdown and its tables would take for markup.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\\' or '|' or '*' or '_' or '`' or '<' or '[' or ']' or '~')
            {
                escaped.Append('\\');
            }

            escaped.Append(c is '\n' or '\r' ? ' ' : c);
        }

        return escaped.ToString();
    }

    private static void Line(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
