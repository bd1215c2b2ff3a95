using System.Globalization;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Forest;

/// <summary>Turns a pooled effect into the rows and columns of a forest plot.</summary>
internal sealed partial class PooledForest
{
    private const int LabelColumn = 0;

    private readonly PooledEffect _effect;
    private readonly ForestPlotOptions _options;
    private readonly ForestWords _words;
    private readonly EffectText _text;
    private readonly int _decimals;
    private readonly bool _counts;
    private readonly bool _weights;
    private readonly double _largest;
    private readonly int _countColumn;
    private readonly int _plotColumn;
    private readonly int _estimateColumn;
    private readonly int _weightColumn;

    private PooledForest(PooledEffect effect, ForestPlotOptions options, ForestWords words)
    {
        _effect = effect;
        _options = options;
        _words = words;
        _text = new EffectText(effect.Measure);
        _counts = effect.Studies.Any(study => study.Total is not null);
        _weights = effect.Studies.Any(study => study.Weight is not null);
        _largest = effect.Studies.Select(Size).DefaultIfEmpty(0).Max();
        _countColumn = _counts ? LabelColumn + 1 : -1;
        _plotColumn = LabelColumn + (_counts ? 2 : 1);
        _estimateColumn = _plotColumn + 1;
        _weightColumn = _weights && options.ShowWeights ? _estimateColumn + 1 : -1;
        _decimals = options.Decimals ?? ChooseDecimals();
    }

    internal static ForestContent Content(PooledEffect effect, ForestPlotOptions options, ForestWords words) => new PooledForest(effect, options, words).Build();

    private ForestContent Build()
    {
        var rows = Rows().ToList();
        var cells = rows.SelectMany(row => row.Cells.Values).OfType<PlotCell>().ToList();
        var axis = ForestAxis.Choose(cells, _text, _options.AxisLower, _options.AxisUpper);
        var tracks = new List<ForestTrack> { new LabelTrack(_options.StudyHeader) };
        if (_counts)
            tracks.Add(new TextTrack("Events/n", [TextAnchor.End, TextAnchor.Start]) { Align = TextAnchor.Middle });
        tracks.Add(new PlotTrack("", axis, _options.AxisTitle ?? _words.AxisTitle) { SummaryLine = _effect.Leading.Value, ReferenceLine = _text.NoEffect });
        tracks.Add(new TextTrack(_text.ColumnHeader(_effect.Level), [TextAnchor.End, TextAnchor.End]) { Gap = 0.6 });
        if (_weightColumn > 0)
            tracks.Add(new TextTrack("Weight", [TextAnchor.End]));
        return new ForestContent
        {
            Title = $"Forest plot: {(string.IsNullOrEmpty(_options.Title) ? _words.Subject : _options.Title)}",
            Heading = _options.Title ?? _words.Subject,
            Subheading = _options.Subtitle ?? ModelText.Of(_effect),
            Description = Describe(),
            Tracks = tracks,
            Rows = rows,
            Notes = [.. Notes()],
        };
    }

    private IEnumerable<ForestRow> Rows()
    {
        if (_effect.Subgroups.Count == 0)
        {
            foreach (var study in _effect.Studies)
                yield return Study(study, 0);
        }
        else
        {
            var overall = new OverallWeights(_effect.Studies);
            foreach (var subgroup in _effect.Subgroups)
            {
                foreach (var row in Subgroup(subgroup, overall))
                    yield return row;
            }
        }

        if (_effect.Studies.Count > 0)
            yield return new ForestRow(ForestRowKind.Gap, "");
        foreach (var row in Summary(_effect, ForestRowKind.Total, "Pooled"))
            yield return row;
        if (_options.ShowPrediction && _effect.Prediction is { } prediction)
            yield return Prediction(prediction);
    }

    private IEnumerable<ForestRow> Subgroup(SubgroupResult subgroup, OverallWeights overall)
    {
        yield return new ForestRow(ForestRowKind.Heading, $"{EffectText.Capital(_effect.SubgroupName ?? "Subgroup")}: {subgroup.Level}");
        foreach (var study in subgroup.Effect.Studies)
            yield return Study(overall.Weighted(study), 1);
        if (subgroup.Effect.Studies.Count == 0)
            yield return new ForestRow(ForestRowKind.Remark, "No study") { Indent = 1 };
        if (subgroup.Effect.StudyCount > 1)
        {
            foreach (var row in Summary(subgroup.Effect, ForestRowKind.Subtotal, "Subtotal"))
                yield return row with { Indent = 1 };
            if (_options.ShowHeterogeneity && HeterogeneityText.Line(subgroup.Effect, brief: true) is { } line)
                yield return new ForestRow(ForestRowKind.Remark, line) { Indent = 1 };
        }

        yield return new ForestRow(ForestRowKind.Gap, "");
    }

    private ForestRow Study(StudyEstimate study, int indent)
    {
        var cells = new Dictionary<int, ForestCell>
        {
            [_plotColumn] = new PlotCell(ForestGlyph.Square, study.Estimate.Value, study.Estimate.Interval?.Lower, study.Estimate.Interval?.Upper) { Area = _largest > 0 ? Size(study) / _largest : 1 },
            [_estimateColumn] = EstimateCell(study.Estimate),
        };
        AddCounts(cells, study.Events, study.Total);
        if (_weightColumn > 0 && study.Weight is { } weight)
            cells[_weightColumn] = new TextCell([NumberText.Fixed(weight, 1) + "%"]);
        var counts = study.Total is { } total ? $"{Whole(study.Events)} of {Whole(total)} {_words.Units}, " : "";
        var share = study.Weight is { } w ? $", weight {NumberText.Fixed(w, 1)}%" : "";
        return new ForestRow(ForestRowKind.Study, study.Study)
        {
            Cells = cells,
            Indent = indent,
            Description = $"{TextFlow.Clean(study.Study)}: {counts}{_text.Spoken(study.Estimate, $"{NumberText.Level(_effect.Level)} CI", _decimals)}{share}",
        };
    }

    /// <summary>The estimate that leads, and the typical study beside it where the average over studies leads.</summary>
    private IEnumerable<ForestRow> Summary(PooledEffect effect, ForestRowKind kind, string name)
    {
        var count = $" (k\u00A0=\u00A0{Whole(effect.StudyCount)})";
        var averageLeads = effect is { MarginalLeads: true, Marginal: not null };
        var label = averageLeads ? $"{name}{count}, average over studies" : name + count;
        yield return SummaryRow(kind, label, effect.Leading, ForestGlyph.Diamond, effect);
        if (averageLeads)
            yield return SummaryRow(ForestRowKind.Supplement, "Typical study", effect.Pooled, ForestGlyph.OpenDiamond, null);
    }

    private ForestRow SummaryRow(ForestRowKind kind, string label, Estimate estimate, ForestGlyph glyph, PooledEffect? counts)
    {
        var cells = new Dictionary<int, ForestCell>
        {
            [_plotColumn] = new PlotCell(glyph, estimate.Value, estimate.Interval?.Lower, estimate.Interval?.Upper),
            [_estimateColumn] = EstimateCell(estimate),
        };
        AddCounts(cells, counts?.Events, counts?.Total);
        if (_weightColumn > 0 && kind == ForestRowKind.Total)
            cells[_weightColumn] = new TextCell(["100%"]);
        var totals = counts is { Events: { } events, Total: { } total } ? $"{Whole(events)} of {Whole(total)} {_words.Units}, " : "";
        return new ForestRow(kind, label)
        {
            Cells = cells,
            Description = $"{label}: {totals}{_text.Spoken(estimate, $"{NumberText.Level(_effect.Level)} CI", _decimals)}",
        };
    }

    private ForestRow Prediction(Prediction prediction)
    {
        var label = $"{NumberText.Level(prediction.Interval.Level)} prediction interval";
        var (lower, upper) = (prediction.Interval.Lower, prediction.Interval.Upper);
        return new ForestRow(ForestRowKind.Supplement, label)
        {
            Cells = new Dictionary<int, ForestCell>
            {
                [_plotColumn] = new PlotCell(ForestGlyph.Bar, null, lower, upper),
                [_estimateColumn] = new TextCell(["", _text.Printed(prediction.Interval, _decimals)]),
            },
            Description = $"{label}: {_text.Spoken(lower, _decimals)} to {_text.Spoken(upper, _decimals)}",
        };
    }

    private TextCell EstimateCell(Estimate estimate) => new([_text.Printed(estimate.Value, _decimals), _text.Printed(estimate.Interval, _decimals)]);

    private void AddCounts(Dictionary<int, ForestCell> cells, long? events, long? total)
    {
        if (_counts && total is { } n)
            cells[_countColumn] = new TextCell([Whole(events) + "/", Whole(n)]);
    }

    private double Size(StudyEstimate study) => Math.Max(0, _weights ? study.Weight ?? 0 : study.Total ?? (study.Variance is > 0 and var v ? 1 / v : 1));

    private static string Whole(long? count) => count is { } n ? n.ToString(CultureInfo.InvariantCulture) : NumberText.Missing;
}
