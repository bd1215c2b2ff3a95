using System.Globalization;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Charts;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots;

/// <summary>The benefit–risk plane.</summary>
public static class BenefitRiskPlotExtensions
{
    private const double Inset = 1.1;

    /// <summary>Draws a benefit against a harm: the pooled estimates with their intervals, and the arms that report both.</summary>
    /// <param name="benefit">The pooled benefit, on the vertical axis.</param>
    /// <param name="harm">The pooled harm, on the horizontal axis.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ChartOptions.Default"/>.</param>
    /// <remarks>
    /// The box is where both intervals hold: for two 95 % intervals at least 90 % confidence for both together, by Bonferroni's inequality, whatever their dependence.
    /// Not computed: the correlation of benefit and harm between patients, which reports do not give.
    /// </remarks>
    public static Figure BenefitRiskPlot(this PooledOutcome benefit, PooledOutcome harm, ChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(benefit);
        ArgumentNullException.ThrowIfNull(harm);
        var chosen = options ?? ChartOptions.Default;
        var arms = Both(benefit, harm);
        var (rights, ups) = (Forest.ForestAxis.Proportions(Values(arms.Select(a => a.X), harm)), Forest.ForestAxis.Proportions(Values(arms.Select(a => a.Y), benefit)));
        var title = chosen.Title ?? $"{benefit.Outcome.Label} and {harm.Outcome.Label}";
        var chart = new Chart(ChartPage.Of(chosen), title, "", ChartAxis.Of(rights, $"{harm.Outcome.Label}, % of patients", 6), ChartAxis.Of(ups, $"{benefit.Outcome.Label}, % of patients", 6), 270, 270, inset: Inset);
        var (up, right) = (benefit.Effect.Leading, harm.Effect.Leading);
        if (up.Interval is { } vertical && right.Interval is { } horizontal)
        {
            chart.Behind(new RectangleMark(new SceneBox(chart.X(horizontal.Lower), chart.Y(vertical.Upper), chart.X(horizontal.Upper), chart.Y(vertical.Lower)), chart.Styles.Tint("region", 0.14)));
        }

        if (up.Value is { } y && right.Value is { } x)
        {
            Cross(chart, chart.At(x, y), up.Interval, right.Interval);
        }

        Bubbles(chart, arms);

        var text = new Forest.EffectText(benefit.Effect.Measure);
        var described = $"{benefit.Outcome.Label} {text.Spoken(up, Forest.IntervalText.Of(benefit.Effect), 1)}; {harm.Outcome.Label} {text.Spoken(right, Forest.IntervalText.Of(harm.Effect), 1)}.";
        return chart.Finish(
            title.Length > 0 ? title : "Benefit and risk",
            string.Create(CultureInfo.InvariantCulture, $"{described} {arms.Count} arms report both."),
            [described, "Cross and box: pooled estimates and their intervals. Bubbles: arms that report both, area by patients."]) with
        {
            Rearrange = millimetres => benefit.BenefitRiskPlot(harm, chosen with { WidthMillimetres = millimetres }),
        };
    }

    /// <summary>What must be seen along an axis: the arms, and the pooled estimate with its interval.</summary>
    private static IEnumerable<double> Values(IEnumerable<double> arms, PooledOutcome pooled) =>
        arms.Concat(new[] { pooled.Effect.Leading.Value, pooled.Effect.Leading.Interval?.Lower, pooled.Effect.Leading.Interval?.Upper }.OfType<double>());

    private static List<(string Name, double X, double Y, long Patients)> Both(PooledOutcome benefit, PooledOutcome harm)
    {
        var harms = harm.Arms.Select((arm, i) => (arm, i)).ToDictionary(x => (x.arm.Study, x.arm.Arm), x => harm.Data.Counts[x.i]);
        return
        [
            .. from x in benefit.Arms.Select((arm, i) => (Arm: arm, Index: i))
               where harms.ContainsKey((x.Arm.Study, x.Arm.Arm))
               let gained = benefit.Data.Counts[x.Index]
               let harmed = harms[(x.Arm.Study, x.Arm.Arm)]
               select (benefit.Data.Proportions.Study[x.Index], (double)harmed.Events / harmed.Evaluable, (double)gained.Events / gained.Evaluable, (long)Math.Max(harmed.Evaluable, gained.Evaluable))
        ];
    }

    private static void Bubbles(Chart chart, List<(string Name, double X, double Y, long Patients)> arms)
    {
        var most = arms.Select(a => a.Patients).DefaultIfEmpty(1).Max();
        double Radius(long patients) => Math.Max(0.25, 0.85 * Math.Sqrt((double)patients / most)) * chart.Styles.Em;
        foreach (var arm in arms)
        {
            var place = chart.At(arm.X, arm.Y);
            chart.Occupy(new SceneBox(place.X, place.Y, place.X, place.Y).Grow(Radius(arm.Patients)));
        }

        foreach (var arm in arms.OrderByDescending(a => a.Patients))
        {
            var place = chart.At(arm.X, arm.Y);
            var marks = new List<Mark> { new CircleMark(place, Radius(arm.Patients), chart.Styles.Point with { Opacity = 0.75 }) };
            marks.AddRange(chart.Label(arm.Name, place, Radius(arm.Patients)));

            chart.Add(new GroupMark("study", marks) { Title = $"{TextFlow.Clean(arm.Name)}: benefit {NumberText.Percent(arm.Y, 1)}%, harm {NumberText.Percent(arm.X, 1)}%" });
        }
    }

    private static void Cross(Chart chart, ScenePoint center, Interval? vertical, Interval? horizontal)
    {
        var marks = new List<Mark>();
        if (vertical is { } v)
        {
            ScenePoint[] line = [new(center.X, chart.Y(v.Lower)), new(center.X, chart.Y(v.Upper))];
            marks.Add(Chart.Line(line[0], line[1], chart.Styles.SummaryLine));
            chart.Avoid(line);
        }

        if (horizontal is { } h)
        {
            ScenePoint[] line = [new(chart.X(h.Lower), center.Y), new(chart.X(h.Upper), center.Y)];
            marks.Add(Chart.Line(line[0], line[1], chart.Styles.SummaryLine));
            chart.Avoid(line);
        }

        var r = 0.55 * chart.Styles.Em;
        marks.Add(new PolygonMark([center with { X = center.X - r }, center with { Y = center.Y - r }, center with { X = center.X + r }, center with { Y = center.Y + r }], new ShapeStyle("summary-diamond") { Fill = chart.Styles.Theme.Summary }));
        chart.Occupy(new SceneBox(center.X, center.Y, center.X, center.Y).Grow(r));
        chart.Add(new GroupMark("total", marks) { Title = "Pooled" });
    }
}
