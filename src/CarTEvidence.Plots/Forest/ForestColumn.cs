namespace CarTEvidence.Plots;

/// <summary>A column of a forest plot that the caller fills.</summary>
/// <param name="Header">Its header; line breaks start a new line.</param>
/// <param name="Values">What stands in it, one entry a study in the order of the data, length k; <c>null</c> leaves a row empty.</param>
/// <remarks>The values are compared by reference.</remarks>
public sealed record ForestColumn(string Header, IReadOnlyList<string?> Values)
{
    /// <summary>Header over this and the neighbouring columns of the same group. Default <c>null</c>: none.</summary>
    public string? Group { get; init; }

    /// <summary>Whether the column follows the study names (else it stands at the far right). Default <c>true</c>.</summary>
    public bool Left { get; init; } = true;

    /// <summary>How values are aligned: <see cref="TextAnchor.Start"/> for words, <see cref="TextAnchor.End"/> for numbers. Default <see cref="TextAnchor.Start"/>.</summary>
    public TextAnchor Align { get; init; } = TextAnchor.Start;
}
