namespace CarTEvidence;

/// <summary>Whether an arms file must have a column.</summary>
public enum ColumnPresence
{
    /// <summary>The file must have it, and every row must fill it.</summary>
    Required,

    /// <summary>The file may leave it out; where it stands, a row that leaves it blank draws a warning.</summary>
    Expected,

    /// <summary>The file may leave it out, and a row may leave it blank: not reported.</summary>
    Optional,

    /// <summary>As optional, and not part of the bundled evidence.</summary>
    Additional,
}
