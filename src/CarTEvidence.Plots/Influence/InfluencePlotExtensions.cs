using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Influence;

namespace CarTEvidence.Plots;

/// <summary>Influence panels.</summary>
public static class InfluencePlotExtensions
{
    /// <summary>Draws deletion diagnostics study by study: externally studentised residual, DFFITS, Cook's distance, covariance ratio, tau² without the study, and leverage.</summary>
    /// <param name="effect">A pooled effect of an inverse-variance model with at least three studies.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ChartOptions.Default"/>. On a narrow page the panels stand in several bands.</param>
    /// <exception cref="InvalidOperationException">The model is not by inverse variance.</exception>
    /// <exception cref="ArgumentException">There are fewer than three studies.</exception>
    /// <remarks>Influential studies, by the rules of <see cref="StudyInfluence.IsInfluential"/>, are drawn in the summary's colour. Viechtbauer and Cheung 2010, doi:10.1002/jrsm.11.</remarks>
    public static Figure InfluencePlot(this PooledEffect effect, ChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(effect);
        if (effect.StudyCount < 3)
        {
            throw new ArgumentException($"Deletion diagnostics need three studies; there are {effect.StudyCount}.", nameof(effect));
        }

        var chosen = options ?? ChartOptions.Default;
        return new InfluenceDrawing(effect.Influence(), chosen).Draw() with
        {
            Rearrange = millimetres => effect.InfluencePlot(chosen with { WidthMillimetres = millimetres }),
        };
    }
}
