namespace CarTEvidence.Reports;

/// <summary>Selections of arms as a reader can take them: <c>column=value</c> as it stands, conditions written in code by their number alone.</summary>
internal static class SelectionText
{
    /// <summary>The selections by column, for titles.</summary>
    public static IReadOnlyList<string> ByColumn(IReadOnlyList<string> filters) => [.. filters.Where(IsByColumn)];

    /// <summary>All selections in words, for example <c>disease=SLE; and by a condition in code</c>; empty for none.</summary>
    public static string All(IReadOnlyList<string> filters)
    {
        var named = ByColumn(filters);
        var inCode = filters.Count - named.Count;
        var code = inCode == 0 ? string.Empty : inCode == 1 ? "a condition in code" : $"{Printed.Count(inCode)} conditions in code";
        return (named.Count, code.Length) switch
        {
            (0, _) => code,
            (_, 0) => string.Join("; ", named),
            _ => $"{string.Join("; ", named)}; and {code}",
        };
    }

    private static bool IsByColumn(string filter) =>
        filter.IndexOf('=', StringComparison.Ordinal) is var at and > 0 && filter.AsSpan(0, at).IndexOfAnyExcept(ColumnCharacters) < 0 && !filter.AsSpan(at + 1).StartsWith('>') && !filter.AsSpan(at + 1).StartsWith('=');

    private static readonly System.Buffers.SearchValues<char> ColumnCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");
}
