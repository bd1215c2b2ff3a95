namespace CarTEvidence.Reports;

/// <summary>What a row of a table is.</summary>
public enum RowKind
{
    /// <summary>An entry.</summary>
    Entry,

    /// <summary>A heading over the rows that follow, up to the next heading or total; only its first cell is filled.</summary>
    Heading,

    /// <summary>What the rows of one group come to.</summary>
    Subtotal,

    /// <summary>What all rows come to.</summary>
    Total,
}
