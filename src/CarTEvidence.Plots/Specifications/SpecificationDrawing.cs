using System.Globalization;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Charts;
using CarTEvidence.Plots.Forest;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Specifications;

/// <summary>Draws a specification curve over the table of its choices.</summary>
internal sealed class SpecificationDrawing
{
    private const double WidestPlot = 330;
    private const double CurveHeight = 150;
    private const double WidestLabel = 120;

    private readonly SpecificationCurve _curve;
    private readonly ChartOptions _options;
    private readonly ChartStyles _styles;
    private readonly IReadOnlyList<Specification> _specifications;
    private readonly List<(string Dimension, List<string> Values)> _dimensions;
    private readonly List<Mark> _marks = [];
    private readonly EffectText _text = new(Measure.Logit);

    internal SpecificationDrawing(SpecificationCurve curve, ChartOptions options)
    {
        (_curve, _options, _styles) = (curve, options, new ChartStyles(options.Theme));
        _specifications = [.. curve.Specifications.Where(s => s.Estimate.Value is not null)];
        if (_specifications.Count == 0)
        {
            throw new ArgumentException("No specification has an estimate.", nameof(curve));
        }

        _dimensions =
        [
            .. curve.Choices.GroupBy(choice => choice.Choice.Dimension)
                .Select(group => (Dimension: group.Key, Values: group.Select(choice => choice.Choice.Value).Where(value => _specifications.Any(s => Has(s, group.Key, value))).ToList()))
                .Where(dimension => dimension.Values.Count > 1),
        ];
    }

    internal Figure Draw()
    {
        var em = _styles.Em;
        var margin = 1.25 * em;
        var given = ChartPage.Of(_options);
        var cap = Math.Min(WidestLabel, 0.3 * given.Points ?? WidestLabel);
        var labels = Math.Min(cap, _dimensions.SelectMany(d => d.Values.Select(value => _styles.Small.WidthOf(Word(d.Dimension, value)) + em).Append(_styles.Strong.WidthOf(Name(d.Dimension)))).DefaultIfEmpty(0).Max());
        var axis = ForestAxis.Proportions(_specifications.SelectMany(s => new[] { s.Estimate.Value, s.Estimate.Interval?.Lower, s.Estimate.Interval?.Upper }.OfType<double>()));
        var ticks = axis.Ticks(6);
        var left = Math.Max(margin + labels + 0.8 * em, margin + 1.7 * em + ticks.Max(tick => _styles.Tick.WidthOf(tick.Label)) + 0.9 * em);
        var (page, plot, _) = given.Fit(left + margin + 0.8 * em, WidestPlot, 1, em);
        var cursor = margin;
        var title = _options.Title ?? (_curve.Subject is { Length: > 0 } subject ? $"{EffectText.Capital(subject)}: every defensible analysis" : "Every defensible analysis");
        Paragraph(title, _styles.Title, margin, page, ref cursor);
        Paragraph(Counted(), _styles.Subtitle, margin, page, ref cursor);
        cursor += 0.8 * em;
        var area = new SceneBox(left, cursor, left + plot, cursor + CurveHeight * em / 8);
        double Y(double value) => area.Bottom - axis.Share(value) * area.Height;
        foreach (var tick in ticks)
        {
            _marks.Add(new LineMark(new(area.Left, Y(tick.Value)), new(area.Right, Y(tick.Value)), _styles.Grid));
            _marks.Add(new TextMark(new(area.Left - 0.7 * em, Y(tick.Value) + _styles.Tick.MiddleToBaseline), tick.Label, _styles.Tick, TextAnchor.End));
        }

        var across = TextFlow.Shorten("% of patients", _styles.Label, area.Height);
        _marks.Add(new TextMark(new(area.Left - 0.7 * em - ticks.Max(tick => _styles.Tick.WidthOf(tick.Label)) - 0.7 * em, (area.Top + area.Bottom) / 2), across, _styles.Label, TextAnchor.Middle) { Upwards = true });
        _marks.Add(new LineMark(new(area.Left, area.Top), new(area.Left, area.Bottom), _styles.AxisLine));
        Curve(area, Y);
        if (_curve.Median is { } median)
        {
            _marks.Add(new LineMark(new(area.Left, Y(median)), new(area.Right, Y(median)), _styles.DashedLine));
        }

        cursor = area.Bottom + 0.9 * em;
        foreach (var (dimension, values) in _dimensions)
        {
            Dimension(dimension, values, margin, labels, area, ref cursor);
        }

        cursor += 0.2 * em;
        foreach (var note in Notes())
        {
            Paragraph(note, _styles.Small, margin, page, ref cursor);
            cursor += 0.3 * em;
        }

        return new Figure(new Scene(page, cursor + margin, _marks) { Background = _options.Theme.Background }, title.Length > 0 ? title : "Specification curve", Describe());
    }

    private void Curve(SceneBox area, Func<double, double> y)
    {
        var em = _styles.Em;
        var thin = new ShapeStyle("specification-interval") { Stroke = (_styles.Theme.Background ?? Rgb.White).Mix(_styles.Theme.Study, 0.45), StrokeWidth = Math.Clamp(0.55 * area.Width / _specifications.Count, 0.4, 1.6) };
        var point = new ShapeStyle("specification") { Fill = _styles.Theme.Summary };
        var radius = Math.Clamp(0.42 * area.Width / _specifications.Count, 0.09 * em, 0.26 * em);
        for (var i = 0; i < _specifications.Count; i++)
        {
            var specification = _specifications[i];
            var x = X(area, i);
            var marks = new List<Mark>();
            if (specification.Estimate.Interval is { } interval)
            {
                marks.Add(new LineMark(new(x, y(interval.Lower)), new(x, y(interval.Upper)), thin));
            }

            marks.Add(new CircleMark(new(x, y(specification.Estimate.Value!.Value)), radius, point));
            _marks.Add(new GroupMark("specification", marks) { Title = $"{specification}: {_text.Spoken(specification.Estimate, $"{NumberText.Level(_curve.Level)} interval", 1)}" });
        }
    }

    private void Dimension(string dimension, List<string> values, double margin, double labels, SceneBox area, ref double cursor)
    {
        var (em, row) = (_styles.Em, 1.25 * _styles.Em);
        _marks.Add(new TextMark(new(margin, cursor + _styles.Strong.Size * FontMetrics.Ascent), Name(dimension), _styles.Strong));
        cursor += _styles.Strong.LineHeight + 0.1 * em;
        var tick = new ShapeStyle("choice") { Fill = _styles.Theme.Study };
        var half = Math.Clamp(0.4 * area.Width / _specifications.Count, 0.18, 0.25 * em);
        foreach (var value in values)
        {
            var middle = cursor + row / 2;
            var marks = new List<Mark>
            {
                new TextMark(new(margin + em, middle + _styles.Small.MiddleToBaseline), TextFlow.Shorten(Word(dimension, value), _styles.Small, labels - em), _styles.Small),
                new LineMark(new(area.Left, middle), new(area.Right, middle), _styles.Grid),
            };
            for (var i = 0; i < _specifications.Count; i++)
            {
                if (Has(_specifications[i], dimension, value))
                {
                    var first = i;
                    while (i + 1 < _specifications.Count && Has(_specifications[i + 1], dimension, value))
                    {
                        i++;
                    }

                    marks.AddRange(Enumerable.Range(first, i - first + 1).Select(k => new RectangleMark(new SceneBox(X(area, k) - half, middle - 0.38 * em, X(area, k) + half, middle + 0.38 * em), tick)));
                }
            }

            _marks.Add(new GroupMark("choice", marks) { Title = Summary(dimension, value) });
            cursor += row;
        }

        cursor += 0.5 * em;
    }

    private double X(SceneBox area, int index) => area.Left + area.Width * (index + 0.5) / _specifications.Count;

    private string Summary(string dimension, string value)
    {
        var summary = _curve.Choices.First(choice => choice.Choice == new SpecificationChoice(dimension, value));
        var range = summary is { Lowest: { } low, Median: { } median, Highest: { } high } ? $", {_text.Spoken(low, 1)} to {_text.Spoken(high, 1)}, median {_text.Spoken(median, 1)}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Name(dimension)} {Word(dimension, value)}: {summary.Specifications} specifications") + range;
    }

    private IEnumerable<string> Notes()
    {
        yield return $"Points: estimates; lines: {NumberText.Level(_curve.Level)} intervals; dashed: median of the estimates. The analyses share the data, so their number is no sample size.";
        foreach (var note in _curve.Notes)
        {
            yield return note;
        }
    }

    private string Counted() => string.Create(CultureInfo.InvariantCulture, $"{_specifications.Count} specifications: ") + Range()
        + (_curve.Specifications.Count > _specifications.Count ? string.Create(CultureInfo.InvariantCulture, $"; {_curve.Specifications.Count - _specifications.Count} without an estimate") : "");

    private string Range() => $"{_text.Spoken(_curve.Lowest!.Value, 1)} to {_text.Spoken(_curve.Highest!.Value, 1)}, median {_text.Spoken(_curve.Median!.Value, 1)}";

    private string Describe() => $"Specification curve. {Counted()}. " + string.Join(". ", _dimensions.SelectMany(d => d.Values.Select(value => Summary(d.Dimension, value)))) + ".";

    private void Paragraph(string text, TextStyle style, double margin, double page, ref double cursor)
    {
        foreach (var line in text.Length == 0 ? [] : TextFlow.Wrap(text, style, page - 2 * margin).Lines)
        {
            _marks.Add(new TextMark(new(margin, cursor + style.Size * FontMetrics.Ascent), line, style));
            cursor += style.LineHeight;
        }
    }

    private static bool Has(Specification specification, string dimension, string value) => specification.Choices.Contains(new SpecificationChoice(dimension, value));

    /// <summary>A choice as the field prints it, where the command line's word is a code.</summary>
    private static string Word(string dimension, string value) => dimension switch
    {
        "tau2" when MethodNames.TauSquaredEstimators.TryParse(value, out var estimator) => MethodNames.TauSquaredEstimators[estimator].Label,
        "interval" when MethodNames.Intervals.TryParse(value, out var interval) => MethodNames.Intervals[interval].Label,
        _ => value,
    };

    private static string Name(string dimension) => dimension switch { "tau2" => "Estimator of τ²", "quantity" => "Estimate of", "inclusion" => "Reports included", _ => EffectText.Capital(dimension) };
}
