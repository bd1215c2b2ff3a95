using CarTEvidence.Plots;

namespace CarTEvidence.Cli.Printing;

/// <summary>How figures look.</summary>
/// <param name="Theme">Colours; <c>null</c> for the figure's own.</param>
/// <param name="Journal">Whose habits forest plots follow; <c>null</c> for our own.</param>
/// <param name="Width">Width of the page in millimetres; <c>null</c> for what suits the figure.</param>
internal sealed record FigureLook(FigureTheme? Theme, ForestJournal? Journal, double? Width)
{
    public ForestPlotOptions Forest => new() { Theme = Theme, Journal = Journal ?? ForestJournal.House };

    public ChartOptions Chart => new() { Theme = Theme ?? FigureTheme.Light };

    public FunnelPlotOptions Funnel => new() { Theme = Theme ?? FigureTheme.Light };
}
