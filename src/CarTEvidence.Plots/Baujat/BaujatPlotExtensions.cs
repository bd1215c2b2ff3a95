using System.Globalization;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Charts;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots;

/// <summary>Baujat plots.</summary>
public static class BaujatPlotExtensions
{
    /// <summary>Draws what each study adds to heterogeneity against its influence on the pooled effect; studies in the upper right corner deserve a look.</summary>
    /// <param name="effect">A pooled effect of an inverse-variance model with at least three studies.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ChartOptions.Default"/>.</param>
    /// <exception cref="InvalidOperationException">The model is not by inverse variance.</exception>
    /// <exception cref="ArgumentException">No study can be left out.</exception>
    /// <remarks>Baujat et al., Stat Med 2002, doi:10.1002/sim.1221.</remarks>
    public static Figure BaujatPlot(this PooledEffect effect, ChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(effect);
        var chosen = options ?? ChartOptions.Default;
        var points = effect.Baujat();
        if (points.Count == 0)
        {
            throw new ArgumentException($"A Baujat plot leaves out one study at a time; there {(effect.StudyCount == 1 ? "is" : "are")} {effect.StudyCount}.", nameof(effect));
        }

        var title = chosen.Title ?? "Baujat plot";
        var chart = new Chart(
            ChartPage.Of(chosen),
            title,
            "",
            ChartAxis.Of(ChartAxis.Around(points.Select(p => p.X), 0), "Contribution to Cochran's Q"),
            ChartAxis.Of(ChartAxis.Around(points.Select(p => p.Y), 0), "Influence on the pooled effect"),
            330,
            230);
        ScatterFigure.Draw(chart, [.. points.OrderByDescending(p => p.X * p.Y).Select(p => (p.Study, p.X, p.Y, $"contribution {NumberText.Significant(p.X)}, influence {NumberText.Significant(p.Y)}"))]);
        var most = points.MaxBy(p => p.X);
        return chart.Finish(
            title.Length > 0 ? title : "Baujat plot",
            string.Create(CultureInfo.InvariantCulture, $"Baujat plot of {points.Count} studies. {most.Study} contributes most to heterogeneity ({NumberText.Significant(most.X)})."),
            []) with
        {
            Rearrange = millimetres => effect.BaujatPlot(chosen with { WidthMillimetres = millimetres }),
        };
    }
}
