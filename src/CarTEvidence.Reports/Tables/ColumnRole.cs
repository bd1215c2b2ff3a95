namespace CarTEvidence.Reports;

/// <summary>What a column holds, so that a writer may set it apart (a label in bold, an estimate in colour, a note that may wrap).</summary>
public enum ColumnRole
{
    /// <summary>Names the row: a study, a subgroup, a quantity.</summary>
    Label,

    /// <summary>Counts, weights and other numbers.</summary>
    Number,

    /// <summary>The estimate.</summary>
    Estimate,

    /// <summary>An interval.</summary>
    Interval,

    /// <summary>Words; may be long.</summary>
    Words,
}
