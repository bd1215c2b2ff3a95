using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Orchard;

namespace CarTEvidence.Plots;

/// <summary>Orchard plots.</summary>
public static class OrchardPlotExtensions
{
    /// <summary>
    /// Draws every study as a fruit sized by its precision, and over them what they come to: the pooled effect, its confidence interval (thick) and its prediction
    /// interval (thin), for each subgroup and for all studies.
    /// </summary>
    /// <param name="effect">A pooled effect, with or without subgroups.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ChartOptions.Default"/>.</param>
    /// <exception cref="InvalidOperationException">No study has an estimate.</exception>
    /// <remarks>
    /// On the natural scale, where a study without or with nothing but events has its place too. The area of a fruit is proportional to 1 / standard error, or to the number
    /// of patients where that is what is known. Nakagawa et al., Res Synth Methods 2021, doi:10.1002/jrsm.1424.
    /// </remarks>
    public static Figure OrchardPlot(this PooledEffect effect, ChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(effect);
        var chosen = options ?? ChartOptions.Default;
        return new OrchardDrawing(effect, chosen, null).Draw() with { Rearrange = millimetres => effect.OrchardPlot(chosen with { WidthMillimetres = millimetres }) };
    }

    /// <summary>As <see cref="OrchardPlot(PooledEffect, ChartOptions?)"/>, named by the outcome.</summary>
    /// <param name="outcome">A pooled outcome.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ChartOptions.Default"/>.</param>
    public static Figure OrchardPlot(this PooledOutcome outcome, ChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var chosen = options ?? ChartOptions.Default;
        return new OrchardDrawing(outcome.Effect, chosen, outcome.Outcome.Label).Draw() with { Rearrange = millimetres => outcome.OrchardPlot(chosen with { WidthMillimetres = millimetres }) };
    }
}
