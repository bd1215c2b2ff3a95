namespace CarTEvidence.Plots.Charts;

/// <summary>What a chart is drawn on.</summary>
/// <param name="Theme">Colours and sizes.</param>
/// <param name="WidthMillimetres">Width of the page to keep to; <c>null</c> for what the chart asks for.</param>
internal sealed record ChartPage(FigureTheme Theme, double? WidthMillimetres)
{
    private const double PointsPerMillimetre = 72 / 25.4;
    private const double NarrowestPlotInEm = 9;

    /// <summary>Below this share of its own width a plot becomes taller in proportion, so that points keep apart.</summary>
    private const double Slenderest = 0.8;

    internal double? Points => WidthMillimetres * PointsPerMillimetre;

    internal static ChartPage Of(ChartOptions options) => new(options.Theme, options.WidthMillimetres);

    /// <summary>Width of the page, and width and height of the plot.</summary>
    /// <param name="around">What stands at the sides of the plot.</param>
    /// <param name="width">Width of the plot where it is free.</param>
    /// <param name="height">Its height then.</param>
    /// <param name="em">Font size.</param>
    /// <exception cref="ArgumentException">The page is too narrow.</exception>
    internal (double Page, double Width, double Height) Fit(double around, double width, double height, double em)
    {
        if (Points is not { } page)
        {
            return (around + width, width, height);
        }

        var plot = page - around;
        if (plot < NarrowestPlotInEm * em)
        {
            throw Narrow(around + NarrowestPlotInEm * em);
        }

        return (page, plot, height == width ? plot : height * Math.Clamp(plot / width, Slenderest, 1.4));
    }

    /// <summary>The refusal of a page that cannot hold a figure.</summary>
    /// <param name="least">Width that the figure needs, in points.</param>
    internal ArgumentException Narrow(double least) =>
        new(FormattableString.Invariant($"The figure needs {least / PointsPerMillimetre:0} mm; {WidthMillimetres:0.#} mm is too narrow."));
}
