using System.Globalization;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Axes;
using CarTEvidence.Plots.Charts;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots;

/// <summary>Bubble plots of meta-regressions.</summary>
public static class BubblePlotExtensions
{
    private const int CurveSteps = 60;

    // A slope so far below its standard error is 0 but for rounding.
    private const double Rounding = 1e-9;

    /// <summary>Draws the studies against a continuous moderator, with the regression line, its confidence band and the prediction band.</summary>
    /// <param name="effect">A meta-regression by inverse variance.</param>
    /// <param name="moderator">Name of the moderator on the horizontal axis.</param>
    /// <param name="values">Its values, one a study in the order of the data, length k.</param>
    /// <param name="others">Values at which other continuous moderators are held; <c>null</c> if there are none.</param>
    /// <param name="levels">Levels at which factors are held; <c>null</c> if there are none.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ChartOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">The number of values differs from the number of studies, none is finite, or a moderator has no value.</exception>
    /// <exception cref="InvalidOperationException">The model is not by inverse variance.</exception>
    /// <remarks>The area of a bubble is the study's weight. Thompson and Higgins, Stat Med 2002, doi:10.1002/sim.1187.</remarks>
    public static Figure BubblePlot(
        this PooledEffect effect,
        string moderator,
        IReadOnlyList<double> values,
        IReadOnlyDictionary<string, double>? others = null,
        IReadOnlyDictionary<string, string>? levels = null,
        ChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(effect);
        ArgumentNullException.ThrowIfNull(moderator);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count != effect.Studies.Count)
        {
            throw new ArgumentException($"'{moderator}' has {values.Count} values for {effect.Studies.Count} studies.", nameof(values));
        }

        var studies = effect.Studies.Select((study, i) => (Study: study, X: values[i])).Where(s => s.Study.Effect is not null && double.IsFinite(s.X)).ToList();
        if (studies.Count == 0)
        {
            throw new ArgumentException($"'{moderator}' has no finite value for a study with an effect.", nameof(values));
        }

        var chosen = options ?? ChartOptions.Default;
        var x = ChartAxis.Around(studies.Select(s => s.X));
        var curve = Enumerable.Range(0, CurveSteps + 1).Select(i => x.Lower + (x.Upper - x.Lower) * i / CurveSteps)
            .Select(at => (X: at, Mean: effect.At(new Dictionary<string, double>(others ?? new Dictionary<string, double>()) { [moderator] = at }, levels))).ToList();
        var heights = studies.Select(s => s.Study.Effect!.Value).Concat(curve.SelectMany(c => new[] { c.Mean.Transformed.Interval?.Lower, c.Mean.Transformed.Interval?.Upper }).OfType<double>()).Where(double.IsFinite).ToList();
        var pad = 0.06 * Math.Max(heights.Max() - heights.Min(), 0.1);
        var range = new PlotAxis(heights.Min() - pad, heights.Max() + pad);
        var title = chosen.Title ?? $"{effect.Measure.Label} by {moderator}";
        var chart = new Chart(ChartPage.Of(chosen), title, Forest.ModelText.Of(effect), ChartAxis.Of(x, Forest.EffectText.Capital(moderator)), AnalysisAxis.Of(effect.Measure, range, null), 330, 230);
        Band(chart, curve.Select(c => (c.X, c.Mean.Prediction?.Transformed)), range, chart.Styles.Tint("prediction-band", 0.08));
        Band(chart, curve.Select(c => (c.X, c.Mean.Transformed.Interval)), range, chart.Styles.Tint("confidence-band", 0.2));
        var line = curve.Where(c => c.Mean.Transformed.Value is { } y && range.Share(y) is >= 0 and <= 1).Select(c => chart.At(c.X, c.Mean.Transformed.Value!.Value)).ToList();
        if (line.Count > 1)
        {
            chart.Behind(PathMark.Polyline(line, chart.Styles.SummaryLine));
        }

        chart.Avoid(line);
        Bubbles(chart, effect.Measure, studies);
        var slope = effect.Coefficients.FirstOrDefault(c => c.Name == moderator)?.Estimate;
        var test = slope?.Value is { } b ? $"Slope {NumberText.Significant(Math.Abs(b) < Rounding * (slope.StandardError ?? 0) ? 0 : b)} on the scale of the analysis{(slope.Test.PValue is { } p ? ", " + NumberText.PValue(p) : "")}." : "";
        return chart.Finish(
            title.Length > 0 ? title : "Bubble plot",
            string.Create(CultureInfo.InvariantCulture, $"Bubble plot of {studies.Count} studies against {moderator}. {test}"),
            [test, $"Inner band: {NumberText.Level(effect.Level)} confidence; outer band: prediction for a new study. The area of a bubble is the study's weight."]) with
        {
            Rearrange = millimetres => effect.BubblePlot(moderator, values, others, levels, chosen with { WidthMillimetres = millimetres }),
        };
    }

    private static void Band(Chart chart, IEnumerable<(double X, Interval? Interval)> limits, PlotAxis range, ShapeStyle style)
    {
        var known = limits.Where(l => l.Interval is not null).Select(l => (l.X, Lower: Math.Clamp(l.Interval!.Value.Lower, range.Lower, range.Upper), Upper: Math.Clamp(l.Interval!.Value.Upper, range.Lower, range.Upper))).ToList();
        if (known.Count > 1)
        {
            chart.Behind(new PolygonMark([.. known.Select(l => chart.At(l.X, l.Lower)), .. known.AsEnumerable().Reverse().Select(l => chart.At(l.X, l.Upper))], style));
        }
    }

    private static void Bubbles(Chart chart, Measure measure, List<(StudyEstimate Study, double X)> studies)
    {
        var heaviest = studies.Max(s => s.Study.Weight ?? 1);
        double Radius(StudyEstimate study) => Math.Max(0.2, 0.75 * Math.Sqrt((study.Weight ?? 1) / heaviest)) * chart.Styles.Em;
        foreach (var (study, at) in studies)
        {
            var place = chart.At(at, study.Effect!.Value);
            chart.Occupy(new SceneBox(place.X, place.Y, place.X, place.Y).Grow(Radius(study)));
        }

        var text = new Forest.EffectText(measure);
        foreach (var (study, at) in studies.OrderByDescending(s => s.Study.Weight ?? 1))
        {
            var place = chart.At(at, study.Effect!.Value);
            var marks = new List<Mark> { new CircleMark(place, Radius(study), chart.Styles.Point with { Opacity = 0.85 }) };
            marks.AddRange(chart.Label(study.Study, place, Radius(study)));

            chart.Add(new GroupMark("study", marks) { Title = $"{TextFlow.Clean(study.Study)}: {text.Spoken(measure.ToNatural(study.Effect!.Value), 2)} at {NumberText.Significant(at)}" });
        }
    }
}
