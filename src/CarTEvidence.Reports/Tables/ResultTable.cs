using System.Globalization;
using CarTEvidence.Notebooks;

namespace CarTEvidence.Reports;

/// <summary>A table of results: one model, written as plain text, Markdown, CSV or HTML, or drawn by a terminal.</summary>
/// <remarks>Writers are deterministic: the same table gives the same characters under any culture, lines ending in <c>\n</c>.</remarks>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed class ResultTable
{
    /// <summary>Takes a table whose rows fit its columns.</summary>
    /// <param name="title">Caption.</param>
    /// <param name="columns">At least one column.</param>
    /// <param name="rows">Rows; each entry and total has one cell a column, with as many values as the column has fields.</param>
    /// <exception cref="ArgumentException">There is no column, or a row does not fit; the message names the row.</exception>
    public ResultTable(string title, IEnumerable<TableColumn> columns, IEnumerable<TableRow> rows)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        Title = title;
        Columns = [.. columns];
        Rows = [.. rows];
        if (Columns.Count == 0)
        {
            throw new ArgumentException($"Table \"{title}\" has no columns.", nameof(columns));
        }

        for (var r = 0; r < Rows.Count; r++)
        {
            RequireFit(Rows[r], r);
        }
    }

    /// <summary>Caption.</summary>
    public string Title { get; }

    /// <summary>The columns, left to right.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>The rows, top to bottom.</summary>
    public IReadOnlyList<TableRow> Rows { get; }

    /// <summary>Sentences that belong under the table.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Aligned columns for a terminal or a pipe, title first, notes last.</summary>
    public string ToText() => TextTableWriter.Write(this);

    /// <summary>A GitHub-flavoured Markdown table, title in bold, notes as a list.</summary>
    public string ToMarkdown() => MarkdownTableWriter.Write(this);

    /// <summary>Full-precision values as CSV (RFC 4180): one header line of field names, one line an entry or total.</summary>
    /// <remarks>Where rows are grouped or totalled, two fields lead: <c>group</c> (the heading above) and <c>row</c> (<c>entry</c>, <c>subtotal</c>, <c>total</c>).</remarks>
    public string ToCsv() => CsvTableWriter.Write(this);

    /// <summary>A <c>table</c> element with caption and scoped headers, notes after it.</summary>
    public string ToHtml() => HtmlTableWriter.Write(this);

    /// <summary>Title and size, for example <c>Studies (12 rows, 5 columns)</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Title} ({Rows.Count} rows, {Columns.Count} columns)");

    private void RequireFit(TableRow row, int index)
    {
        var fits = row.Kind == RowKind.Heading
            ? row.Cells.Count == 1
            : row.Cells.Count == Columns.Count && row.Cells.Zip(Columns).All(pair => pair.First.Values.Count == pair.Second.Fields.Count);
        if (!fits)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Row {index + 1} of table \"{Title}\" has {row.Cells.Count} cells that do not fit its {Columns.Count} columns and their fields."),
                nameof(row));
        }
    }
}
