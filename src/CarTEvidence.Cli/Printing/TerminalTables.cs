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

    /// <summary>A column of words that is narrower than this is no longer read.</summary>
    private const int NarrowestWords = 24;

    // Two blanks on either side, and between columns a blank, a line and a blank.
    private const int Margins = 4;
    private const int Between = 3;

    public static void Write(ResultSummary summary, CliStreams streams)
    {
        var console = ConsoleOn(streams);
        if (summary.Title.Length + Margins + Margins <= console.Profile.Width)
        {
            console.Write(new Rule($"[bold]{Markup.Escape(summary.Title)}[/]") { Justification = Justify.Left });
        }
        else
        {
            console.MarkupLine($"[bold]{Markup.Escape(summary.Title)}[/]");
        }

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

    public static void Write(ResultTable table, CliStreams streams) => Draw(ConsoleOn(streams), table);

    private static IAnsiConsole ConsoleOn(CliStreams streams)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(streams.Out) });
        console.Profile.Width = streams.OutWidth ?? console.Profile.Width;
        return console;
    }

    private static void Draw(IAnsiConsole console, ResultTable source)
    {
        console.WriteLine();
        console.MarkupLine($"[bold]{Markup.Escape(source.Title)}[/]");
        if (NarrowestWidth(source) <= console.Profile.Width)
        {
            DrawTable(console, source);
        }
        else
        {
            DrawRows(console, source);
        }

        foreach (var note in source.Notes)
        {
            console.MarkupLine($"[dim]{Markup.Escape(note)}[/]");
        }
    }

    private static void DrawTable(IAnsiConsole console, ResultTable source)
    {
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
    }

    /// <summary>Row by row, one cell a line, where the terminal is too narrow for the table.</summary>
    private static void DrawRows(IAnsiConsole console, ResultTable source)
    {
        foreach (var row in source.Rows)
        {
            console.MarkupLine(Styled(Markup.Escape(row.Cells[0].Text.Length > 0 ? row.Cells[0].Text : "-"), ColumnRole.Label, row.Kind));
            var cells = new Grid().AddColumn(new GridColumn().NoWrap().Padding(2, 0, 1, 0)).AddColumn(new GridColumn().Padding(0, 0, 0, 0));
            for (var c = 1; c < row.Cells.Count; c++)
            {
                if (row.Cells[c].Text.Length > 0)
                {
                    cells.AddRow(new Markup($"[dim]{Markup.Escape(source.Columns[c].Header)}[/]"), new Markup(Styled(Markup.Escape(row.Cells[c].Text), source.Columns[c].Role, row.Kind)));
                }
            }

            console.Write(cells);
        }
    }

    /// <summary>What the table needs so that nothing but words is broken, and words only to lines that are still read.</summary>
    private static int NarrowestWidth(ResultTable source) => Margins + (Between * (source.Columns.Count - 1)) + source.Columns.Select((column, c) =>
    {
        var longest = Longest(source, c);
        return Math.Max(column.Role == ColumnRole.Words ? Math.Min(longest, NarrowestWords) : longest, column.Header.Length);
    }).Sum();

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
