namespace CarTEvidence.Plots.Forest;

/// <summary>The styles and distances of a forest plot, all from one theme.</summary>
/// <param name="theme">Colours and font size.</param>
/// <param name="compact">Sets columns closer together, for a page of given width.</param>
internal sealed class ForestStyles(FigureTheme theme, bool compact)
{
    internal FigureTheme Theme { get; } = theme;

    internal double Em { get; } = theme.FontSize;

    internal double RowHeight => 1.75 * Em;

    internal double TrackGap { get; } = (compact ? 1.1 : 1.7) * theme.FontSize;

    internal double Margin => 1.25 * Em;

    internal double Indent => 0.9 * Em;

    internal double LargestSquare => 1.15 * Em;

    internal TextStyle Title { get; } = new("heading", theme.FontSize * 1.3, theme.Text) { Bold = true };

    internal TextStyle Subtitle { get; } = new("subheading", theme.FontSize, theme.MutedText);

    internal TextStyle Header { get; } = new("header", theme.FontSize, theme.Text) { Bold = true };

    internal TextStyle Label { get; } = new("text", theme.FontSize, theme.Text);

    internal TextStyle Strong { get; } = new("strong", theme.FontSize, theme.Text) { Bold = true };

    internal TextStyle Small { get; } = new("small", theme.FontSize * 0.9, theme.MutedText);

    internal TextStyle Tick { get; } = new("tick-label", theme.FontSize * 0.94, theme.Text);

    internal ShapeStyle HeaderRule { get; } = new("header-rule") { Stroke = theme.Rule, StrokeWidth = Scaled(theme, 0.9) };

    internal ShapeStyle Hairline { get; } = new("hairline") { Stroke = theme.Grid, StrokeWidth = Scaled(theme, 0.5) };

    internal ShapeStyle Grid { get; } = new("grid") { Stroke = theme.Grid, StrokeWidth = Scaled(theme, 0.6) };

    internal ShapeStyle AxisLine { get; } = new("axis-line") { Stroke = theme.Rule, StrokeWidth = Scaled(theme, 0.75) };

    internal ShapeStyle SummaryLine { get; } = new("summary-line") { Stroke = theme.Summary, StrokeWidth = Scaled(theme, 0.75), DashLength = Scaled(theme, 2.5), DashGap = Scaled(theme, 2) };

    internal ShapeStyle ReferenceLine { get; } = new("reference-line") { Stroke = theme.Reference, StrokeWidth = Scaled(theme, 0.9) };

    internal ShapeStyle Whisker { get; } = new("whisker") { Stroke = theme.Study, StrokeWidth = Scaled(theme, 1) };

    internal ShapeStyle Leg { get; } = new("leg") { Stroke = theme.Study.Mix(theme.Background ?? Rgb.White, 0.45), StrokeWidth = Scaled(theme, 0.6) };

    internal ShapeStyle WhiskerInside { get; } = new("whisker-inside") { Stroke = theme.Background ?? Rgb.White, StrokeWidth = Scaled(theme, 0.8) };

    internal ShapeStyle Square { get; } = new("square") { Fill = theme.Study };

    internal ShapeStyle Arrow { get; } = new("arrow") { Fill = theme.Study };

    internal ShapeStyle SubgroupDiamond { get; } = new("subgroup-diamond") { Fill = theme.Subgroup };

    internal ShapeStyle SummaryDiamond { get; } = new("summary-diamond") { Fill = theme.Summary };

    internal ShapeStyle OpenDiamond { get; } = new("open-diamond") { Fill = theme.Background ?? Rgb.White, Stroke = theme.Summary, StrokeWidth = Scaled(theme, 0.9) };

    internal ShapeStyle PredictionBar { get; } = new("prediction") { Fill = theme.Prediction };

    internal ShapeStyle PredictionShade { get; } = new("prediction-shade") { Fill = theme.Prediction, Opacity = 0.13 };

    internal ShapeStyle PredictionDensity { get; } = new("prediction-density") { Fill = theme.Prediction, Opacity = 0.45 };

    internal TextStyle LightSign { get; } = new("light-sign", theme.FontSize * 0.9, Rgb.Black) { Bold = true };

    internal ShapeStyle Band { get; } = new("band") { Fill = theme.Band };

    internal ShapeStyle SummaryBand { get; } = new("summary-band") { Fill = theme.SummaryBand };

    /// <summary>Colour and sign of a judgement; the colours are light enough for a black sign.</summary>
    internal static (ShapeStyle Shape, string Sign) Light(RiskJudgement judgement) => judgement switch
    {
        RiskJudgement.Low => (new ShapeStyle("risk-low") { Fill = Rgb.Parse("#7cc47f") }, "+"),
        RiskJudgement.Moderate => (new ShapeStyle("risk-moderate") { Fill = Rgb.Parse("#f2cf4a") }, "–"),
        RiskJudgement.High => (new ShapeStyle("risk-high") { Fill = Rgb.Parse("#ee8377") }, "×"),
        _ => (new ShapeStyle("risk-unclear") { Fill = Rgb.Parse("#c4cad1") }, "?"),
    };

    /// <summary>A width that is right for 8-point text, at the theme's size.</summary>
    private static double Scaled(FigureTheme theme, double width) => width * theme.FontSize / 8;

    internal TextStyle LabelOf(ForestRowKind kind) => kind switch
    {
        ForestRowKind.Heading or ForestRowKind.Subtotal or ForestRowKind.Total => Strong,
        ForestRowKind.Remark => Small,
        _ => Label,
    };

    internal TextStyle CellOf(ForestRowKind kind) => kind is ForestRowKind.Subtotal or ForestRowKind.Total ? Strong : Label;
}
