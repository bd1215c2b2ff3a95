namespace CarTEvidence.Plots;

public sealed partial record FigureTheme
{
    /// <summary>Dark ink on white, blue data; the default.</summary>
    public static FigureTheme Light { get; } = new();

    /// <summary>Light ink on near black, for screens.</summary>
    public static FigureTheme Dark { get; } = new()
    {
        Background = Rgb.Parse("#12171f"),
        Text = Rgb.Parse("#e8edf3"),
        MutedText = Rgb.Parse("#9fadbd"),
        Rule = Rgb.Parse("#c9d3de"),
        Grid = Rgb.Parse("#2a3441"),
        Band = Rgb.Parse("#181f29"),
        SummaryBand = Rgb.Parse("#1f2c3c"),
        Study = Rgb.Parse("#6fa8dc"),
        Subgroup = Rgb.Parse("#9fb8d3"),
        Summary = Rgb.Parse("#ffd479"),
        Prediction = Rgb.Parse("#e0913f"),
        Reference = Rgb.Parse("#9fadbd"),
    };

    /// <summary>Black, greys and hairlines: safe on any printer and photocopier.</summary>
    public static FigureTheme Print { get; } = new()
    {
        Text = Rgb.Black,
        MutedText = Rgb.Parse("#333333"),
        Rule = Rgb.Black,
        Grid = Rgb.Parse("#dddddd"),
        Band = null,
        SummaryBand = null,
        Study = Rgb.Parse("#404040"),
        Subgroup = Rgb.Parse("#8c8c8c"),
        Summary = Rgb.Black,
        Prediction = Rgb.Parse("#737373"),
        Reference = Rgb.Parse("#555555"),
    };

    /// <summary>Colours that people with any colour vision can tell apart. Okabe and Ito's palette, Wong, Nature Methods 2011, doi:10.1038/nmeth.1618.</summary>
    public static FigureTheme ColorBlindSafe { get; } = new()
    {
        Study = Rgb.Parse("#0072b2"),
        Subgroup = Rgb.Parse("#56b4e9"),
        Summary = Rgb.Parse("#d55e00"),
        Prediction = Rgb.Parse("#e69f00"),
        Reference = Rgb.Parse("#000000"),
    };

    /// <summary>Navy squares, pale diamonds, a hairline under each row, as JAMA prints them.</summary>
    public static FigureTheme Jama { get; } = new()
    {
        Text = Rgb.Black,
        MutedText = Rgb.Parse("#333333"),
        Rule = Rgb.Black,
        Grid = Rgb.Parse("#d4d4d4"),
        Band = null,
        SummaryBand = null,
        Study = Rgb.Parse("#14406b"),
        Subgroup = Rgb.Parse("#6fa5c9"),
        Summary = Rgb.Parse("#3d84b8"),
        Prediction = Rgb.Parse("#8c2d2d"),
    };

    /// <summary>Blue squares and black diamonds, as RevMan draws them.</summary>
    public static FigureTheme RevMan { get; } = new()
    {
        Text = Rgb.Black,
        MutedText = Rgb.Parse("#333333"),
        Rule = Rgb.Black,
        Grid = Rgb.Parse("#e3e3e3"),
        Band = null,
        SummaryBand = null,
        Study = Rgb.Parse("#1c3fc4"),
        Subgroup = Rgb.Parse("#555555"),
        Summary = Rgb.Black,
        Prediction = Rgb.Parse("#b3261e"),
    };

    /// <summary>Blue data on white with pale blue bands, as The BMJ prints them.</summary>
    public static FigureTheme Bmj { get; } = new()
    {
        Rule = Rgb.Parse("#2a6ebb"),
        Grid = Rgb.Parse("#dfe8f2"),
        Band = Rgb.Parse("#f3f7fb"),
        SummaryBand = Rgb.Parse("#e3edf7"),
        Study = Rgb.Parse("#2a6ebb"),
        Subgroup = Rgb.Parse("#7fa8d6"),
        Summary = Rgb.Parse("#cd202c"),
        Prediction = Rgb.Parse("#e0913f"),
    };

    /// <summary>Black data with a muted red summary on white, as The Lancet prints them.</summary>
    public static FigureTheme Lancet { get; } = new()
    {
        Text = Rgb.Black,
        Rule = Rgb.Black,
        Band = null,
        SummaryBand = Rgb.Parse("#f7eeee"),
        Study = Rgb.Parse("#2b2b2b"),
        Subgroup = Rgb.Parse("#b46a6a"),
        Summary = Rgb.Parse("#8e1b1b"),
        Prediction = Rgb.Parse("#c98f3c"),
    };
}
