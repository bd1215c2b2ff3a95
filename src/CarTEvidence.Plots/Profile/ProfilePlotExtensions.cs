using System.Globalization;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Axes;
using CarTEvidence.Plots.Charts;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots;

/// <summary>Profile likelihoods.</summary>
public static class ProfilePlotExtensions
{
    private const int Points = 241;

    /// <summary>The curve is shown down to this many times the drop at the ends of the interval.</summary>
    private const double Shown = 2.6;

    /// <summary>Draws the log-likelihood as a function of the mean or of tau², maximised over the other, with the interval that follows from it.</summary>
    /// <param name="effect">A pooled effect of an inverse-variance or likelihood model.</param>
    /// <param name="parameter">The mean, or tau².</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ChartOptions.Default"/>.</param>
    /// <exception cref="InvalidOperationException">The model has no likelihood of this kind, or the mean of a meta-regression is asked for.</exception>
    /// <exception cref="ArgumentException">The likelihood has no maximum to set out from: one study, or no or only events.</exception>
    /// <remarks>
    /// A flat or many-peaked profile says that the data hardly tell the parameter. See <see cref="PooledEffect.ProfileLikelihood"/>; Hardy and Thompson, Stat Med 1996;15:619–629.
    /// </remarks>
    public static Figure ProfilePlot(this PooledEffect effect, ProfiledParameter parameter = ProfiledParameter.TauSquared, ChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(effect);
        var chosen = options ?? ChartOptions.Default;
        var profile = effect.ProfileLikelihood(parameter, Points)
            ?? throw new ArgumentException("The likelihood has no maximum here, because there is one study, or no or only events: there is no profile to draw.", nameof(effect));
        var mean = parameter == ProfiledParameter.Mean;
        var title = chosen.Title ?? (mean ? "Profile likelihood of the mean" : "Profile likelihood of τ²");
        var lowest = Shown * (profile.CutOff - profile.Maximum);
        var points = profile.Points.Select(p => (p.Value, Fall: Math.Max(lowest, p.LogLikelihood - profile.Maximum))).ToList();
        var range = new PlotAxis(points[0].Value, points[^1].Value);
        var height = new PlotAxis(Math.Min(points.Min(p => p.Fall), 1.5 * (profile.CutOff - profile.Maximum)), -0.06 * lowest);
        var chart = new Chart(
            ChartPage.Of(chosen),
            title,
            Forest.ModelText.Of(effect),
            mean ? AnalysisAxis.Of(effect.Measure, range, null) : ChartAxis.Of(range, "τ²"),
            ChartAxis.Of(height, $"{(profile.Restricted ? "Restricted log" : "Log")}-likelihood, below its maximum"),
            330,
            210);
        var (from, to) = (Math.Max(range.Lower, profile.Interval.Lower), Math.Min(range.Upper, profile.Interval.Upper));
        chart.Behind(new RectangleMark(new SceneBox(chart.X(from), chart.Y(profile.CutOff - profile.Maximum), chart.X(to), chart.Area.Bottom), chart.Styles.Tint("band", 0.12)));
        chart.Behind(Chart.Line(chart.At(range.Lower, profile.CutOff - profile.Maximum), chart.At(range.Upper, profile.CutOff - profile.Maximum), chart.Styles.DashedLine));
        chart.Behind(Chart.Line(chart.At(profile.Estimate, 0), new(chart.X(profile.Estimate), chart.Area.Bottom), chart.Styles.Reference));
        chart.Add(PathMark.Polyline([.. Curve(points, lowest).Select(p => chart.At(p.Value, p.Fall))], new ShapeStyle("profile") { Stroke = chosen.Theme.Summary, StrokeWidth = 1.6 * chart.Styles.Em / 8 }));
        chart.Add(new CircleMark(chart.At(profile.Estimate, 0), 0.34 * chart.Styles.Em, chart.Styles.Point with { Name = "estimate", Fill = chosen.Theme.Summary }));
        var said = Say(effect, profile);
        return chart.Finish(
            title.Length > 0 ? title : "Profile likelihood",
            $"Profile likelihood of {(mean ? "the mean" : "τ²")}. {said}",
            [said, $"Dashed: half a χ² quantile below the maximum; where the curve lies above it, the {NumberText.Level(effect.Level)} interval."]) with
        {
            Rearrange = millimetres => effect.ProfilePlot(parameter, chosen with { WidthMillimetres = millimetres }),
        };
    }

    /// <summary>What lies above the floor, and one point at each side where the curve goes through it.</summary>
    private static List<(double Value, double Fall)> Curve(List<(double Value, double Fall)> points, double lowest)
    {
        var first = Math.Max(0, points.FindIndex(p => p.Fall > lowest) - 1);
        var last = Math.Min(points.Count - 1, points.FindLastIndex(p => p.Fall > lowest) + 1);
        return points.GetRange(first, last - first + 1);
    }

    private static string Say(PooledEffect effect, LikelihoodProfile profile)
    {
        var level = NumberText.Level(effect.Level);
        if (profile.Parameter == ProfiledParameter.TauSquared)
        {
            var estimate = effect.Heterogeneity.TauSquared is { } reported && Math.Abs(reported - profile.Estimate) > 1e-6 * (1 + profile.Estimate)
                ? $"{NumberText.Significant(profile.Estimate)} (reported: {NumberText.Significant(reported)}, by another estimator)" : NumberText.Significant(profile.Estimate);
            return $"Highest at τ² = {estimate}; {level} interval {NumberText.Significant(profile.Interval.Lower)} to {NumberText.Significant(profile.Interval.Upper)}.";
        }

        var text = new Forest.EffectText(effect.Measure);
        var decimals = text.IsProportion ? 1 : 2;
        var natural = profile.Interval.Map(effect.Measure.ToNatural);
        return string.Create(CultureInfo.InvariantCulture, $"Highest at {text.Spoken(effect.Measure.ToNatural(profile.Estimate), decimals)}; {level} interval {text.Spoken(natural.Lower, decimals)} to {text.Spoken(natural.Upper, decimals)}.");
    }
}
