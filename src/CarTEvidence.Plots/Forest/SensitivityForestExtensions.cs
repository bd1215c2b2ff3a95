using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Plots;

/// <summary>Forest plots of what a pooled effect rests on.</summary>
public static class SensitivityForestExtensions
{
    /// <summary>Draws the pooled effect without each study in turn, and with all.</summary>
    /// <param name="effect">A pooled effect of at least two studies.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ForestPlotOptions.Default"/>.</param>
    /// <exception cref="InvalidOperationException">The model cannot be refitted.</exception>
    /// <exception cref="ArgumentException">There is a single study, or an option cannot be met.</exception>
    public static Figure LeaveOneOutPlot(this PooledEffect effect, ForestPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(effect);
        return effect.LeaveOneOut().ForestPlot(options);
    }

    /// <summary>Draws the pooled effect of the first study, the first two, and so on.</summary>
    /// <param name="effect">A pooled effect.</param>
    /// <param name="order">Indices into the data in the order of adding; <c>null</c> takes the order of the data.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ForestPlotOptions.Default"/>.</param>
    /// <exception cref="InvalidOperationException">The model cannot be refitted.</exception>
    /// <exception cref="ArgumentException">An index is none of the data's or is repeated, or an option cannot be met.</exception>
    /// <remarks>The caller's columns have an entry for each study that is added. Lau et al., N Engl J Med 1992, doi:10.1056/NEJM199207233270406.</remarks>
    public static Figure CumulativePlot(this PooledEffect effect, IReadOnlyList<int>? order = null, ForestPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(effect);
        return effect.Cumulative(order).ForestPlot(options);
    }

    /// <summary>Draws the pooled effect after each change, and of all studies.</summary>
    /// <param name="steps">Of <see cref="PooledEffect.LeaveOneOut"/> or <see cref="PooledEffect.Cumulative"/>.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ForestPlotOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">There is no step, as when the only study is left out, or an option cannot be met.</exception>
    public static Figure ForestPlot(this StudySensitivities steps, ForestPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (steps.Count == 0)
        {
            throw new ArgumentException("Nothing is left when the only study is left out.", nameof(steps));
        }

        var (title, header) = steps.Change == StudyChange.LeftOut ? ("Leaving one study out", "Left out") : ("Adding one study at a time", "Added");
        var effect = steps.Whole;
        var chosen = options ?? ForestPlotOptions.Default;
        var summary = chosen with { Columns = [.. chosen.Columns.Select(column => column with { Values = [.. column.Values, null] })], RiskOfBias = null };
        var entries = steps.Select(step => new ForestEntry(step.Study, step.Pooled)).Append(new ForestEntry("All studies", effect.Pooled) { Summary = true }).ToList();
        return ForestPlotExtensions.Draw(
            entries,
            effect.Measure,
            summary with { Title = chosen.Title ?? title, StudyHeader = chosen.StudyHeader ?? header, Subtitle = chosen.Subtitle ?? Forest.ModelText.Of(effect) + (effect.Marginal is null ? "" : "; the typical study") },
            effect);
    }
}
