using System.Globalization;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Axes;
using CarTEvidence.Plots.Charts;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Influence;

/// <summary>Draws panels of deletion diagnostics side by side, in as many bands as the page needs.</summary>
internal sealed class InfluenceDrawing
{
    private const double WidestPanel = 88;
    private const double NarrowestPanel = 48;
    private const double WidestLabel = 170;
    private const double GapInEm = 2.8;
    private static readonly int[] PerBand = [6, 3, 2, 1];

    private readonly IReadOnlyList<StudyInfluence> _studies;
    private readonly (string Name, Func<StudyInfluence, double?> Value, double? Reference)[] _panels;
    private readonly ChartOptions _options;
    private readonly ChartStyles _styles;
    private readonly List<Mark> _marks = [];
    private readonly double _margin;
    private readonly double _labels;
    private readonly double _left;
    private readonly double _page;
    private readonly double _panel;
    private readonly int _perBand;

    internal InfluenceDrawing(IReadOnlyList<StudyInfluence> studies, ChartOptions options)
    {
        (_studies, _options, _styles) = (studies, options, new ChartStyles(options.Theme));
        _panels =
        [
            ("Residual", s => s.StudentizedResidual, 0), ("DFFITS", s => s.Dffits, 0), ("Cook's d", s => s.CooksDistance, 0),
            ("Cov. ratio", s => s.CovarianceRatio, 1), ("τ² without", s => s.TauSquaredDeleted, null), ("Leverage", s => s.Hat, 1.0 / studies.Count),
        ];
        var em = _styles.Em;
        var page = ChartPage.Of(options);
        _margin = 1.25 * em;
        _labels = Math.Min(Math.Min(WidestLabel, 0.3 * page.Points ?? WidestLabel), studies.Max(s => _styles.Strong.WidthOf(s.Study)));
        _left = _margin + _labels + 1.7 * em;
        (var gap, var ends) = (GapInEm * em, _margin + 0.8 * em);
        _perBand = page.Points is not { } width ? _panels.Length
            : PerBand.FirstOrDefault(count => _left + count * (NarrowestPanel + gap) - gap + ends <= width, 1);
        var around = _left + (_perBand - 1) * gap + ends;
        (_page, var all, _) = page.Fit(around, _perBand * WidestPanel, 1, em);
        _panel = all / _perBand;
    }

    internal Figure Draw()
    {
        var em = _styles.Em;
        var title = _options.Title ?? "Influence of each study";
        var cursor = _margin;
        foreach (var line in title.Length == 0 ? [] : TextFlow.Wrap(title, _styles.Title, _page - 2 * _margin).Lines)
        {
            _marks.Add(new TextMark(new(_margin, cursor + _styles.Title.Size * FontMetrics.Ascent), line, _styles.Title));
            cursor += _styles.Title.LineHeight;
        }

        cursor += 0.4 * em;
        foreach (var band in _panels.Chunk(_perBand))
        {
            Band(band, ref cursor);
        }

        var influential = _studies.Where(s => s.IsInfluential).Select(s => s.Study).ToList();
        var note = influential.Count == 0 ? "No study is influential by the usual rules." : $"Influential by the usual rules, in bold: {string.Join("; ", influential)}.";
        foreach (var line in TextFlow.Wrap(note, _styles.Small, _page - 2 * _margin).Lines)
        {
            _marks.Add(new TextMark(new(_margin, cursor + _styles.Small.Size * FontMetrics.Ascent), line, _styles.Small));
            cursor += _styles.Small.LineHeight;
        }

        return new Figure(
            new Scene(_page, cursor + _margin, _marks) { Background = _options.Theme.Background },
            title.Length > 0 ? title : "Influence of each study",
            string.Create(CultureInfo.InvariantCulture, $"Deletion diagnostics of {_studies.Count} studies. {note}"));
    }

    private void Band((string Name, Func<StudyInfluence, double?> Value, double? Reference)[] panels, ref double cursor)
    {
        var em = _styles.Em;
        var header = cursor + _styles.Strong.Size * FontMetrics.Ascent;
        _marks.Add(new TextMark(new(_margin, header), "Study", _styles.Strong));
        cursor += _styles.Strong.LineHeight + 0.3 * em;
        var (top, row) = (cursor, 1.6 * em);
        var bottom = top + _studies.Count * row;
        var axes = panels.Select(panel => ChartAxis.Around(_studies.Select(panel.Value).OfType<double>(), panel.Reference is { } r ? [r] : [])).ToArray();
        for (var p = 0; p < panels.Length; p++)
        {
            Panel(panels[p].Name, panels[p].Reference, axes[p], PanelLeft(p), header, top, bottom);
        }

        for (var i = 0; i < _studies.Count; i++)
        {
            var (study, middle) = (_studies[i], top + (i + 0.5) * row);
            var style = study.IsInfluential ? _styles.Strong : _styles.Label;
            var point = study.IsInfluential ? _styles.Point with { Name = "influential", Fill = _options.Theme.Prediction } : _styles.Point;
            var marks = new List<Mark> { new TextMark(new(_margin, middle + style.MiddleToBaseline), TextFlow.Shorten(TextFlow.Clean(study.Study), style, _labels), style) };
            for (var p = 0; p < panels.Length; p++)
            {
                if (panels[p].Value(study) is { } value && double.IsFinite(value))
                {
                    marks.Add(new CircleMark(new(PanelLeft(p) + axes[p].Share(value) * _panel, middle), 0.28 * em, point));
                }
            }

            var spoken = panels.Where(panel => panel.Value(study) is not null).Select(panel => $"{panel.Name} {NumberText.Significant(panel.Value(study)!.Value)}");
            _marks.Add(new GroupMark("study", marks) { Title = $"{TextFlow.Clean(study.Study)}: {string.Join(", ", spoken)}{(study.IsInfluential ? "; influential" : "")}" });
        }

        cursor = bottom + 0.85 * em + _styles.Tick.Size + 0.9 * em;
    }

    private double PanelLeft(int panel) => _left + panel * (_panel + GapInEm * _styles.Em);

    private void Panel(string name, double? reference, PlotAxis axis, double left, double header, double top, double bottom)
    {
        _marks.Add(new TextMark(new(left + _panel / 2, header), name, _styles.Strong, TextAnchor.Middle));
        var length = 0.4 * _styles.Em;
        foreach (var tick in Ticks(axis))
        {
            var x = left + axis.Share(tick.Value) * _panel;
            _marks.Add(new LineMark(new(x, top), new(x, bottom), _styles.Grid));
            _marks.Add(new LineMark(new(x, bottom), new(x, bottom + length), _styles.AxisLine));
            _marks.Add(new TextMark(new(x, bottom + length + 0.2 * _styles.Em + _styles.Tick.Size * FontMetrics.Ascent), tick.Label, _styles.Tick, TextAnchor.Middle));
        }

        _marks.Add(new LineMark(new(left, bottom), new(left + _panel, bottom), _styles.AxisLine));
        if (reference is { } value)
        {
            var x = left + axis.Share(value) * _panel;
            _marks.Add(new LineMark(new(x, top), new(x, bottom), _styles.Reference));
        }
    }

    /// <summary>Ticks whose labels keep apart; one where no two do.</summary>
    private IReadOnlyList<AxisTick> Ticks(PlotAxis axis)
    {
        for (var most = 4; most > 1; most--)
        {
            var ticks = axis.Ticks(most);
            var apart = ticks.Zip(ticks.Skip(1)).All(pair => (axis.Share(pair.Second.Value) - axis.Share(pair.First.Value)) * _panel > (_styles.Tick.WidthOf(pair.First.Label) + _styles.Tick.WidthOf(pair.Second.Label)) / 2 + 0.3 * _styles.Em);
            if (apart)
            {
                return ticks;
            }
        }

        return [.. axis.Ticks(2).Take(1)];
    }
}
