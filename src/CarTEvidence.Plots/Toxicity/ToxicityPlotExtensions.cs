using CarTEvidence.Plots.Toxicity;

namespace CarTEvidence.Plots;

/// <summary>Graded toxicity as stacked bars.</summary>
public static class ToxicityPlotExtensions
{
    /// <summary>Draws, for each arm and for all together, which share of the patients had which worst grade.</summary>
    /// <param name="evidence">The arms; shared patients are resolved by the evidence's policy.</param>
    /// <param name="outcome">CRS or ICANS, of any grade.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ChartOptions.Default"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="outcome"/> has no grades.</exception>
    /// <exception cref="NoDataException">No arm reports the outcome.</exception>
    /// <remarks>Grades that a report gives only together are one segment: <c>grade 1–2</c>. The last bar adds patients up; it is a description, not a pooled estimate.</remarks>
    public static Figure ToxicityPlot(this EvidenceBase evidence, Outcome outcome, ChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(outcome);
        if (outcome.AtLeastGrade is null)
        {
            throw new ArgumentException($"'{outcome.Name}' has no grades; bars of grades are drawn for CRS and ICANS.", nameof(outcome));
        }

        return new ToxicityDrawing(evidence, outcome, options ?? ChartOptions.Default).Draw();
    }
}
