namespace CarTEvidence.Plots;

/// <summary>Choices of an evidence map.</summary>
public sealed record EvidenceMapOptions
{
    private readonly double? _widthMillimetres;

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

    /// <summary>Width of the page, in millimetres; the plot takes what the axes leave and fonts keep their size. Default <c>null</c>: what suits the figure.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The width is not positive and finite.</exception>
    public double? WidthMillimetres
    {
        get => _widthMillimetres;
        init => _widthMillimetres = value is null or (> 0 and < double.PositiveInfinity) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A width is positive and finite.");
    }
}
