using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Forest;

/// <summary>Turns several pooled effects into one forest plot with a block of columns each. A study that several effects contain has one row.</summary>
internal sealed class SeriesForest
{
    private readonly IReadOnlyList<ForestSeries> _series;
    private readonly ForestPlotOptions _options;
    private readonly ForestFormat _format;
    private readonly ForestWords _words;
    private readonly List<SeriesColumns> _columns;
    private readonly List<(string Label, StudyEstimate?[] Studies)> _union;
    private readonly ExtraColumns _extra;

    private SeriesForest(IReadOnlyList<ForestSeries> series, ForestPlotOptions options, ForestWords words)
    {
        _series = series;
        _options = options;
        _words = words;
        _format = ForestFormat.Of(options.Journal);
        _union = Union();
        _extra = new ExtraColumns(options, _union.Count);
        var shared = series.All(s => s.Effect.Measure.Code == series[0].Effect.Measure.Code) || series.All(s => s.Effect.Measure.Kind == MeasureKind.Proportion)
            ? series.SelectMany(s => SeriesColumns.Cells(s.Effect)).ToList() : null;
        _columns =
        [
            .. series.Select((s, i) =>
            {
                var text = new EffectText(s.Effect.Measure);
                var axis = ForestAxis.Choose(shared ?? SeriesColumns.Cells(s.Effect), text, options.AxisLower, options.AxisUpper);
                var repeated = i > 0 && SameCounts(s.Effect, series[0].Effect);
                return new SeriesColumns(s.Effect, options, options.AxisTitle ?? (text.IsProportion ? "% of patients" : text.Name), axis, s.Name, showCounts: !repeated);
            }),
        ];
    }

    internal static ForestContent Content(IReadOnlyList<ForestSeries> series, ForestPlotOptions options, ForestWords words) => new SeriesForest(series, options, words).Build();

    private ForestContent Build()
    {
        var models = _series.Select(s => ModelText.Of(s.Effect)).Distinct(StringComparer.Ordinal).ToList();
        return new ForestContent
        {
            Title = $"Forest plot: {(string.IsNullOrEmpty(_options.Title) ? _words.Subject : _options.Title)}",
            Heading = _options.Title ?? _words.Subject,
            Subheading = _options.Subtitle ?? (models.Count == 1 ? models[0] : ""),
            Description = string.Join(' ', _series.Select((s, i) => $"{s.Name}: {s.Effect.StudyCount} studies, {_columns[i].Spoken(s.Effect.Leading, IntervalText.InFull(s.Effect))}.")),
            Tracks = [new LabelTrack(_options.StudyHeader ?? _format.StudyHeader), .. _extra.LeftTracks, .. _columns.SelectMany(column => column.Tracks), .. _extra.RightTracks],
            Rows = [.. Rows()],
            Notes = [.. Notes(models.Count > 1).Select(_format.Typeset)],
        };
    }

    private IEnumerable<ForestRow> Rows()
    {
        foreach (var row in StudyOrder.Sort([.. Enumerable.Range(0, _union.Count)], i => Array.Find(_union[i].Studies, study => study is not null)!.Value, i => i, _options))
        {
            var (label, studies) = _union[row];
            var spoken = _series.Select((s, i) => studies[i] is { } study ? $"{s.Name}: {_columns[i].Spoken(study, _words.Units)}" : $"{s.Name}: not reported");
            yield return new ForestRow(_options.Caterpillar ? ForestRowKind.Leg : ForestRowKind.Study, label)
            {
                Cells = PooledForest.Number([_extra.Left(row), .. studies.Select((study, i) => study is { } s ? _columns[i].Study(s) : _columns[i].Empty), _extra.Right(row)]),
                Description = $"{TextFlow.Clean(label)}: {string.Join("; ", spoken)}{_extra.Spoken(row)}",
            };
        }

        yield return new ForestRow(ForestRowKind.Gap, "");
        yield return Row(ForestRowKind.Total, "Pooled", (s, i) => _columns[i].Summary(s.Leading, ForestGlyph.Diamond, s, total: true), (s, i) => _columns[i].Spoken(s.Leading, IntervalText.Of(s)));
        if (_series.Any(s => s.Effect.MarginalLeads))
        {
            yield return Row(ForestRowKind.Supplement, "Typical study", (s, i) => s.MarginalLeads ? _columns[i].Summary(s.Pooled, ForestGlyph.OpenDiamond, null, total: false) : null, (s, i) => _columns[i].Spoken(s.Pooled, IntervalText.Of(s)));
        }

        if (_options.ShowPrediction && _series.Any(s => s.Effect.Prediction is not null))
        {
            yield return Row(ForestRowKind.Supplement, "Prediction interval", (s, i) => s.Prediction is { } p ? _columns[i].Prediction(p) : null, (s, i) => s.Prediction is { } p ? _columns[i].Spoken(p.Interval) : "none");
        }
    }

    private ForestRow Row(ForestRowKind kind, string label, Func<PooledEffect, int, IEnumerable<ForestCell?>?> cells, Func<PooledEffect, int, string> spoken) => new(kind, label)
    {
        Cells = PooledForest.Number([_extra.Left(null), .. _series.Select((s, i) => cells(s.Effect, i) ?? _columns[i].Empty), _extra.Right(null)]),
        Description = $"{label}: {string.Join("; ", _series.Select((s, i) => $"{s.Name}: {spoken(s.Effect, i)}"))}",
    };

    private IEnumerable<string> Notes(bool modelsDiffer)
    {
        foreach (var (name, effect) in _series)
        {
            var parts = new List<string>();
            if (modelsDiffer)
            {
                parts.Add(ModelText.Of(effect));
            }

            if (_options.ShowHeterogeneity && HeterogeneityText.Line(effect) is { } heterogeneity)
            {
                parts.Add(heterogeneity);
            }

            if (effect.MarginalLeads)
            {
                parts.Add("The diamond is the average over studies");
            }

            if (parts.Count > 0)
            {
                yield return $"{name}: {string.Join(". ", parts)}.";
            }
        }

        if (_columns.Any(column => column.SizedByPatients))
        {
            yield return "The area of a square is proportional to the number of patients.";
        }

        if (_series.Any(s => IntervalText.IsCredible(s.Effect)))
        {
            yield return IntervalText.Legend;
        }

        if (_extra.RiskLegend is { } legend)
        {
            yield return legend;
        }

        if (!_options.ShowNotes)
        {
            yield break;
        }

        foreach (var (name, effect) in _series)
        {
            foreach (var note in effect.Notes)
            {
                yield return $"{name}: {note}";
            }
        }
    }

    /// <summary>The studies of all series: those of the first in its order, then what each next one adds. The n-th of a name matches the n-th of that name.</summary>
    private List<(string Label, StudyEstimate?[] Studies)> Union()
    {
        var rows = new List<(string, StudyEstimate?[])>();
        var places = new Dictionary<(string, int), int>();
        for (var s = 0; s < _series.Count; s++)
        {
            var seen = new Dictionary<string, int>();
            foreach (var study in _series[s].Effect.Studies)
            {
                var occurrence = seen[study.Study] = seen.GetValueOrDefault(study.Study) + 1;
                if (!places.TryGetValue((study.Study, occurrence), out var row))
                {
                    places.Add((study.Study, occurrence), row = rows.Count);
                    rows.Add((study.Study, new StudyEstimate?[_series.Count]));
                }

                rows[row].Item2[s] = study;
            }
        }

        return rows;
    }

    private static bool SameCounts(PooledEffect a, PooledEffect b) =>
        a.Studies.Select(s => (s.Study, s.Events, s.Total)).SequenceEqual(b.Studies.Select(s => (s.Study, s.Events, s.Total)));
}
