namespace CarTEvidence.Plots;

/// <summary>Choices of an evidence map.</summary>
public sealed record EvidenceMapOptions
{
    /// <summary>The defaults.</summary>
    public static EvidenceMapOptions Default { get; } = new();

    /// <summary>Colours and sizes. Default <see cref="FigureTheme.Light"/>.</summary>
    public FigureTheme Theme { get; init; } = FigureTheme.Light;

    /// <summary>Heading. Default <c>null</c>: what the map shows; empty for none.</summary>
    public string? Title { get; init; }

    /// <summary>Column of the evidence that makes the rows. Default <c>disease</c>.</summary>
    public string Rows { get; init; } = "disease";

    /// <summary>Column of the evidence that makes the columns. Default <c>target</c>.</summary>
    public string Columns { get; init; } = "target";
}
