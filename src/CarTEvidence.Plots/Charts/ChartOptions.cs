namespace CarTEvidence.Plots;

/// <summary>Choices that all charts share.</summary>
public sealed record ChartOptions
{
    private readonly double? _widthMillimetres;

    /// <summary>The defaults.</summary>
    public static ChartOptions Default { get; } = new();

    /// <summary>Colours and sizes. Default <see cref="FigureTheme.Light"/>.</summary>
    public FigureTheme Theme { get; init; } = FigureTheme.Light;

    /// <summary>Heading. Default <c>null</c>: what the chart is; empty for none.</summary>
    public string? Title { get; init; }

    /// <summary>Width of the page, in millimetres; the plot takes what the axes leave and fonts keep their size. Default <c>null</c>: what suits the figure.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The width is not positive and finite.</exception>
    public double? WidthMillimetres
    {
        get => _widthMillimetres;
        init => _widthMillimetres = value is null or (> 0 and < double.PositiveInfinity) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A width is positive and finite.");
    }
}
