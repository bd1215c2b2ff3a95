namespace CarTEvidence.Plots;

/// <summary>Colours and sizes of a figure. Vary a preset by <c>with</c>.</summary>
public sealed partial record FigureTheme
{
    private readonly double _fontSize = 8;

    /// <summary>Size of ordinary text, in points; everything else follows it. Default 8, which journals print.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive and finite.</exception>
    public double FontSize
    {
        get => _fontSize;
        init => _fontSize = double.IsFinite(value) && value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A font size is positive and finite.");
    }

    /// <summary>Colour of the page; <c>null</c> leaves it transparent.</summary>
    public Rgb? Background { get; init; } = Rgb.White;

    /// <summary>Ordinary text and the axis.</summary>
    public Rgb Text { get; init; } = Rgb.Parse("#1b2430");

    /// <summary>Text of second rank: notes, heterogeneity, subtitles.</summary>
    public Rgb MutedText { get; init; } = Rgb.Parse("#566272");

    /// <summary>Rules under headers and over summaries.</summary>
    public Rgb Rule { get; init; } = Rgb.Parse("#1b2430");

    /// <summary>Grid lines behind the data.</summary>
    public Rgb Grid { get; init; } = Rgb.Parse("#e1e6ec");

    /// <summary>Every other row; <c>null</c> separates rows by hairlines instead.</summary>
    public Rgb? Band { get; init; } = Rgb.Parse("#f5f7fa");

    /// <summary>Behind the rows of the overall result; <c>null</c> for nothing.</summary>
    public Rgb? SummaryBand { get; init; } = Rgb.Parse("#e9eff6");

    /// <summary>Squares and intervals of studies.</summary>
    public Rgb Study { get; init; } = Rgb.Parse("#3a6ea5");

    /// <summary>Diamonds of subgroups.</summary>
    public Rgb Subgroup { get; init; } = Rgb.Parse("#6f8fb0");

    /// <summary>Diamond of the overall result and the line through it.</summary>
    public Rgb Summary { get; init; } = Rgb.Parse("#12365c");

    /// <summary>Prediction intervals.</summary>
    public Rgb Prediction { get; init; } = Rgb.Parse("#d9822b");

    /// <summary>Line of no effect, or of a value asked for.</summary>
    public Rgb Reference { get; init; } = Rgb.Parse("#7b8794");
}
