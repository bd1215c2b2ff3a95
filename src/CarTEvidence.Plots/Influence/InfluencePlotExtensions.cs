using System.Globalization;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Axes;
using CarTEvidence.Plots.Charts;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots;

/// <summary>Influence panels.</summary>
public static class InfluencePlotExtensions
{
    private const double PanelWidth = 88;

    /// <summary>Draws deletion diagnostics study by study: externally studentised residual, DFFITS, Cook's distance, covariance ratio, tau² without the study, and leverage.</summary>
    /// <param name="effect">A pooled effect of an inverse-variance model with at least three studies.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ChartOptions.Default"/>.</param>
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
        var studies = effect.Influence();
        (string Name, Func<StudyInfluence, double?> Value, double? Reference)[] panels =
        [
            ("Residual", s => s.StudentizedResidual, 0), ("DFFITS", s => s.Dffits, 0), ("Cook's d", s => s.CooksDistance, 0),
            ("Cov. ratio", s => s.CovarianceRatio, 1), ("τ² without", s => s.TauSquaredDeleted, null), ("Leverage", s => s.Hat, 1.0 / studies.Count),
        ];
        return Draw(studies, panels, chosen);
    }

    private static Figure Draw(IReadOnlyList<StudyInfluence> studies, (string Name, Func<StudyInfluence, double?> Value, double? Reference)[] panels, ChartOptions options)
    {
        var styles = new ChartStyles(options.Theme);
        var em = styles.Em;
        var margin = 1.25 * em;
        var labels = Math.Min(170, studies.Max(s => styles.Strong.WidthOf(s.Study)));
        var left = margin + labels + 1.7 * em;
        var gap = 2.8 * em;
        var page = left + panels.Length * (PanelWidth + gap) - gap + margin + 0.8 * em;
        var title = options.Title ?? "Influence of each study";
        var marks = new List<Mark>();
        var cursor = margin;
        foreach (var line in title.Length == 0 ? [] : TextFlow.Wrap(title, styles.Title, page - 2 * margin).Lines)
        {
            marks.Add(new TextMark(new(margin, cursor + styles.Title.Size * FontMetrics.Ascent), line, styles.Title));
            cursor += styles.Title.LineHeight + 0.4 * em;
        }

        var header = cursor + styles.Strong.Size * FontMetrics.Ascent;
        marks.Add(new TextMark(new(margin, header), "Study", styles.Strong));
        cursor += styles.Strong.LineHeight + 0.3 * em;
        var (top, row) = (cursor, 1.6 * em);
        var bottom = top + studies.Count * row;
        var axes = panels.Select(panel => ChartAxis.Around(studies.Select(panel.Value).OfType<double>(), panel.Reference is { } r ? [r] : [])).ToArray();
        for (var p = 0; p < panels.Length; p++)
        {
            Panel(marks, styles, panels[p].Name, panels[p].Reference, axes[p], left + p * (PanelWidth + gap), header, top, bottom);
        }

        for (var i = 0; i < studies.Count; i++)
        {
            var middle = top + (i + 0.5) * row;
            var study = studies[i];
            var points = new List<Mark> { new TextMark(new(margin, middle + styles.Label.MiddleToBaseline), TextFlow.Shorten(TextFlow.Clean(study.Study), study.IsInfluential ? styles.Strong : styles.Label, labels), study.IsInfluential ? styles.Strong : styles.Label) };
            for (var p = 0; p < panels.Length; p++)
            {
                if (panels[p].Value(study) is { } value && double.IsFinite(value))
                {
                    points.Add(new CircleMark(new(left + p * (PanelWidth + gap) + axes[p].Share(value) * PanelWidth, middle), 0.28 * em, study.IsInfluential ? styles.Point with { Name = "influential", Fill = options.Theme.Prediction } : styles.Point));
                }
            }

            marks.Add(new GroupMark("study", points) { Title = $"{TextFlow.Clean(study.Study)}: {string.Join(", ", panels.Where(panel => panel.Value(study) is not null).Select(panel => $"{panel.Name} {NumberText.Significant(panel.Value(study)!.Value)}"))}{(study.IsInfluential ? "; influential" : "")}" });
        }

        cursor = bottom + 0.85 * em + styles.Tick.Size + 0.6 * em;
        var influential = studies.Where(s => s.IsInfluential).Select(s => s.Study).ToList();
        var note = influential.Count == 0 ? "No study is influential by the usual rules." : $"Influential by the usual rules, in bold: {string.Join("; ", influential)}.";
        foreach (var line in TextFlow.Wrap(note, styles.Small, page - 2 * margin).Lines)
        {
            marks.Add(new TextMark(new(margin, cursor + styles.Small.Size * FontMetrics.Ascent), line, styles.Small));
            cursor += styles.Small.LineHeight;
        }

        return new Figure(new Scene(page, cursor + margin, marks) { Background = options.Theme.Background }, title.Length > 0 ? title : "Influence of each study", string.Create(CultureInfo.InvariantCulture, $"Deletion diagnostics of {studies.Count} studies. {note}"));
    }

    /// <summary>Ticks whose labels keep apart; one where no two do.</summary>
    private static IReadOnlyList<AxisTick> Ticks(PlotAxis axis, ChartStyles styles)
    {
        for (var most = 4; most > 1; most--)
        {
            var ticks = axis.Ticks(most);
            var apart = ticks.Zip(ticks.Skip(1)).All(pair => (axis.Share(pair.Second.Value) - axis.Share(pair.First.Value)) * PanelWidth > (styles.Tick.WidthOf(pair.First.Label) + styles.Tick.WidthOf(pair.Second.Label)) / 2 + 0.3 * styles.Em);
            if (apart)
            {
                return ticks;
            }
        }

        return [.. axis.Ticks(2).Take(1)];
    }

    private static void Panel(List<Mark> marks, ChartStyles styles, string name, double? reference, PlotAxis axis, double left, double header, double top, double bottom)
    {
        marks.Add(new TextMark(new(left + PanelWidth / 2, header), name, styles.Strong, TextAnchor.Middle));
        var length = 0.4 * styles.Em;
        foreach (var tick in Ticks(axis, styles))
        {
            var x = left + axis.Share(tick.Value) * PanelWidth;
            marks.Add(new LineMark(new(x, top), new(x, bottom), styles.Grid));
            marks.Add(new LineMark(new(x, bottom), new(x, bottom + length), styles.AxisLine));
            marks.Add(new TextMark(new(x, bottom + length + 0.2 * styles.Em + styles.Tick.Size * FontMetrics.Ascent), tick.Label, styles.Tick, TextAnchor.Middle));
        }

        marks.Add(new LineMark(new(left, bottom), new(left + PanelWidth, bottom), styles.AxisLine));
        if (reference is { } value)
        {
            marks.Add(new LineMark(new(left + axis.Share(value) * PanelWidth, top), new(left + axis.Share(value) * PanelWidth, bottom), styles.Reference));
        }
    }
}
