using System.Globalization;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Axes;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Forest;

/// <summary>The columns of one pooled effect: counts, plot, estimate and weight, in the journal's order.</summary>
internal sealed class SeriesColumns
{
    private readonly PooledEffect _effect;
    private readonly ForestFormat _format;
    private readonly bool _counts;
    private readonly bool _weights;
    private readonly double _largest;
    private readonly bool _density;
    private readonly int _decimals;
    private readonly List<(ForestTrack Track, ForestPart Part, int Piece)> _columns = [];

    internal SeriesColumns(PooledEffect effect, ForestPlotOptions options, string axisTitle, PlotAxis axis, string? group = null, bool showCounts = true)
    {
        _effect = effect;
        _format = ForestFormat.Of(options.Journal);
        Text = new EffectText(effect.Measure);
        _density = options.PredictionStyle == PredictionStyle.Density;
        _counts = effect.Studies.Any(study => study.Total is not null);
        _weights = effect.Studies.Any(study => study.Weight is not null);
        _largest = effect.Studies.Select(Size).DefaultIfEmpty(0).Max();
        _decimals = options.Decimals ?? Decimals(axis, Text);
        foreach (var part in _format.Parts.Where(part => showCounts || part != ForestPart.Counts))
        {
            Add(part, options, axisTitle, axis, group);
        }
    }

    internal EffectText Text { get; }

    internal IEnumerable<ForestTrack> Tracks => _columns.Select(column => column.Track);

    /// <summary>Whether squares follow the number of patients, because there are no weights.</summary>
    internal bool SizedByPatients => _counts && !_weights;

    /// <summary>As many empty cells as there are columns.</summary>
    internal IEnumerable<ForestCell?> Empty => _columns.Select(_ => (ForestCell?)null);

    /// <summary>Every estimate that an effect will draw, its subgroups' included.</summary>
    internal static List<PlotCell> Cells(PooledEffect effect)
    {
        var largest = effect.Studies.Select(study => (double)(study.Total ?? 1)).DefaultIfEmpty(1).Max();
        var cells = effect.Studies.Select(study => Cell(ForestGlyph.Square, study.Estimate) with { Area = (study.Total ?? 1) / Math.Max(largest, 1) }).ToList();
        cells.Add(Cell(ForestGlyph.Diamond, effect.Leading));
        if (effect.MarginalLeads)
        {
            cells.Add(Cell(ForestGlyph.Diamond, effect.Pooled));
        }

        cells.AddRange(effect.Subgroups.Where(subgroup => subgroup.Effect.StudyCount > 1).Select(subgroup => Cell(ForestGlyph.Diamond, subgroup.Effect.Leading)));
        return cells;
    }

    internal IEnumerable<ForestCell?> Study(StudyEstimate study) => _columns.Select(ForestCell? (column) => column.Part switch
    {
        ForestPart.Counts => Counts(study.Events, study.Total, column.Piece),
        ForestPart.Plot => Cell(ForestGlyph.Square, study.Estimate) with { Area = _largest > 0 ? Size(study) / _largest : 1 },
        ForestPart.Estimate => Estimate(study.Estimate),
        _ => study.Weight is { } weight ? new TextCell([_format.Typeset(NumberText.Fixed(weight, 1) + "%")]) : null,
    });

    internal IEnumerable<ForestCell?> Summary(Estimate estimate, ForestGlyph glyph, PooledEffect? counts, bool total) => _columns.Select(ForestCell? (column) => column.Part switch
    {
        ForestPart.Counts => Counts(counts?.Events, counts?.Total, column.Piece),
        ForestPart.Plot => Cell(glyph, estimate),
        ForestPart.Estimate => Estimate(estimate),
        _ => total ? new TextCell(["100%"]) : null,
    });

    internal IEnumerable<ForestCell?> Prediction(Prediction prediction) => _columns.Select(ForestCell? (column) => column.Part switch
    {
        ForestPart.Plot => new PlotCell(ForestGlyph.Bar, null, prediction.Interval.Lower, prediction.Interval.Upper) { Density = _density ? PredictiveDensity.Curve(_effect, prediction) : [] },
        ForestPart.Estimate => new TextCell(["", _format.Interval(Text, prediction.Interval, _decimals)]),
        _ => null,
    });

    /// <summary>Counts, estimate and weight of a study in running text.</summary>
    internal string Spoken(StudyEstimate study, string units)
    {
        var counts = study.Total is { } total ? $"{Whole(study.Events)} of {Whole(total)} {units}, " : "";
        var share = study.Weight is { } weight ? $", weight {NumberText.Fixed(weight, 1)}%" : "";
        return counts + Spoken(study.Estimate, IntervalText.OfStudy(_effect)) + share;
    }

    internal string Spoken(Estimate estimate, string interval) => Text.Spoken(estimate, interval, _decimals);

    internal string Spoken(Interval interval) => $"{Text.Spoken(interval.Lower, _decimals)} to {Text.Spoken(interval.Upper, _decimals)}";

    internal static string Whole(long? count) => count is { } n ? n.ToString(CultureInfo.InvariantCulture) : NumberText.Missing;

    private void Add(ForestPart part, ForestPlotOptions options, string axisTitle, PlotAxis axis, string? group)
    {
        switch (part)
        {
            case ForestPart.Counts when _counts && _format.SplitCounts:
                _columns.Add((new TextTrack("Events", [TextAnchor.End]) { Group = group }, part, 0));
                _columns.Add((new TextTrack("Total", [TextAnchor.End]) { Group = group }, part, 1));
                break;
            case ForestPart.Counts when _counts:
                _columns.Add((new TextTrack(_format.CountHeader, [TextAnchor.End, TextAnchor.Start]) { Align = TextAnchor.Middle, Group = group }, part, -1));
                break;
            case ForestPart.Plot:
                var plot = new PlotTrack("", axis, axisTitle)
                {
                    SummaryLine = _effect.Leading.Value,
                    ReferenceLine = options.ReferenceValue ?? Text.NoEffect,
                    Shade = options is { ShowPrediction: true, PredictionStyle: PredictionStyle.Shade } && _effect.Prediction is { } p ? (p.Interval.Lower, p.Interval.Upper) : null,
                    Group = group,
                };
                _columns.Add((plot, part, 0));
                break;
            case ForestPart.Estimate:
                _columns.Add((new TextTrack(_format.EstimateHeader(Text, IntervalText.Mixed(_effect)), [TextAnchor.End, TextAnchor.End]) { Gap = 0.6, Group = group }, part, 0));
                break;
            case ForestPart.Weight when _weights && options.ShowWeights:
                _columns.Add((new TextTrack("Weight", [TextAnchor.End]) { Group = group }, part, 0));
                break;
        }
    }

    private static TextCell? Counts(long? events, long? total, int piece)
    {
        if (total is not { } n)
        {
            return null;
        }

        return piece switch { 0 => new TextCell([Whole(events)]), 1 => new TextCell([Whole(n)]), _ => new TextCell([Whole(events) + "/", Whole(n)]) };
    }

    private TextCell Estimate(Estimate estimate) =>
        new([_format.Typeset(Text.Printed(estimate.Value, _decimals)), _format.Interval(Text, estimate.Interval, _decimals)]);

    private static PlotCell Cell(ForestGlyph glyph, Estimate estimate) => new(glyph, estimate.Value, estimate.Interval?.Lower, estimate.Interval?.Upper);

    private double Size(StudyEstimate study) => Math.Max(0, _weights ? study.Weight ?? 0 : study.Total ?? (study.Variance is > 0 and var v ? 1 / v : 1));

    /// <summary>One decimal more than the axis needs; two for ratios, whose axis is logarithmic.</summary>
    internal static int Decimals(PlotAxis axis, EffectText text)
    {
        if (text.IsRatio)
        {
            return 2;
        }

        var step = NiceNumbers.Step((axis.Upper - axis.Lower) * text.PrintFactor, 5);
        return Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9) + 1, 1, 4);
    }
}
