namespace CarTEvidence.Reports;

/// <summary>A cell: what people read, and the full-precision values behind it.</summary>
/// <param name="Text">For people, rounded; empty where there is nothing to say.</param>
/// <param name="Values">For machines: numbers, text or <c>null</c>, one a field of the column. Compared by reference.</param>
public sealed record TableCell(string Text, IReadOnlyList<object?> Values)
{
    /// <summary>A cell of words.</summary>
    /// <param name="text">The words; empty text is no value.</param>
    public static TableCell Words(string? text) => string.IsNullOrEmpty(text) ? new(string.Empty, [null]) : new(text, [text]);

    /// <summary>A cell of one value.</summary>
    /// <param name="text">For people.</param>
    /// <param name="value">For machines; <c>null</c> if it is not defined.</param>
    public static TableCell Value(string text, object? value) => new(text, [value]);

    /// <summary>A cell without content.</summary>
    /// <param name="fields">Number of fields of the column.</param>
    public static TableCell Empty(int fields = 1) => new(string.Empty, new object?[fields]);
}
