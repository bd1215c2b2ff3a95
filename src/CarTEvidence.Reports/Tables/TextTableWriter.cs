using System.Text;

namespace CarTEvidence.Reports;

/// <summary>Writes a table as aligned plain text, two spaces between columns.</summary>
internal static class TextTableWriter
{
    private const string Gap = "  ";

    /// <summary>The table, ending in a line break.</summary>
    public static string Write(ResultTable table)
    {
        var widths = Widths(table);
        var text = new StringBuilder();
        Line(text, table.Title);
        Line(text, Join(table, widths, c => table.Columns[c].Header));
        Line(text, string.Join(Gap, widths.Select(w => new string('-', w))));
        foreach (var row in table.Rows)
        {
            Line(text, row.Kind == RowKind.Heading ? row.Cells[0].Text : Join(table, widths, c => row.Cells[c].Text));
        }

        foreach (var note in table.Notes)
        {
            Line(text, "Note: " + note);
        }

        return text.ToString();
    }

    private static int[] Widths(ResultTable table) =>
    [
        .. table.Columns.Select((column, c) => table.Rows
            .Where(row => row.Kind != RowKind.Heading)
            .Select(row => DisplayWidth.Of(row.Cells[c].Text))
            .Append(DisplayWidth.Of(column.Header))
            .Max()),
    ];

    private static string Join(ResultTable table, int[] widths, Func<int, string> cell) =>
        string.Join(Gap, widths.Select((width, c) => Pad(cell(c), width, table.Columns[c].Alignment)));

    private static string Pad(string text, int width, ColumnAlignment alignment)
    {
        var padding = new string(' ', width - DisplayWidth.Of(text));
        return alignment == ColumnAlignment.Right ? padding + text : text + padding;
    }

    private static void Line(StringBuilder text, string line) => text.Append(line.TrimEnd()).Append('\n');
}
