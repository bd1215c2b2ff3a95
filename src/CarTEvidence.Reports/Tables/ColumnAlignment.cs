namespace CarTEvidence.Reports;

/// <summary>How a column's cells are aligned.</summary>
public enum ColumnAlignment
{
    /// <summary>At the left edge; for words.</summary>
    Left,

    /// <summary>At the right edge; for numbers.</summary>
    Right,
}
