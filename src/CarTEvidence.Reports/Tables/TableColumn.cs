namespace CarTEvidence.Reports;

/// <summary>A column of a <see cref="ResultTable"/>.</summary>
/// <param name="Header">Heading, for people.</param>
public sealed record TableColumn(string Header)
{
    /// <summary>Alignment. Default: left.</summary>
    public ColumnAlignment Alignment { get; init; } = ColumnAlignment.Left;

    /// <summary>What the column holds. Default: words.</summary>
    public ColumnRole Role { get; init; } = ColumnRole.Words;

    /// <summary>
    /// Names of the values behind a cell, for machines: one for most columns, two (<c>lower</c>, <c>upper</c>) for an interval.
    /// Every cell of the column carries as many <see cref="TableCell.Values"/>. Collections are compared by reference.
    /// </summary>
    public required IReadOnlyList<string> Fields { get; init; }
}
