using CarTEvidence.Plots.Forest;

namespace CarTEvidence.Plots;

/// <summary>Choices of a forest plot. Everything not chosen follows from the data.</summary>
public sealed record ForestPlotOptions
{
    private readonly int? _decimals;
    private readonly double? _widthMillimetres;
    private readonly double _plotWidth = 190;
    private readonly double _labelWidth = 170;

    /// <summary>The defaults.</summary>
    public static ForestPlotOptions Default { get; } = new();

    /// <summary>Whose habits the plot follows in columns, words, notation and colours. Default <see cref="ForestJournal.House"/>.</summary>
    public ForestJournal Journal { get; init; }

    /// <summary>Colours and sizes. Default <c>null</c>: those of <see cref="Journal"/>, which for <see cref="ForestJournal.House"/> are <see cref="FigureTheme.Light"/>.</summary>
    public FigureTheme? Theme { get; init; }

    /// <summary>Heading. Default <c>null</c>: the outcome, or the measure; empty for none.</summary>
    public string? Title { get; init; }

    /// <summary>Line under the heading. Default <c>null</c>: the model in words; empty for none.</summary>
    public string? Subtitle { get; init; }

    /// <summary>What the axis shows. Default <c>null</c>: the outcome or the measure, with its unit; empty for none.</summary>
    public string? AxisTitle { get; init; }

    /// <summary>Heading of the first column. Default <c>null</c>: <c>Study</c>, or the journal's word.</summary>
    public string? StudyHeader { get; init; }

    /// <summary>Order of the studies. Default <see cref="ForestOrder.AsGiven"/>.</summary>
    public ForestOrder Order { get; init; }

    /// <summary>
    /// Header of the column of <see cref="Columns"/> that the studies are ordered by instead, in any case: as numbers where all its entries are numbers, else in ordinal order;
    /// empty entries come last. Default <c>null</c>: by <see cref="Order"/>.
    /// </summary>
    public string? OrderByColumn { get; init; }

    /// <summary>Whether the largest entries of <see cref="OrderByColumn"/> come first. Default <c>false</c>.</summary>
    public bool OrderByColumnDescending { get; init; }

    /// <summary>Columns beside those that follow from the result, in order. Default none.</summary>
    public IReadOnlyList<ForestColumn> Columns { get; init; } = [];

    /// <summary>Risk of bias, drawn as traffic lights at the right. Default <c>null</c>: none.</summary>
    public RiskOfBias? RiskOfBias { get; init; }

    /// <summary>Value of a solid line across all rows, on the natural scale. Default <c>null</c>: no effect where two groups are compared, else none.</summary>
    public double? ReferenceValue { get; init; }

    /// <summary>
    /// Draws studies as thin lines without names and numbers, in the order of their estimates unless <see cref="Order"/> says otherwise: for very many.
    /// Their names and numbers stay for screen readers. Default <c>false</c>.
    /// </summary>
    public bool Caterpillar { get; init; }

    /// <summary>How the prediction interval is drawn. Default <see cref="PredictionStyle.Bar"/>.</summary>
    public PredictionStyle PredictionStyle { get; init; }

    /// <summary>
    /// Lower end of the axis, on the natural scale (0.2 for 20 %). Default <c>null</c>: from the data; for proportions 0 unless everything is near 1.
    /// Intervals that reach beyond it end in an arrow.
    /// </summary>
    public double? AxisLower { get; init; }

    /// <summary>Upper end of the axis, on the natural scale. Default <c>null</c>: from the data; for proportions 1 unless everything is near 0.</summary>
    public double? AxisUpper { get; init; }

    /// <summary>Decimals of printed estimates, 0 to 6. Default <c>null</c>: one more than the axis needs, two for ratios.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside 0 to 6.</exception>
    public int? Decimals
    {
        get => _decimals;
        init => _decimals = value is null or (>= 0 and <= 6) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Estimates are printed with 0 to 6 decimals.");
    }

    /// <summary>Width of the page, in millimetres. Default <c>null</c>: what the content asks for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The width is not positive and finite.</exception>
    public double? WidthMillimetres
    {
        get => _widthMillimetres;
        init => _widthMillimetres = value is { } width ? Positive(width) : null;
    }

    /// <summary>Width of the plotting area, in points, where the page's width leaves it free. Default 190.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The width is not positive and finite.</exception>
    public double PlotWidth
    {
        get => _plotWidth;
        init => _plotWidth = Positive(value);
    }

    /// <summary>Widest study column, in points; longer names are broken into two lines, then shortened, with the full name kept for screen readers. Default 170.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The width is not positive and finite.</exception>
    public double LabelWidth
    {
        get => _labelWidth;
        init => _labelWidth = Positive(value);
    }

    /// <summary>Whether the weight column is shown, if the model has weights. Default <c>true</c>.</summary>
    public bool ShowWeights { get; init; } = true;

    /// <summary>Whether the prediction interval is shown, if there is one. Default <c>true</c>.</summary>
    public bool ShowPrediction { get; init; } = true;

    /// <summary>Whether heterogeneity and the test between subgroups are printed. Default <c>true</c>.</summary>
    public bool ShowHeterogeneity { get; init; } = true;

    /// <summary>Whether the notes of the result are printed under the plot. Default <c>true</c>.</summary>
    public bool ShowNotes { get; init; } = true;

    internal FigureTheme ThemeOrJournals => Theme ?? ForestFormat.Of(Journal).Theme;

    private static double Positive(double value) =>
        double.IsFinite(value) && value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A width is positive and finite.");
}
