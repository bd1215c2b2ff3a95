using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Axes;
using CarTEvidence.Plots.Charts;
using CarTEvidence.Plots.Forest;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots;

/// <summary>Posterior and predictive densities of Bayesian fits.</summary>
public static class PosteriorPlotExtensions
{
    private const int Steps = 320;

    /// <summary>Share of the plot's height under the curves, where medians and intervals stand.</summary>
    private const double Strip = 0.17;

    /// <summary>Draws the posterior density of the pooled proportion and the predictive density of a new study's, with their medians and intervals.</summary>
    /// <param name="effect">A Bayesian pooled effect.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ChartOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">The model has no posterior distribution.</exception>
    /// <remarks>
    /// The pooled proportion is that of the typical study, or the average over studies where that leads. A density that rises without bound towards 0 or 100 % is cut
    /// at the edge of the plot. See <see cref="PooledEffect.PosteriorDensity"/>.
    /// </remarks>
    public static Figure PosteriorPlot(this PooledEffect effect, ChartOptions? options = null)
    {
        var chosen = options ?? ChartOptions.Default;
        var posterior = Require(effect);
        var title = chosen.Title ?? "Posterior and predictive density";
        var predictive = posterior.Predictive.Interval!.Value;
        var axis = ForestAxis.Proportions([effect.Leading.Interval!.Value.Lower, effect.Leading.Interval!.Value.Upper, predictive.Lower, predictive.Upper]);
        double[] at = [.. Enumerable.Range(0, Steps).Select(i => axis.Lower + (axis.Upper - axis.Lower) * (i + 0.5) / Steps)];
        var pooled = effect.PosteriorDensity(effect.MarginalLeads ? PosteriorQuantity.Average : PosteriorQuantity.TypicalStudy, at);
        var fresh = effect.PosteriorDensity(PosteriorQuantity.NewStudy, at);
        var name = effect.MarginalLeads ? "Average over studies" : "Typical study";
        var said = $"{name} {Spoken(effect.Leading, effect.Level)}; new study {Spoken(posterior.Predictive, effect.Level)}.";
        return Draw(
            chosen,
            (title.Length > 0 ? title : "Posterior and predictive density", title, ModelText.Of(effect)),
            (axis, "% of patients"),
            (at, pooled, name, effect.Leading),
            (fresh, "New study", posterior.Predictive),
            [said, $"Under the curves: medians with {NumberText.Level(effect.Level)} equal-tailed intervals. Priors: {posterior.Priors}."]) with
        {
            Rearrange = millimetres => effect.PosteriorPlot(chosen with { WidthMillimetres = millimetres }),
        };
    }

    /// <summary>Draws the posterior density of tau, the between-study standard deviation of the logit, and the prior that it was learnt from.</summary>
    /// <param name="effect">A Bayesian pooled effect.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ChartOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">The model has no posterior distribution.</exception>
    /// <remarks>Where the two curves agree, the data say little about tau.</remarks>
    public static Figure TauPosteriorPlot(this PooledEffect effect, ChartOptions? options = null)
    {
        var chosen = options ?? ChartOptions.Default;
        var posterior = Require(effect);
        var title = chosen.Title ?? "Posterior density of tau";
        var axis = new PlotAxis(0, ChartAxis.Around([0, 1.35 * posterior.Tau.Upper]).Upper);
        double[] at = [.. Enumerable.Range(0, Steps + 1).Select(i => axis.Upper * i / Steps)];
        var tau = new Estimate(posterior.TauMedian, posterior.Tau);
        var said = $"Tau: median {NumberText.Significant(posterior.TauMedian)}, {NumberText.Level(effect.Level)} interval {NumberText.Significant(posterior.Tau.Lower)} to {NumberText.Significant(posterior.Tau.Upper)}.";
        return Draw(
            chosen,
            (title.Length > 0 ? title : "Posterior density of tau", title, ModelText.Of(effect)),
            (axis, "Tau, between-study standard deviation of the logit"),
            (at, effect.PosteriorDensity(PosteriorQuantity.Tau, at), "Posterior", tau),
            (effect.TauPriorDensity(at), "Prior", null),
            [said, $"Prior: {posterior.Priors.Tau}."]) with
        {
            Rearrange = millimetres => effect.TauPosteriorPlot(chosen with { WidthMillimetres = millimetres }),
        };
    }

    private static Posterior Require(PooledEffect effect)
    {
        ArgumentNullException.ThrowIfNull(effect);
        return effect.Posterior ?? throw new ArgumentException($"The model {MethodNames.Models[effect.Model].Name} has no posterior distribution; the Bayesian binomial-normal model has.", nameof(effect));
    }

    private static Figure Draw(
        ChartOptions options,
        (string Name, string Heading, string Subheading) words,
        (PlotAxis Scale, string Title) axis,
        (double[] At, IReadOnlyList<double> Density, string Name, Estimate Estimate) main,
        (IReadOnlyList<double> Density, string Name, Estimate? Estimate) other,
        IReadOnlyList<string> notes)
    {
        var inside = main.At.Select((x, i) => (x, i)).Where(p => axis.Scale.Share(p.x) is > 0.01 and < 0.99).Select(p => Math.Max(main.Density[p.i], other.Density[p.i]));
        var top = 1.06 * inside.Max();
        var chart = new Chart(ChartPage.Of(options), words.Heading, words.Subheading, ChartAxis.Of(axis.Scale, axis.Title), new ChartAxis(new PlotAxis(-Strip * top, top), [], "Density"), 330, 210);
        var area = chart.Styles.Tint("posterior", 0.45);
        var line = new ShapeStyle("second-density") { Stroke = options.Theme.Prediction, StrokeWidth = 1.5 * chart.Styles.Em / 8, DashLength = 0.5 * chart.Styles.Em, DashGap = 0.25 * chart.Styles.Em };
        List<ScenePoint> Curve(IReadOnlyList<double> density) => [.. main.At.Select((x, i) => chart.At(x, Math.Min(top, density[i])))];
        var curve = Curve(main.Density);
        chart.Add(new PolygonMark([curve[0] with { Y = chart.Y(0) }, .. curve, curve[^1] with { Y = chart.Y(0) }], area));
        chart.Add(PathMark.Polyline(curve, new ShapeStyle("posterior-line") { Stroke = options.Theme.Study, StrokeWidth = 1.2 * chart.Styles.Em / 8 }));
        chart.Add(PathMark.Polyline(Curve(other.Density), line));
        chart.Add(Chart.Line(chart.At(axis.Scale.Lower, 0), chart.At(axis.Scale.Upper, 0), chart.Styles.Grid));
        Interval(chart, axis.Scale, main.Estimate, -0.33 * Strip * top, options.Theme.Study, main.Name);
        if (other.Estimate is { } second)
        {
            Interval(chart, axis.Scale, second, -0.7 * Strip * top, options.Theme.Prediction, other.Name);
        }

        return chart.Finish(
            words.Name,
            $"{words.Name}. {notes[0]}",
            notes,
            [new LegendEntry(main.Name, area), new LegendEntry(other.Name, new ShapeStyle("second-key") { Fill = options.Theme.Prediction })]);
    }

    private static void Interval(Chart chart, PlotAxis axis, Estimate estimate, double height, Rgb color, string name)
    {
        if (estimate is not { Value: { } value, Interval: { } interval })
        {
            return;
        }

        var style = new ShapeStyle("interval") { Stroke = color, StrokeWidth = 2 * chart.Styles.Em / 8 };
        chart.Add(new GroupMark("estimate",
        [
            Chart.Line(chart.At(Math.Max(axis.Lower, interval.Lower), height), chart.At(Math.Min(axis.Upper, interval.Upper), height), style),
            new CircleMark(chart.At(value, height), 0.32 * chart.Styles.Em, chart.Styles.Point with { Name = "median", Fill = color }),
        ])
        { Title = name });
    }

    private static string Spoken(Estimate estimate, double level) => new EffectText(Measure.Logit).Spoken(estimate, $"{NumberText.Level(level)} CrI", 1);
}
