namespace CarTEvidence.Plots.Charts;

/// <summary>The styles that charts share, all from one theme.</summary>
/// <param name="theme">Colours and font size.</param>
internal sealed class ChartStyles(FigureTheme theme)
{
    internal FigureTheme Theme { get; } = theme;

    internal double Em { get; } = theme.FontSize;

    internal TextStyle Title { get; } = new("heading", theme.FontSize * 1.3, theme.Text) { Bold = true };

    internal TextStyle Subtitle { get; } = new("subheading", theme.FontSize, theme.MutedText);

    internal TextStyle Label { get; } = new("text", theme.FontSize, theme.Text);

    internal TextStyle Strong { get; } = new("strong", theme.FontSize, theme.Text) { Bold = true };

    internal TextStyle Small { get; } = new("small", theme.FontSize * 0.9, theme.MutedText);

    internal TextStyle Tick { get; } = new("tick-label", theme.FontSize * 0.94, theme.Text);

    internal ShapeStyle AxisLine { get; } = new("axis-line") { Stroke = theme.Rule, StrokeWidth = Scaled(theme, 0.75) };

    internal ShapeStyle Grid { get; } = new("grid") { Stroke = theme.Grid, StrokeWidth = Scaled(theme, 0.6) };

    internal ShapeStyle Reference { get; } = new("reference-line") { Stroke = theme.Reference, StrokeWidth = Scaled(theme, 0.9) };

    internal ShapeStyle SummaryLine { get; } = new("summary-line") { Stroke = theme.Summary, StrokeWidth = Scaled(theme, 1) };

    internal ShapeStyle Leader { get; } = new("leader") { Stroke = theme.MutedText.Mix(theme.Background ?? Rgb.White, 0.45), StrokeWidth = Scaled(theme, 0.5) };

    internal ShapeStyle DashedLine { get; } = new("dashed-line") { Stroke = theme.Summary, StrokeWidth = Scaled(theme, 0.75), DashLength = Scaled(theme, 2.5), DashGap = Scaled(theme, 2) };

    internal ShapeStyle Point { get; } = new("point") { Fill = theme.Study, Stroke = theme.Background ?? Rgb.White, StrokeWidth = Scaled(theme, 0.6) };

    internal ShapeStyle OpenPoint { get; } = new("open-point") { Fill = theme.Background ?? Rgb.White, Stroke = theme.Prediction, StrokeWidth = Scaled(theme, 1) };

    /// <summary>A fill between the page and the study colour.</summary>
    internal ShapeStyle Tint(string name, double share) => new(name) { Fill = (Theme.Background ?? Rgb.White).Mix(Theme.Study, share) };

    private static double Scaled(FigureTheme theme, double width) => width * theme.FontSize / 8;
}
