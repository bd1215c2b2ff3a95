using System.Globalization;
using CsvHelper;

namespace CarTEvidence.Reports;

/// <summary>Writes the values behind a table as CSV, doubles in the shortest form that reads back the same.</summary>
internal static class CsvTableWriter
{
    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with { NewLine = "\n" };

    /// <summary>Header and one line a row, ending in a line break.</summary>
    public static string Write(ResultTable table)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, Options, leaveOpen: true))
        {
            Write(table, csv);
        }

        return text.ToString();
    }

    private static void Write(ResultTable table, CsvWriter csv)
    {
        var grouped = table.Rows.Any(row => row.Kind != RowKind.Entry);
        if (grouped)
        {
            csv.WriteField("group");
            csv.WriteField("row");
        }

        foreach (var field in table.Columns.SelectMany(column => column.Fields))
        {
            csv.WriteField(field);
        }

        csv.EndRecord();
        var group = string.Empty;
        foreach (var row in table.Rows)
        {
            if (row.Kind == RowKind.Heading)
            {
                group = row.Cells[0].Text;
                continue;
            }

            if (grouped)
            {
                csv.WriteField(row.Kind == RowKind.Total ? string.Empty : group);
                csv.WriteField(NameOf(row.Kind));
            }

            foreach (var value in row.Cells.SelectMany(cell => cell.Values))
            {
                csv.WriteField(Convert.ToString(value, CultureInfo.InvariantCulture));
            }

            csv.EndRecord();
        }
    }

    private static string NameOf(RowKind kind) => kind switch
    {
        RowKind.Subtotal => "subtotal",
        RowKind.Total => "total",
        _ => "entry",
    };
}
