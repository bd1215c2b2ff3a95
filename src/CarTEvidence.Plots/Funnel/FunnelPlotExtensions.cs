using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Funnel;

namespace CarTEvidence.Plots;

/// <summary>Funnel plots of pooled results.</summary>
public static class FunnelPlotExtensions
{
    /// <summary>Draws each study's effect against its precision, with the pooled effect and where 95 % of the studies would lie if they shared it.</summary>
    /// <param name="effect">A pooled effect whose studies have effects and variances.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="FunnelPlotOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">No study has an effect and a variance, or a scale in patients is asked for and their number is not known.</exception>
    /// <remarks>
    /// Asymmetry has many causes besides missing studies, and proportions near 0 or 1 are asymmetric by themselves. Sterne et al., BMJ 2011, doi:10.1136/bmj.d4002.
    /// </remarks>
    public static Figure FunnelPlot(this PooledEffect effect, FunnelPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(effect);
        return new FunnelDrawing(effect, options ?? FunnelPlotOptions.Default).Draw();
    }

    /// <summary>As <see cref="FunnelPlot(PooledEffect, FunnelPlotOptions?)"/>, named by the outcome.</summary>
    /// <param name="outcome">A pooled outcome.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="FunnelPlotOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">No study has an effect and a variance.</exception>
    public static Figure FunnelPlot(this PooledOutcome outcome, FunnelPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var chosen = options ?? FunnelPlotOptions.Default;
        return outcome.Effect.FunnelPlot(chosen with { Title = chosen.Title ?? $"Funnel plot: {outcome.Outcome.Label}", AxisTitle = chosen.AxisTitle ?? $"{outcome.Outcome.Label}, % of patients" });
    }
}
