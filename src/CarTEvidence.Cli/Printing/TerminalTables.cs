using CarTEvidence.Reports;
using Spectre.Console;
using ReportColumn = CarTEvidence.Reports.TableColumn;
using ReportRow = CarTEvidence.Reports.TableRow;

namespace CarTEvidence.Cli.Printing;

/// <summary>Draws tables on a terminal: labels in bold, estimates in colour, headings and totals set apart.</summary>
internal static class TerminalTables
{
    /// <summary>Columns of words no longer than this are not worth breaking.</summary>
    private const int ShortWord = 16;

    public static void Write(ResultSummary summary, TextWriter output)
    {
        var console = ConsoleOn(output);
        console.Write(new Rule($"[bold]{Markup.Escape(summary.Title)}[/]") { Justification = Justify.Left });
        console.MarkupLine($"[dim]{Markup.Escape(summary.Method)}[/]");
        foreach (var table in summary.Tables)
        {
            Draw(console, table);
        }

        foreach (var note in summary.Notes)
        {
            console.MarkupLine($"[yellow]![/] {Markup.Escape(note)}");
        }
    }

    public static void Write(ResultTable table, TextWriter output) => Draw(ConsoleOn(output), table);

    private static IAnsiConsole ConsoleOn(TextWriter output) => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });

    private static void Draw(IAnsiConsole console, ResultTable source)
    {
        console.WriteLine();
        console.MarkupLine($"[bold]{Markup.Escape(source.Title)}[/]");
        var table = new Table().Border(TableBorder.Minimal);
        for (var c = 0; c < source.Columns.Count; c++)
        {
            var column = source.Columns[c];
            var drawn = new Spectre.Console.TableColumn(new Markup($"[dim]{Markup.Escape(column.Header)}[/]"))
            {
                Alignment = column.Alignment == ColumnAlignment.Right ? Justify.Right : Justify.Left,
                NoWrap = column.Role != ColumnRole.Words || Longest(source, c) <= ShortWord,
            };
            table.AddColumn(drawn);
        }

        foreach (var row in source.Rows)
        {
            table.AddRow(Cells(source.Columns, row));
        }

        console.Write(table);
        foreach (var note in source.Notes)
        {
            console.MarkupLine($"[dim]{Markup.Escape(note)}[/]");
        }
    }

    private static int Longest(ResultTable source, int column) =>
        source.Rows.Where(row => column < row.Cells.Count).Select(row => row.Cells[column].Text.Length).DefaultIfEmpty().Max();

    private static Markup[] Cells(IReadOnlyList<ReportColumn> columns, ReportRow row) =>
    [
        .. columns.Select((column, c) => c < row.Cells.Count
            ? new Markup(Styled(Markup.Escape(row.Cells[c].Text), column.Role, row.Kind))
            : new Markup(string.Empty)),
    ];

    private static string Styled(string text, ColumnRole role, RowKind kind) => (role, kind) switch
    {
        _ when text.Length == 0 => text,
        (_, RowKind.Heading) => $"[bold underline]{text}[/]",
        (ColumnRole.Estimate, RowKind.Total or RowKind.Subtotal) => $"[bold green]{text}[/]",
        (_, RowKind.Total or RowKind.Subtotal) => $"[bold]{text}[/]",
        (ColumnRole.Label, _) => $"[bold]{text}[/]",
        (ColumnRole.Estimate, _) => $"[green]{text}[/]",
        _ => text,
    };
}
