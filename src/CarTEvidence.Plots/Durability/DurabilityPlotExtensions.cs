using CarTEvidence.Plots.Durability;

namespace CarTEvidence.Plots;

/// <summary>How long patients were followed, and how many relapsed.</summary>
public static class DurabilityPlotExtensions
{
    /// <summary>Draws, for each arm that reports an outcome, how long its patients were followed, with the counts of the outcome and of relapses beside: a swimmer plot of arms.</summary>
    /// <param name="evidence">The arms; shared patients are resolved by the evidence's policy.</param>
    /// <param name="outcome">The outcome whose arms are drawn, for example <see cref="Outcome.Remission"/>; <c>null</c> for <see cref="Outcome.Relapse"/>.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ChartOptions.Default"/>.</param>
    /// <exception cref="NoDataException">No arm reports the outcome.</exception>
    /// <exception cref="ArgumentException">No arm that does so reports a follow-up.</exception>
    /// <remarks>
    /// Bars reach to the median follow-up, lines from the shortest to the longest, longest bars first. Reports give no times of relapse, so none are drawn and nothing is
    /// estimated: a bar is coloured by whether any patient of the arm is reported to have relapsed.
    /// </remarks>
    public static Figure DurabilityPlot(this EvidenceBase evidence, Outcome? outcome = null, ChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var chosen = options ?? ChartOptions.Default;
        return new DurabilityDrawing(evidence.Count(outcome ?? Outcome.Relapse), chosen).Draw() with
        {
            Rearrange = millimetres => evidence.DurabilityPlot(outcome, chosen with { WidthMillimetres = millimetres }),
        };
    }
}
