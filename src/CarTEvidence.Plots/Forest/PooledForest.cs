using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Forest;

/// <summary>Turns a pooled effect into the rows and columns of a forest plot.</summary>
internal sealed partial class PooledForest
{
    private readonly PooledEffect _effect;
    private readonly ForestPlotOptions _options;
    private readonly ForestWords _words;
    private readonly ForestFormat _format;
    private readonly SeriesColumns _series;
    private readonly ExtraColumns _extra;

    private PooledForest(PooledEffect effect, ForestPlotOptions options, ForestWords words)
    {
        _effect = effect;
        _options = options;
        _words = words;
        _format = ForestFormat.Of(options.Journal);
        var axis = ForestAxis.Choose(SeriesColumns.Cells(effect), new EffectText(effect.Measure), options.AxisLower, options.AxisUpper);
        _series = new SeriesColumns(effect, options, options.AxisTitle ?? words.AxisTitle, axis);
        _extra = new ExtraColumns(options, effect.Studies.Count);
    }

    internal static ForestContent Content(PooledEffect effect, ForestPlotOptions options, ForestWords words) => new PooledForest(effect, options, words).Build();

    private ForestContent Build() => new()
    {
        Title = $"Forest plot: {(string.IsNullOrEmpty(_options.Title) ? _words.Subject : _options.Title)}",
        Heading = _options.Title ?? _words.Subject,
        Subheading = _options.Subtitle ?? ModelText.Of(_effect),
        Description = Describe(),
        Tracks = [new LabelTrack(_options.StudyHeader ?? _format.StudyHeader), .. _extra.LeftTracks, .. _series.Tracks, .. _extra.RightTracks],
        Rows = [.. Rows()],
        Notes = [.. Notes().Select(_format.Typeset)],
    };

    private IEnumerable<ForestRow> Rows()
    {
        if (_effect.Subgroups.Count == 0)
        {
            foreach (var (study, index) in Ordered(_effect.Studies.Select((study, i) => (study, (int?)i))))
            {
                yield return Study(study, index, 0);
            }
        }
        else
        {
            var places = new StudyPlaces(_effect.Studies);
            foreach (var row in _effect.Subgroups.SelectMany(subgroup => Subgroup(subgroup, places)))
            {
                yield return row;
            }
        }

        if (_effect.Studies.Count > 0)
        {
            yield return new ForestRow(ForestRowKind.Gap, "");
        }

        foreach (var row in Summary(_effect, ForestRowKind.Total, _format.Total))
        {
            yield return row;
        }

        if (_options.ShowPrediction && _effect.Prediction is { } prediction)
        {
            yield return Prediction(prediction);
        }
    }

    private IEnumerable<ForestRow> Subgroup(SubgroupResult subgroup, StudyPlaces places)
    {
        yield return new ForestRow(ForestRowKind.Heading, $"{EffectText.Capital((_effect.SubgroupName ?? "Subgroup").Replace('_', ' '))}: {subgroup.Level.Replace('_', ' ')}");
        foreach (var (study, index) in Ordered(subgroup.Effect.Studies.Select(places.Find)))
        {
            yield return Study(study, index, 1);
        }

        if (subgroup.Effect.Studies.Count == 0)
        {
            yield return new ForestRow(ForestRowKind.Remark, "No study") { Indent = 1 };
        }

        if (subgroup.Effect.StudyCount > 1)
        {
            foreach (var row in Summary(subgroup.Effect, ForestRowKind.Subtotal, _format.Subtotal))
            {
                yield return row with { Indent = 1 };
            }

            if (_options.ShowHeterogeneity && HeterogeneityText.Line(subgroup.Effect, brief: true) is { } line)
            {
                yield return new ForestRow(ForestRowKind.Remark, _format.Typeset(line)) { Indent = 1 };
            }
        }

        yield return new ForestRow(ForestRowKind.Gap, "");
    }

    private ForestRow Study(StudyEstimate study, int? index, int indent) => new(_options.Caterpillar ? ForestRowKind.Leg : ForestRowKind.Study, study.Study)
    {
        Cells = Number(_extra.Left(index), _series.Study(study), _extra.Right(index)),
        Indent = indent,
        Description = $"{TextFlow.Clean(study.Study)}: {_series.Spoken(study, _words.Units)}{_extra.Spoken(index)}",
    };

    /// <summary>The estimate that leads, and the typical study beside it where the average over studies leads.</summary>
    private IEnumerable<ForestRow> Summary(PooledEffect effect, ForestRowKind kind, string name)
    {
        var averageLeads = effect is { MarginalLeads: true, Marginal: not null };
        var label = string.Format(System.Globalization.CultureInfo.InvariantCulture, name, effect.StudyCount, NumberText.Level(effect.Level), Studies(effect.StudyCount)) + (averageLeads ? ", average over studies" : "");
        yield return SummaryRow(kind, label, effect.Leading, ForestGlyph.Diamond, effect);
        if (averageLeads)
        {
            yield return SummaryRow(ForestRowKind.Supplement, "Typical study", effect.Pooled, ForestGlyph.OpenDiamond, null);
        }
    }

    private ForestRow SummaryRow(ForestRowKind kind, string label, Estimate estimate, ForestGlyph glyph, PooledEffect? counts)
    {
        var totals = counts is { Events: { } events, Total: { } total } ? $"{SeriesColumns.Whole(events)} of {SeriesColumns.Whole(total)} {_words.Units}, " : "";
        return new ForestRow(kind, label)
        {
            Cells = Number(_extra.Left(null), _series.Summary(estimate, glyph, counts, kind == ForestRowKind.Total), _extra.Right(null)),
            Description = $"{label}: {totals}{_series.Spoken(estimate, IntervalText.Of(_effect))}",
        };
    }

    private ForestRow Prediction(Prediction prediction)
    {
        var label = $"{NumberText.Level(prediction.Interval.Level)} prediction interval";
        return new ForestRow(ForestRowKind.Supplement, label)
        {
            Cells = Number(_extra.Left(null), _series.Prediction(prediction), _extra.Right(null)),
            Description = $"{label}: {_series.Spoken(prediction.Interval)}",
        };
    }

    private IEnumerable<(StudyEstimate Study, int? Index)> Ordered(IEnumerable<(StudyEstimate Study, int? Index)> studies) => StudyOrder.Sort([.. studies], s => s.Study, s => s.Index, _options);

    /// <summary>Gives cells the numbers of their tracks; the labels are track 0.</summary>
    internal static Dictionary<int, ForestCell> Number(params IEnumerable<ForestCell?>[] parts) =>
        parts.SelectMany(part => part).Select((cell, i) => (cell, i)).Where(x => x.cell is not null).ToDictionary(x => x.i + 1, x => x.cell!);
}
