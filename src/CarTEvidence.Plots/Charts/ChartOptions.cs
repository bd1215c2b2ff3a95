namespace CarTEvidence.Plots;

/// <summary>Choices that all charts share.</summary>
public sealed record ChartOptions
{
    /// <summary>The defaults.</summary>
    public static ChartOptions Default { get; } = new();

    /// <summary>Colours and sizes. Default <see cref="FigureTheme.Light"/>.</summary>
    public FigureTheme Theme { get; init; } = FigureTheme.Light;

    /// <summary>Heading. Default <c>null</c>: what the chart is; empty for none.</summary>
    public string? Title { get; init; }
}
