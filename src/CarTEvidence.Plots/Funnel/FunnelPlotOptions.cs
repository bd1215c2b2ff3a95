using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Plots;

/// <summary>Choices of a funnel plot.</summary>
public sealed record FunnelPlotOptions
{
    private readonly double? _widthMillimetres;

    /// <summary>The defaults.</summary>
    public static FunnelPlotOptions Default { get; } = new();

    /// <summary>Colours and sizes. Default <see cref="FigureTheme.Light"/>.</summary>
    public FigureTheme Theme { get; init; } = FigureTheme.Light;

    /// <summary>Heading. Default <c>null</c>: <c>Funnel plot</c>; empty for none.</summary>
    public string? Title { get; init; }

    /// <summary>What the horizontal axis shows. Default <c>null</c>: the measure.</summary>
    public string? AxisTitle { get; init; }

    /// <summary>Vertical axis. Default <see cref="FunnelScale.StandardError"/>.</summary>
    public FunnelScale Scale { get; init; }

    /// <summary>
    /// Whether regions of significance against no effect are shaded (p above 0.10, 0.05 to 0.10, 0.01 to 0.05). Default <c>null</c>: where two groups are compared
    /// and the vertical axis is a standard error or a variance. Peters et al., J Clin Epidemiol 2008, doi:10.1016/j.jclinepi.2007.11.010.
    /// </summary>
    public bool? Contours { get; init; }

    /// <summary>Studies that trim and fill adds, drawn as open circles. Default <c>null</c>: none.</summary>
    public TrimAndFill? Filled { get; init; }

    /// <summary>Whether points are labelled where there is room. Default <c>true</c>.</summary>
    public bool Labels { get; init; } = true;

    /// <summary>Width of the page, in millimetres; the plot takes what the axes leave and fonts keep their size. Default <c>null</c>: what suits the figure.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The width is not positive and finite.</exception>
    public double? WidthMillimetres
    {
        get => _widthMillimetres;
        init => _widthMillimetres = value is null or (> 0 and < double.PositiveInfinity) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A width is positive and finite.");
    }
}
