namespace CarTEvidence.Reports;

/// <summary>Selections of arms as a reader can take them: <c>column=value</c> as it stands, conditions written in code by their number alone.</summary>
internal static class SelectionText
{
    /// <summary>All selections in words, for example <c>disease=SLE; and by a condition in code</c>; empty for none.</summary>
    /// <param name="filters">All selections.</param>
    /// <param name="byColumn">Those of them that select by a column's value.</param>
    public static string All(IReadOnlyList<string> filters, IReadOnlyList<string> byColumn)
    {
        var inCode = filters.Count - byColumn.Count;
        var code = inCode == 0 ? string.Empty : inCode == 1 ? "a condition in code" : $"{Printed.Count(inCode)} conditions in code";
        return (byColumn.Count, code.Length) switch
        {
            (0, _) => code,
            (_, 0) => string.Join("; ", byColumn),
            _ => $"{string.Join("; ", byColumn)}; and {code}",
        };
    }
}
