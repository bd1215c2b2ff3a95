namespace CarTEvidence.Reports;

/// <summary>A row of a <see cref="ResultTable"/>.</summary>
/// <param name="Kind">What the row is.</param>
/// <param name="Cells">One cell a column; a heading has its text alone. Compared by reference.</param>
public sealed record TableRow(RowKind Kind, IReadOnlyList<TableCell> Cells)
{
    /// <summary>An entry.</summary>
    /// <param name="cells">One cell a column.</param>
    public static TableRow Entry(params IReadOnlyList<TableCell> cells) => new(RowKind.Entry, cells);

    /// <summary>A heading over the rows that follow.</summary>
    /// <param name="text">The heading.</param>
    public static TableRow Heading(string text) => new(RowKind.Heading, [TableCell.Words(text)]);

    /// <summary>What the rows of one group come to.</summary>
    /// <param name="cells">One cell a column.</param>
    public static TableRow Subtotal(params IReadOnlyList<TableCell> cells) => new(RowKind.Subtotal, cells);

    /// <summary>What all rows come to.</summary>
    /// <param name="cells">One cell a column.</param>
    public static TableRow Total(params IReadOnlyList<TableCell> cells) => new(RowKind.Total, cells);
}
