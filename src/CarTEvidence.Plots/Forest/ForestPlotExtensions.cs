using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Forest;

namespace CarTEvidence.Plots;

/// <summary>Forest plots of pooled results.</summary>
public static class ForestPlotExtensions
{
    /// <summary>Draws the studies and what they come to.</summary>
    /// <param name="effect">A pooled effect, with or without subgroups.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ForestPlotOptions.Default"/>.</param>
    /// <returns>A figure whose page grows with the number of studies.</returns>
    /// <exception cref="ArgumentException">An option cannot be met: an empty axis, a page too narrow for its columns.</exception>
    /// <remarks>
    /// Squares are sized by weight, or by patients where the model has no weights; where the average over studies leads, the typical study is shown under it
    /// as an open diamond. Heterogeneity is the fitted model's own. Lewis and Clarke, BMJ 2001, doi:10.1136/bmj.322.7300.1479.
    /// </remarks>
    public static Figure ForestPlot(this PooledEffect effect, ForestPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(effect);
        var text = new EffectText(effect.Measure);
        var words = new ForestWords { Subject = text.Name, AxisTitle = text.IsProportion ? "Proportion of patients with the event, %" : text.Name };
        return Draw(PooledForest.Content(effect, options ?? ForestPlotOptions.Default, words), options ?? ForestPlotOptions.Default);
    }

    /// <summary>Draws the arms of an outcome and what they come to.</summary>
    /// <param name="outcome">A pooled outcome, with or without subgroups.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ForestPlotOptions.Default"/>.</param>
    /// <returns>A figure whose page grows with the number of arms; its heading names the outcome and the selections made.</returns>
    /// <exception cref="ArgumentException">An option cannot be met: an empty axis, a page too narrow for its columns.</exception>
    /// <remarks>As <see cref="ForestPlot(PooledEffect, ForestPlotOptions?)"/>; the notes begin with what is said about definitions and shared patients.</remarks>
    public static Figure ForestPlot(this PooledOutcome outcome, ForestPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var selections = outcome.WhereColumns.Count == 0 ? "" : $" ({string.Join("; ", outcome.WhereColumns)})";
        var by = outcome.Effect.SubgroupName is { } name ? $" by {name.Replace('_', ' ')}" : "";
        var words = new ForestWords { Subject = outcome.Outcome.Label + by + selections, AxisTitle = $"{outcome.Outcome.Label}, % of patients", Notes = outcome.Notes };
        return Draw(PooledForest.Content(outcome.Effect, options ?? ForestPlotOptions.Default, words), options ?? ForestPlotOptions.Default);
    }

    /// <summary>Draws several pooled effects side by side: outcomes of the same studies, or models of the same data. A study has one row.</summary>
    /// <param name="series">The effects, from left to right, at least one. Their subgroups are not shown.</param>
    /// <param name="options">
    /// Choices; <c>null</c> for <see cref="ForestPlotOptions.Default"/>. The plotting areas share its width and, for one kind of measure, their axis. The caller's columns have an entry a row:
    /// the studies of the first series in its order, then what each next one adds.
    /// </param>
    /// <exception cref="ArgumentException">There is no effect, or an option cannot be met.</exception>
    public static Figure ForestPlot(this IReadOnlyList<ForestSeries> series, ForestPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Count == 0)
        {
            throw new ArgumentException("A forest plot needs at least one pooled effect.", nameof(series));
        }

        var chosen = options ?? ForestPlotOptions.Default;
        var words = new ForestWords { Subject = string.Join(", ", series.Select(s => s.Name)), AxisTitle = "" };
        return Draw(SeriesForest.Content(series, chosen, words), chosen with { PlotWidth = chosen.PlotWidth / Math.Sqrt(series.Count) });
    }

    /// <summary>Draws given estimates: leave-one-out or cumulative results, models beside each other, subgroups alone.</summary>
    /// <param name="entries">The lines from top to bottom, at least one.</param>
    /// <param name="measure">What they are estimates of.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ForestPlotOptions.Default"/>. The caller's columns have an entry a line; lines keep their order.</param>
    /// <exception cref="ArgumentException">There is no line, or an option cannot be met.</exception>
    public static Figure ForestPlot(this IReadOnlyList<ForestEntry> entries, Measure measure, ForestPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(measure);
        if (entries.Count == 0)
        {
            throw new ArgumentException("A forest plot needs at least one line.", nameof(entries));
        }

        return Draw(entries, measure, options ?? ForestPlotOptions.Default, null);
    }

    /// <summary>Lines that all come from one fit, which says what their intervals are.</summary>
    internal static Figure Draw(IReadOnlyList<ForestEntry> entries, Measure measure, ForestPlotOptions options, PooledEffect? fit) =>
        Draw(EntryForest.Content(entries, measure, options, fit), options);

    private static Figure Draw(ForestContent content, ForestPlotOptions options) =>
        new(ForestDrawing.Draw(ForestLayout.Compute(content, options)), content.Title, content.Description)
        {
            Rearrange = millimetres => Draw(content, options with { WidthMillimetres = millimetres }),
        };
}
