using System.Globalization;
using System.Text;

namespace CarTEvidence.Reports;

/// <summary>Writes a table as accessible HTML: caption, scoped headers, one <c>tbody</c> a group.</summary>
internal static class HtmlTableWriter
{
    /// <summary>Characters of an address that are shown; the link has it whole.</summary>
    private const int LongestAddress = 48;

    /// <summary>The <c>table</c> element and its notes.</summary>
    public static string Write(ResultTable table) => WriteTable(table) + WriteNotes(table);

    /// <summary>The <c>table</c> element alone.</summary>
    /// <param name="table">The table.</param>
    /// <param name="interactive">Whether it is marked for the page's script, which sorts and filters it by the values that cells then carry.</param>
    public static string WriteTable(ResultTable table, bool interactive = false)
    {
        var html = new StringBuilder();
        html.Append(interactive ? "<table data-sortable=\"\" data-filterable=\"\">\n" : "<table>\n")
            .Append("<caption>").Append(Encode(table.Title)).Append("</caption>\n<thead>\n<tr>");
        foreach (var column in table.Columns)
        {
            html.Append("<th scope=\"col\"").Append(ClassOf(column)).Append('>').Append(Encode(column.Header)).Append("</th>");
        }

        html.Append("</tr>\n</thead>\n");
        var open = false;
        foreach (var row in table.Rows)
        {
            if (!open || row.Kind == RowKind.Heading)
            {
                html.Append(open ? "</tbody>\n<tbody>\n" : "<tbody>\n");
                open = true;
            }

            Row(html, table, row, interactive);
        }

        return html.Append(open ? "</tbody>\n</table>\n" : "</table>\n").ToString();
    }

    /// <summary>The notes, a paragraph each.</summary>
    public static string WriteNotes(ResultTable table)
    {
        var html = new StringBuilder();
        foreach (var note in table.Notes)
        {
            html.Append("<p class=\"note\">").Append(Encode(note)).Append("</p>\n");
        }

        return html.ToString();
    }

    /// <summary>Keeps characters that HTML would take for markup; letters beyond ASCII stay as they are.</summary>
    public static string Encode(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);

    private static void Row(StringBuilder html, ResultTable table, TableRow row, bool interactive)
    {
        if (row.Kind == RowKind.Heading)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr class=\"heading\"><th scope=\"rowgroup\" colspan=\"{table.Columns.Count}\">{Encode(row.Cells[0].Text)}</th></tr>\n");
            return;
        }

        html.Append(row.Kind switch
        {
            RowKind.Subtotal => "<tr class=\"subtotal\">",
            RowKind.Total => "<tr class=\"total\">",
            _ => "<tr>",
        });
        for (var c = 0; c < table.Columns.Count; c++)
        {
            var column = table.Columns[c];
            var element = c == 0 ? "th" : "td";
            html.Append('<').Append(element).Append(c == 0 ? " scope=\"row\"" : string.Empty).Append(ClassOf(column))
                .Append(interactive ? ValueOf(column, row.Cells[c]) : string.Empty).Append('>')
                .Append(Content(row.Cells[c].Text))
                .Append("</").Append(element).Append('>');
        }

        html.Append("</tr>\n");
    }

    /// <summary>The text of a cell; an address becomes a link, its text without the scheme and of bounded length.</summary>
    private static string Content(string text)
    {
        const string Scheme = "https://";
        if (!text.StartsWith(Scheme, StringComparison.Ordinal) || text.Contains(' ', StringComparison.Ordinal))
        {
            return Encode(text);
        }

        var shown = text[Scheme.Length..];
        return $"<a href=\"{Encode(text)}\">{Encode(shown.Length > LongestAddress ? shown[..LongestAddress] + "…" : shown)}</a>";
    }

    /// <summary>The number a cell is sorted by: the patients of a fraction, the upper limit of an interval.</summary>
    private static string ValueOf(TableColumn column, TableCell cell)
    {
        if (column.Role is not (ColumnRole.Number or ColumnRole.Estimate or ColumnRole.Interval))
        {
            return string.Empty;
        }

        var number = cell.Values[^1] ?? cell.Values[0];
        return string.Create(CultureInfo.InvariantCulture, $" data-value=\"{number}\"");
    }

    private static string ClassOf(TableColumn column) => (column.Alignment, column.Role) switch
    {
        (ColumnAlignment.Right, ColumnRole.Estimate) => " class=\"number estimate\"",
        (ColumnAlignment.Right, _) => " class=\"number\"",
        (_, ColumnRole.Interval) => " class=\"interval\"",
        _ => string.Empty,
    };
}
